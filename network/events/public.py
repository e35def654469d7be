"""Which events readers may be shown, by what name, and when they are: read from the published text."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import get_language

from cms.core.navigation import MenuItem
from cms.core.visibility import readable
from network.events import wording
from network.events.pages import EventPage
from network.events.records import Event
from network.events.times import HOME_ZONE, zone


def public_event(pk: int) -> Event:
    """Return an event whose text readers can read; 404 for all others, whatever the reason."""
    event: Event | None = Event.objects.readable().with_numbers().filter(pk=pk).first()
    if event is None:
        raise Http404
    return event


def page_in(event: Event, language: str | None = None) -> EventPage | None:
    """Return the event's public page in a language, the active one if none is said; else the other one's."""
    return pages_of([event], language).get(event.pk)


def pages_of(events: Iterable[Event], language: str | None = None) -> dict[int, EventPage]:
    """Return the public page of each event, by the event's number. One question, however many there are."""
    wanted = language or get_language() or "ka"
    held = {event.translation_key: event.pk for event in events}
    rows: Any = EventPage.objects.filter(translation_key__in=held, alias_of=None).select_related("locale")
    found: dict[int, EventPage] = {}
    for page in readable(rows):
        if page.locale.language_code == wanted or held[page.translation_key] not in found:
            found[held[page.translation_key]] = page
    return found


def title_of(event: Event, language: str | None = None) -> str:
    """Return the event's name for a mail to somebody registered: that of the text, be it public or not by now."""
    wanted = language or get_language() or "ka"
    pages = list(event.pages.select_related("locale"))
    pages.sort(key=lambda page: (page.locale.language_code != wanted, not page.live))
    return str(pages[0].title) if pages else ""


def when(event: Event, page: EventPage | None) -> str:
    """Write when the event begins, as clocks show it where it is held, with the name of that time zone."""
    if event.starts_at is None:
        return ""
    name = page.time_zone if page is not None else HOME_ZONE
    there = event.starts_at.astimezone(zone(name))
    return f"{wording.whole_day(there.date())}, {there:%H:%M}, {wording.zone_label(there, name)}"


def where(page: EventPage | None) -> str:
    """Write where one takes part."""
    if page is None:
        return ""
    return ", ".join(filter(None, (str(page.get_format_display()), page.venue, page.platform)))


def crumbs_of(request: HttpRequest, page: EventPage | None) -> list[MenuItem]:
    """Return the way to a page beside an event."""
    if page is None:
        return []
    return [MenuItem(found.title, found.get_url(request) or "", found.path) for found in (page.get_parent(), page)]
