"""Whether and how one registers for an event, for its page."""

from typing import Any

from django import template
from django.utils import timezone

from network.events.desk import why_not
from network.events.enums import RegistrationMode
from network.events.pages import EventPage
from network.events.places import free_places

register = template.Library()


@register.simple_tag(takes_context=True)
def registration_of(context: dict[str, Any], page: EventPage) -> dict[str, Any]:
    """Return how one registers; nothing where nobody does. One question if places are counted, else none.

    Registration is no part of the text, so a draft that is shown within another page (``frame``) has none.
    """
    event = page.event
    if event is None or event.registration == RegistrationMode.NONE or context.get("frame"):
        return {}
    now = timezone.now()
    if event.ends_at is not None and event.ends_at <= now:
        return {}
    is_open = event.is_open(now)
    return {
        "event": event,
        "is_open": is_open,
        "takes_mail": is_open and event.registration == RegistrationMode.EVERYBODY,
        "reason": "" if is_open else why_not(event, now),
        "free": free_places(event) if is_open else None,
        "ends_at": event.registration_ends_at,
    }
