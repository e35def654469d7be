"""Events and sessions as calendar files (RFC 5545, with the names of calendars from RFC 7986).

The same event has the same UID in both languages and whatever its address: who takes both files keeps one entry. The
joining link is in none of them: calendar files are public.
"""

import datetime
from collections.abc import Iterable, Sequence
from uuid import UUID, uuid5

from django.utils import timezone
from icalendar import Calendar, Event, Timezone, vUri

from cms.core.addresses import page_address
from network.events.calendar_text import one_line, place_of, session_text, several_lines, text_of
from network.events.enums import EventState
from network.events.pages import EventPage
from network.events.records import Event as EventRecord
from network.events.sessions import Session
from network.events.times import HOME_ZONE, zone

STATUS = {
    EventState.PLANNED: "CONFIRMED",
    EventState.POSTPONED: "TENTATIVE",
    EventState.CANCELLED: "CANCELLED",
}
PRODUCT = "-//Civil Society for Migration//Events//{language}"
# How often programs should ask for a subscribed calendar.
ASK_AGAIN = datetime.timedelta(hours=6)


def event_file(page: EventPage, record: EventRecord) -> bytes:
    """Write one event, with its objectives, its agenda and the plan to which it belongs."""
    entry = _event(page, record, text_of(page))
    return _written(_calendar(page.language), [page.time_zone], [entry], method="PUBLISH")


def session_file(page: EventPage, record: EventRecord, session: Session) -> bytes:
    """Write one session of an event. It must have both hours."""
    entry = _entry(page, record, uuid5(page.translation_key, session.id))
    entry.add("summary", one_line(session.title), parameters={"LANGUAGE": page.language})
    entry.add("dtstart", session.starts_at)
    entry.add("dtend", session.ends_at)
    entry.add("description", several_lines(session_text(page, session)), parameters={"LANGUAGE": page.language})
    entry.add("related-to", str(page.translation_key))
    return _written(_calendar(page.language), [page.time_zone], [entry], method="PUBLISH")


def subscribed_calendar(
    pages: Sequence[EventPage], records: dict[UUID, EventRecord], *, language: str, name: str, address: str
) -> bytes:
    """Write the events of a language as a calendar to which programs subscribe."""
    calendar = _calendar(language)
    calendar.add("name", one_line(name))
    calendar.add("x-wr-calname", one_line(name))
    calendar.add("source", vUri(address), parameters={"VALUE": "URI"})
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", f"PT{ASK_AGAIN.seconds // 3600}H")
    entries = [_event(page, records[page.translation_key], text_of(page, short=True)) for page in pages]
    # A calendar without any part is none; so one without events still says the hours of the home.
    return _written(calendar, [HOME_ZONE, *(page.time_zone for page in pages)], entries, method=None)


def changed_at(page: EventPage, record: EventRecord) -> datetime.datetime:
    """Return when the event was last changed: its text, or what stands beside it."""
    return max(filter(None, (page.last_published_at, record.changed_at)), default=timezone.now())


def _calendar(language: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT.format(language=language.upper()))
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    return calendar


def _event(page: EventPage, record: EventRecord, text: str) -> Event:
    entry = _entry(page, record, page.translation_key)
    entry.add("summary", one_line(page.title), parameters={"LANGUAGE": page.language})
    entry.add("dtstart", page.starts_at.astimezone(zone(page.time_zone)))
    entry.add("dtend", page.ends_at.astimezone(zone(page.time_zone)))
    entry.add("description", several_lines(text), parameters={"LANGUAGE": page.language})
    entry.add("categories", [one_line(page.get_kind_display())])
    return entry


def _entry(page: EventPage, record: EventRecord, uid: UUID) -> Event:
    entry, changed = Event(), changed_at(page, record)
    entry.add("uid", str(uid))
    entry.add("dtstamp", changed)
    entry.add("last-modified", changed)
    entry.add("sequence", record.sequence)
    entry.add("status", STATUS[EventState(record.state)])
    entry.add("class", "PUBLIC")
    entry.add("url", page_address(page))
    place = one_line(place_of(page))
    if place:
        entry.add("location", place, parameters={"LANGUAGE": page.language})
    return entry


def _written(calendar: Calendar, zones: Iterable[str], entries: Sequence[Event], *, method: str | None) -> bytes:
    if method:
        calendar.add("method", method)
    years = [entry["dtstart"].dt.year for entry in entries] or [timezone.localdate().year]
    first, after = datetime.date(min(years), 1, 1), datetime.date(max(years) + 2, 1, 1)
    for name in sorted(set(zones)):
        calendar.add_component(Timezone.from_tzid(name, first_date=first, last_date=after))
    for entry in entries:
        calendar.add_component(entry)
    return calendar.to_ical()
