"""Events to come, for pages that gather from below."""

from django.utils import timezone

from cms.core.visibility import readable
from network.events.enums import EventState
from network.events.models import Event, EventPage


def coming_events(locale_id: int, most: int) -> list[EventPage]:
    """Return a language's pages of the events that are not over and not cancelled, the soonest first: two questions."""
    kept = Event.objects.exclude(state=EventState.CANCELLED).values("translation_key")
    pages = EventPage.objects.filter(locale_id=locale_id, translation_key__in=kept, alias_of=None)
    found = list(readable(pages).upcoming(timezone.now()).for_entries()[:most])
    events = Event.objects.filter(translation_key__in=[page.translation_key for page in found])
    by_key = {event.translation_key: event for event in events} if found else {}
    for page in found:
        page.event = by_key.get(page.translation_key)
    return found
