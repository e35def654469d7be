"""What was done to a letter in the admin, in Wagtail's log. Numbers of rows stand in it, never a name or an address."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from network.letters.letters import Letter

SHOWN = 15
ACTIONS = {
    "letters.create": _("Letter begun"),
    "letters.terms": _("Hours, goal or offers changed"),
    "letters.pause": _("Signing paused"),
    "letters.resume": _("Signing resumed"),
    "letters.close": _("Signing ended"),
    "letters.archive": _("Put into the archive"),
    "letters.retract": _("Letter taken back"),
    "letters.event": _("Event mode begun"),
    "letters.end_event": _("Event mode ended"),
    "letters.remind": _("Members reminded"),
    "letters.news_table": _("Addresses for the Network’s news taken out"),
    "letters.accept": _("Signature accepted"),
    "letters.ask": _("Signatory asked a question"),
    "letters.refuse": _("Signature refused"),
    "letters.reopen": _("Refused signature deleted"),
    "letters.invalidate": _("Signatures invalidated"),
    "letters.undo": _("Invalidation undone"),
    "letters.prepare": _("Delivery prepared"),
    "letters.seal": _("Sealed files made"),
    "letters.hand_over": _("Letter delivered"),
    "letters.answer": _("Answer recorded"),
}


def write(letter: Letter, name: str, by: Any, **data: Any) -> None:
    """Write down that somebody did something to a letter. ``data``: numbers only."""
    log(instance=letter, action=f"letters.{name}", user=by, data=data)


def entries(letter: Letter) -> QuerySet[ModelLogEntry]:
    """Return the newest entries about a letter, with who did it."""
    found = ModelLogEntry.objects.for_instance(letter).select_related("user", "user__wagtail_userprofile")
    return found.order_by("-timestamp", "-pk")[:SHOWN]


def register_actions(actions: Any) -> None:
    """Tell Wagtail what the entries mean."""
    for name, label in ACTIONS.items():
        actions.register_action(name, label, label)
