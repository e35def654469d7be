"""What was done to an event in the admin, in Wagtail's log. Numbers stand in it, never a name or an address."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from network.events.records import Event

SHOWN = 15
ACTIONS = {
    "events.terms": _("Places, hours or joining link changed"),
    "events.cancelled": _("Event cancelled"),
    "events.postponed": _("Event postponed"),
    "events.planned": _("Event planned again"),
    "events.registration_cancelled": _("Registration cancelled by the secretariat"),
    "events.table": _("List of those registered taken out"),
}


def write(event: Event, name: str, by: Any, **data: Any) -> None:
    """Write down that somebody did something. ``data``: numbers only."""
    log(instance=event, action=f"events.{name}", user=by, data=data)


def entries(event: Event) -> QuerySet[ModelLogEntry]:
    """Return the newest entries about an event, with who did it."""
    found = ModelLogEntry.objects.for_instance(event).select_related("user", "user__wagtail_userprofile")
    return found.order_by("-timestamp", "-pk")[:SHOWN]


def register_actions(actions: Any) -> None:
    """Tell Wagtail what the entries mean."""
    for name, label in ACTIONS.items():
        actions.register_action(name, label, label)
