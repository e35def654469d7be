"""The agenda as a row of sessions, each at its moments. Pure: read from what the StreamField stores.

Hours are kept as the wall clock of the event's own zone shows them, and have no day of their own. The day is that of
the last ``day`` block before them, else the event's first; where the hours run back and the event goes on to another
day, the next one has begun.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from network.events.times import moment

NEXT_DAY = datetime.timedelta(days=1)
Stored = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Appearance:
    """Somebody who speaks in a session; ``person`` and ``organisation`` are numbers of records."""

    person: int | None
    name: str
    position: str
    organisation: int | None
    minutes: int | None


@dataclass(frozen=True, slots=True)
class Session:
    """One slot of the agenda. ``id`` stays when its words or hours change, and is the same in both languages."""

    id: str
    number: int
    day: datetime.date
    starts_at: datetime.datetime | None
    ends_at: datetime.datetime | None
    minutes: int | None
    kind: str
    title: str
    details: str
    has_questions: bool
    appearances: tuple[Appearance, ...]


def sessions_of(agenda: Iterable[Stored], first: datetime.date, last: datetime.date, zone: str) -> list[Session]:
    """Return the slots of a stored agenda (``page.agenda.raw_data``) in their order, each on its day."""
    return list(_sessions(agenda, first, last, zone))


def _sessions(agenda: Iterable[Stored], first: datetime.date, last: datetime.date, zone: str) -> Iterator[Session]:
    day, before, number = first, None, 0
    for child in agenda:
        if child["type"] == "day":
            day, before = _day(child["value"]) or day, None
        if child["type"] != "slot":
            continue
        value = child["value"]
        start, end = (time_of(value.get(name)) for name in ("start", "end"))
        if before and start and start < before and day < last:
            day += NEXT_DAY
        over_midnight = start and end and end < start and day < last
        before, number = start or before, number + 1
        yield Session(
            id=str(child.get("id") or ""),
            number=number,
            day=day,
            starts_at=moment(day, start, zone) if start else None,
            ends_at=moment(day + NEXT_DAY if over_midnight else day, end, zone) if end else None,
            minutes=number_of(value.get("minutes")),
            kind=str(value.get("kind") or ""),
            title=str(value.get("title") or ""),
            details=str(value.get("details") or ""),
            has_questions=bool(value.get("has_questions")),
            appearances=tuple(_appearance(item) for item in value.get("speakers") or ()),
        )


def _appearance(item: Stored) -> Appearance:
    # Wagtail writes an item of a list with an id beside it, and once wrote it bare.
    value = item["value"] if item.keys() >= {"type", "value"} else item
    return Appearance(
        person=number_of(value.get("person")),
        name=str(value.get("name") or "").strip(),
        position=str(value.get("position") or "").strip(),
        organisation=number_of(value.get("organisation")),
        minutes=number_of(value.get("minutes")),
    )


def time_of(value: Any) -> datetime.time | None:
    """Read a time as it is stored; nothing for what is none."""
    if isinstance(value, datetime.time):
        return value
    try:
        return datetime.time.fromisoformat(value) if value else None
    except ValueError:
        return None


def number_of(value: Any) -> int | None:
    """Read a whole number as it is stored; nothing for what is none."""
    text = str(value or "").strip()
    return int(text) if text.isdecimal() else None


def _day(value: Any) -> datetime.date | None:
    if isinstance(value, datetime.date):
        return value
    try:
        return datetime.date.fromisoformat(value) if value else None
    except ValueError:
        return None
