"""Calendar files for readers: an event, one of its sessions, and all events of a language to subscribe to."""

import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.core.addresses import absolute
from cms.core.homes import homes
from cms.core.models import SiteSettings
from cms.core.routing import read_only
from cms.core.visibility import readable
from network.events.calendar import event_file, session_file, subscribed_calendar
from network.events.pages import EventPage
from network.events.records import Event

# Programs that subscribe take out what the calendar does not hold any more; past years stand on the site.
SHOWN_AFTER_END = datetime.timedelta(days=365)
LONGEST = 500


@read_only
def event_calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out one event."""
    page, record = _public_event(pk)
    return _file(event_file(page, record), f"event-{pk}-{page.language}.ics")


@read_only
def event_session_calendar(request: HttpRequest, pk: int, session: str) -> HttpResponse:
    """Hand out one session of an event; 404 for one that is not there, or of which nobody knows when it begins."""
    page, record = _public_event(pk)
    found = next((entry for entry in page.sessions if entry.id == session), None)
    if found is None or found.starts_at is None:
        raise Http404
    return _file(session_file(page, record, found), f"event-{pk}-{found.number}-{page.language}.ics")


@read_only
def events_calendar(request: HttpRequest) -> HttpResponse:
    """Hand out the calendar of the language of the address: what comes, and what was in the last year."""
    homes(request)
    language = get_language() or "ka"
    rows = readable(EventPage.objects.filter(locale__language_code=language, alias_of=None))
    pages = list(rows.filter(ends_at__gte=timezone.now() - SHOWN_AFTER_END).order_by("-starts_at", "-pk")[:LONGEST])
    pages.reverse()
    records = Event.objects.filter(translation_key__in=[page.translation_key for page in pages])
    by_key = {record.translation_key: record for record in records}
    body = subscribed_calendar(
        [(page, by_key[page.translation_key]) for page in pages if page.translation_key in by_key],
        language=language,
        name=_("%(site)s: events") % {"site": SiteSettings.load(request_or_site=request).name},
        address=absolute(reverse("events_calendar")),
    )
    return _file(body, f"events-{language}.ics", disposition="inline")


def _public_event(pk: int) -> tuple[EventPage, Event]:
    """Return an event and its public page in the language of the address; 404 for all others, whatever the reason."""
    record = Event.objects.filter(pk=pk).first()
    if record is None:
        raise Http404
    rows = EventPage.objects.filter(
        translation_key=record.translation_key, locale__language_code=get_language(), alias_of=None
    )
    page = readable(rows).first()
    if page is None:
        raise Http404
    return page, record


def _file(body: bytes, name: str, *, disposition: str = "attachment") -> HttpResponse:
    """Answer with a file. No ``Last-Modified``: what an event that was taken off leaves behind is older than it was."""
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'{disposition}; filename="{name}"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response
