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
from network.events.times import HOME_ZONE

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
    return _published(page, entry)


def session_file(page: EventPage, record: EventRecord, session: Session) -> bytes:
    """Write one session of an event; without its end if that is not known, or is before its beginning."""
    entry = _entry(page, record, uuid5(record.translation_key, session.id))
    entry.add("summary", one_line(session.title), parameters={"LANGUAGE": page.language})
    entry.add("dtstart", session.starts_at)
    if session.starts_at and session.ends_at and session.ends_at > session.starts_at:
        entry.add("dtend", session.ends_at)
    entry.add("description", several_lines(session_text(page, session)), parameters={"LANGUAGE": page.language})
    entry.add("related-to", str(record.translation_key))
    return _published(page, entry)


def subscribed_calendar(
    events: Sequence[tuple[EventPage, EventRecord]], *, language: str, name: str, address: str
) -> bytes:
    """Write the events of a language as a calendar to which programs subscribe."""
    calendar = _calendar(language)
    calendar.add("name", one_line(name))
    calendar.add("x-wr-calname", one_line(name))
    calendar.add("source", vUri(address), parameters={"VALUE": "URI"})
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", f"PT{ASK_AGAIN.seconds // 3600}H")
    entries = [_event(page, record, text_of(page, short=True)) for page, record in events]
    # A calendar without any part is none; so one without events still says the hours of the home.
    moments = [page.begin_in_zone for page, _record in events] or [timezone.now()]
    return _written(calendar, [HOME_ZONE, *(page.time_zone for page, _record in events)], entries, moments)


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
    entry = _entry(page, record, record.translation_key)
    entry.add("summary", one_line(page.title), parameters={"LANGUAGE": page.language})
    entry.add("dtstart", page.begin_in_zone)
    entry.add("dtend", page.end_in_zone)
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


def _published(page: EventPage, entry: Event) -> bytes:
    calendar = _calendar(page.language)
    calendar.add("method", "PUBLISH")
    return _written(calendar, [page.time_zone], [entry], [page.begin_in_zone])


def _written(
    calendar: Calendar, zones: Iterable[str], entries: Iterable[Event], moments: Iterable[datetime.datetime]
) -> bytes:
    """Write the calendar with the rules of its zones, for the years in which its entries begin and the next."""
    years = sorted(moment.year for moment in moments)
    # A year before and after: the moments are told in UTC, and an event may last over New Year.
    first, after = datetime.date(years[0] - 1, 12, 1), datetime.date(years[-1] + 2, 1, 1)
    for name in sorted(set(zones)):
        calendar.add_component(Timezone.from_tzid(name, first_date=first, last_date=after))
    for entry in entries:
        calendar.add_component(entry)
    return calendar.to_ical()
