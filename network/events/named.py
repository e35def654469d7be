"""The organisations and people that an event names: one question for all of them, however long its agenda is."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Value

from network.registry.models import Organisation, Person

NAMES = ("id", "name_ka", "name_en")
# What is shown of each beyond its name stands in the same two columns.
PERSON = {"first": "honorific_ka", "second": "honorific_en"}
ORGANISATION = {"first": "acronym", "second": "website"}


@dataclass
class Named:
    """Records by number; ``concerned``: numbers of the organisations in the page's own field."""

    organisations: dict[int, Organisation] = field(default_factory=dict)
    people: dict[int, Person] = field(default_factory=dict)
    concerned: set[int] = field(default_factory=set)


def named_by(page: Any, organisations: set[int], people: set[int]) -> Named:
    """Return the organisations and people of these numbers, and the organisations in the page's own field.

    Of each record only names, and what stands beside them, is read; other fields are when they are used.
    """
    offices = Organisation.objects.annotate(is_own=_own(page)).filter(Q(is_own=True) | Q(pk__in=organisations))
    speakers = Person.objects.annotate(is_own=Value(False, BooleanField())).filter(pk__in=people)
    found = Named()
    for row in _columns(offices, ORGANISATION, "o").union(_columns(speakers, PERSON, "p"), all=True):
        if row["sort"] == "p":
            found.people[row["id"]] = _record(Person, row, PERSON)
        else:
            found.organisations[row["id"]] = _record(Organisation, row, ORGANISATION)
            found.concerned.update([row["id"]] if row["is_own"] else [])
    return found


def _own(page: Any) -> Any:
    """Return the condition under which an organisation stands in the page's own field."""
    if not page.pk or "organisations" in vars(page).get("_cluster_related_objects", {}):
        chosen = {record.pk for record in page.organisations.all()}  # a preview has them in memory only
        return ExpressionWrapper(Q(pk__in=chosen or {0}), BooleanField())
    through = page._meta.get_field("organisations").remote_field.through
    return Exists(through.objects.filter(eventpage_id=page.pk, organisation_id=OuterRef("pk")))


def _columns(records: QuerySet[Any], fields: dict[str, str], sort: str) -> QuerySet[Any, dict[str, Any]]:
    shown = {name: F(source) for name, source in fields.items()}
    return records.order_by().values(*NAMES, "is_own", sort=Value(sort), **shown)


def _record(model: type[Any], row: dict[str, Any], fields: dict[str, str]) -> Any:
    held = {name: row[name] for name in NAMES} | {source: row[name] for name, source in fields.items()}
    known = [column.attname for column in model._meta.concrete_fields if column.attname in held]
    return model.from_db(None, known, [held[name] for name in known])
