"""From what was read out of a pasted agenda to what the StreamField stores, with the records that are named in it."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import uuid4

from django.db.models import Q

from network.events.pasted_speakers import Speaker
from network.events.pasting import Day, Part, Slot, Unread
from network.registry.models import NamedRecord, Organisation, Person

Stored = dict[str, Any]


class Known:
    """People and organisations of the register that an agenda names, by the names that it uses; one question each."""

    def __init__(self, parts: Iterable[Part]) -> None:
        speakers = [speaker for part in parts if isinstance(part, Slot) for speaker in part.speakers]
        self._people = _by_name(Person, {speaker.name for speaker in speakers}, ())
        names = {name for speaker in speakers for name in _names_of_organisation(speaker)}
        self._organisations = _by_name(Organisation, names, ("acronym",))

    def person(self, speaker: Speaker) -> NamedRecord | None:
        """Return the record of a person of exactly this name."""
        return self._people.get(speaker.name)

    def organisation(self, speaker: Speaker) -> NamedRecord | None:
        """Return the record of the organisation that is named with a speaker, by its whole name or a part of it."""
        names = _names_of_organisation(speaker)
        return next((self._organisations[name] for name in names if name in self._organisations), None)


def stored(parts: Iterable[Part], known: Known, *, before: Sequence[Mapping[str, Any]] = ()) -> list[Stored]:
    """Return the blocks of an agenda. A slot that begins when one ``before`` did keeps its id, so its address stays."""
    ids = {child["value"].get("start"): child["id"] for child in before if child["type"] == "slot" and child.get("id")}
    return [_block(part, known, ids) for part in parts]


def without_own_day(parts: Sequence[Part], first: datetime.date) -> list[Part]:
    """Leave out the line that names the day of an event of one day: its page says it."""
    days = [part.date for part in parts if isinstance(part, Day)]
    return [part for part in parts if not isinstance(part, Day)] if days == [first] else list(parts)


def _block(part: Part, known: Known, ids: dict[Any, str]) -> Stored:
    match part:
        case Day():
            return {"type": "day", "id": str(uuid4()), "value": part.date.isoformat()}
        case Unread():
            return {"type": "unread", "id": str(uuid4()), "value": part.text}
    start = f"{part.start:%H:%M}"
    value = {
        "start": start,
        "end": f"{part.end:%H:%M}" if part.end else "",
        "minutes": part.minutes,
        "kind": part.kind.value,
        "title": part.title,
        "details": "\n".join(part.details),
        "has_questions": part.has_questions,
        "speakers": [{"type": "item", "id": str(uuid4()), "value": _speaker(who, known)} for who in part.speakers],
    }
    return {"type": "slot", "id": ids.pop(start, None) or str(uuid4()), "value": value}


def _speaker(speaker: Speaker, known: Known) -> Stored:
    person, organisation = known.person(speaker), known.organisation(speaker)
    is_whole = organisation is not None and speaker.organisation in _all_names(organisation)
    position = (speaker.part_and_position, "" if is_whole else speaker.organisation)
    return {
        "person": person.pk if person else None,
        "name": "" if person else " ".join(filter(None, (speaker.honorific, speaker.name))),
        "position": ", ".join(filter(None, position)),
        "organisation": organisation.pk if organisation else None,
        "minutes": speaker.minutes,
    }


def _names_of_organisation(speaker: Speaker) -> list[str]:
    parts = [part.strip() for part in speaker.organisation.split(",")]
    return [name for name in dict.fromkeys((speaker.organisation, *parts)) if name]


def _all_names(record: NamedRecord) -> set[str]:
    return {name for name in (record.name_ka, record.name_en, getattr(record, "acronym", "")) if name}


def _by_name(model: type[NamedRecord], names: set[str], more: tuple[str, ...]) -> dict[str, NamedRecord]:
    """Return the records of some names; a name that two records have stands for neither."""
    if not names:
        return {}
    wanted = Q()
    for field in ("name_ka", "name_en", *more):
        wanted |= Q(**{f"{field}__in": names})
    found: dict[str, set[NamedRecord]] = {}
    for record in model.objects.filter(wanted):
        for name in _all_names(record) & names:
            found.setdefault(name, set()).add(record)
    return {name: records.pop() for name, records in found.items() if len(records) == 1}
