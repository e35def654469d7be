"""What was done to an initiative in the admin, in Wagtail's log."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from network.initiatives.models import Initiative

SHOWN = 15
ACTIONS = {
    "initiatives.promise": _("An answer was promised"),
    "initiatives.take_up": _("Answered: taken up"),
    "initiatives.decline": _("Answered: not taken up"),
    "initiatives.begin": _("Drafts were made in both languages"),
    "initiatives.word": _("Word to the members changed"),
}


def write(initiative: Initiative, name: str, by: Any) -> None:
    """Write down that somebody did something to an initiative."""
    log(instance=initiative, action=f"initiatives.{name}", user=by)


def entries(initiative: Initiative) -> QuerySet[ModelLogEntry]:
    """Return the newest entries about an initiative, with who did it."""
    found = ModelLogEntry.objects.for_instance(initiative).select_related("user", "user__wagtail_userprofile")
    return found.order_by("-timestamp", "-pk")[:SHOWN]


def register_actions(actions: Any) -> None:
    """Tell Wagtail what the entries mean."""
    for name, label in ACTIONS.items():
        actions.register_action(name, label, label)
