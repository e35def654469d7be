"""The initiatives of the demonstration: one that led to a text, one that waits, one that was not taken up."""

import datetime
from typing import Any

from django.utils import timezone

from cms.demo.content import Entry, both, load, stable_uuid
from cms.demo.records import Records
from network.initiatives.enums import HappeningKind, InitiativeState
from network.initiatives.models import CoSponsor, Happening, Initiative

INITIATIVES = "initiatives"


def seed_initiatives(records: Records) -> None:
    """Make the initiatives that are missing, with what has happened to them; nobody is written to."""
    for entry in load(INITIATIVES)["initiatives"]:
        key = stable_uuid(INITIATIVES, entry["key"])
        if not Initiative.objects.filter(form_key=key).exists():
            _seed(records, entry, key)
            records.made[Initiative] += 1


def _seed(records: Records, entry: Entry, key: Any) -> None:
    texts = {name: both(name, entry.get(name)) for name in ("title", "text", "answer")}
    initiative = Initiative(
        form_key=key,
        membership=_member(records, entry["member"]),
        wish=entry["wish"],
        state=entry["state"],
        may_be_shown=entry["may_be_shown"],
        changed_at=_ago(entry["brought"]),
        brought_at=_ago(entry["brought"]),
        promised_on=_promised(entry),
        answered_at=_ago(entry["answered"]) if "answered" in entry else None,
        ended_at=_ago(entry["ended"]) if "ended" in entry else None,
        translation_key=stable_uuid("page", entry["page"]) if "page" in entry else None,
        is_demonstration=True,
        **{column: value for pair in texts.values() for column, value in pair.items()},
    )
    # Nobody stands behind it: accounts are not always made.
    initiative.full_clean(exclude=["user", "answered_by"])
    initiative.save()
    initiative.topics.set([records.topics[name] for name in entry["topics"]])
    for number, days in entry["co_sponsors"].items():
        CoSponsor.objects.create(initiative=initiative, membership=_member(records, number), since=_ago(days))
    _tell_happenings(initiative, records, entry)


def _tell_happenings(initiative: Initiative, records: Records, entry: Entry) -> None:
    """Write down what has happened, in its order."""
    supports = [
        (days, HappeningKind.SUPPORTED, _member(records, number), None) for number, days in entry["co_sponsors"].items()
    ]
    told: list[tuple[int, HappeningKind, Any, Any]] = [
        (entry["brought"], HappeningKind.BROUGHT, initiative.membership, None),
        *supports,
        (entry["brought"] - 2, HappeningKind.PROMISED, None, initiative.promised_on),
    ]
    if "answered" in entry:
        declined = entry["state"] == InitiativeState.DECLINED
        kind = HappeningKind.DECLINED if declined else HappeningKind.TAKEN_UP
        told.append((entry["answered"], kind, None, None))
    if "begun" in entry:
        told.append((entry["begun"], HappeningKind.BEGUN, None, None))
    if entry["state"] == InitiativeState.REALISED:
        told.append((entry["ended"], HappeningKind.REALISED, None, None))
    Happening.objects.bulk_create(
        Happening(initiative=initiative, at=_ago(days), kind=kind, membership=member, day=day)
        for days, kind, member, day in sorted(told, key=lambda happened: -happened[0])
    )


def _member(records: Records, number: int) -> Any:
    return records.memberships[f"demo_{number:02}"]


def _ago(days: int) -> datetime.datetime:
    return timezone.now() - datetime.timedelta(days=days)


def _promised(entry: Entry) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=entry["promised"])
