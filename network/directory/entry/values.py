"""A member's entry as plain data: what it says now, what somebody wants it to say, and the difference in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext

from network.agreement.diff import shown
from network.agreement.words import Kind, compare
from network.members.enums import MemberLevel, Visibility
from network.members.models import Membership
from network.registry.models import Place, Topic

TEXTS = ("about_ka", "about_en")
RECORDS: dict[str, type[Any]] = {"topics": Topic, "regions": Place}
CHOICES: dict[str, type[Any]] = {"level": MemberLevel, "visibility": Visibility}
LINES = ("shown_email", "shown_phone", "shown_website")
FIELDS = (*TEXTS, *RECORDS, "level", *LINES, "visibility")
EMPTY = "–"

Values = dict[str, Any]


@dataclass(frozen=True)
class ShownChange:
    """One field as people read it. ``now`` is set where the entry was changed by somebody else since the proposal."""

    label: str
    runs: list[tuple[Kind, str]]
    now: str = ""


def values_of(membership: Membership) -> Values:
    """Return what the entry says."""
    held: Values = {name: getattr(membership, name) or "" for name in (*TEXTS, *CHOICES, *LINES)}
    return held | {name: sorted(record.pk for record in getattr(membership, name).all()) for name in RECORDS}


def registry_of(membership: Membership) -> dict[str, str]:
    """Return what the registry says of the member: readers read it where the entry says nothing."""
    return {name: getattr(membership.organisation, name, "") or "" for name in TEXTS}


def changes_between(before: Values, after: Values) -> dict[str, dict[str, Any]]:
    """Return the fields that differ: how each is and how it shall be."""
    return {
        name: {"before": before[name], "after": after[name]} for name in FIELDS if before.get(name) != after.get(name)
    }


def put(membership: Membership, changes: Mapping[str, Mapping[str, Any]]) -> None:
    """Write proposed values into a member's entry, and save it. Records that are gone meanwhile are left out."""
    for name, change in changes.items():
        if name in RECORDS:
            getattr(membership, name).set(RECORDS[name].objects.filter(pk__in=change["after"]))
        elif name in FIELDS:
            setattr(membership, name, change["after"])
    membership.full_clean()
    membership.save()


def in_words(changes: Mapping[str, Mapping[str, Any]], now: Values) -> list[ShownChange]:
    """Return the changes for reading. Five fields or one: the records are asked for once for each kind of them."""
    names = {name: _names(model, (changes.get(name), {"now": now.get(name)})) for name, model in RECORDS.items()}
    found = []
    for name in (name for name in FIELDS if name in changes):
        before, after = (_word(name, changes[name][side], names) for side in ("before", "after"))
        current = _word(name, now.get(name), names)
        found.append(ShownChange(label_of(name), _runs(name, before, after), current if current != before else ""))
    return found


def label_of(name: str) -> str:
    """Return the name of a field as the desk and the office have it."""
    if name == "about_ka":
        return gettext("About the member, in Georgian")
    if name == "about_en":
        return gettext("About the member, in English")
    field: Any = Membership._meta.get_field(name)
    return capfirst(str(field.verbose_name))


def _names(model: type[Any], sides: Iterable[Mapping[str, Any] | None]) -> dict[int, str]:
    wanted = {pk for side in sides if side for numbers in side.values() for pk in numbers or ()}
    return {record.pk: record.name for record in model.objects.filter(pk__in=wanted)} if wanted else {}


def _word(name: str, value: Any, names: Mapping[str, Mapping[int, str]]) -> str:
    if name in RECORDS:
        gone = pgettext("a record", "deleted")
        return ", ".join(names[name].get(pk, gone) for pk in value or ()) or EMPTY
    if name in CHOICES:
        return str(dict(CHOICES[name].choices).get(value, value))
    return str(value or "") or EMPTY


def _runs(name: str, before: str, after: str) -> list[tuple[Kind, str]]:
    """Compare texts word by word; everything else is shown whole, the former and the new."""
    row = compare(before.split(), after.split()) if name in TEXTS else None
    if row and EMPTY not in (before, after):
        return shown(row)
    sides: list[tuple[Kind, str]] = [("removed", before), ("added", after)]
    return [side for side in sides if side[1] != EMPTY]
