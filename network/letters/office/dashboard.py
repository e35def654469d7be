"""What waits at open letters, on the first page of the admin."""

import datetime
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component

from network.letters.enums import LetterState, SignatureKind, SignatureState
from network.letters.office.listing import ending_soon, letters_for_list
from network.letters.permissions import user_can_keep_letters, user_can_see_letters
from network.letters.signatures import Signature

SHOWN = 8
# The sequencer follows within seconds, the periodic jobs each minute; after this time something stands still.
PATIENCE = datetime.timedelta(minutes=15)


class LettersPanel(Component):
    """Signatures to be checked, letters that end soon, counts and hours that nobody follows; nothing if all is calm."""

    name = "letters"
    template_name = "letters/admin/panel.html"
    heading = _("Open letters")
    order = 105

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Add what waits. Three questions."""
        user = parent_context["request"].user
        now = timezone.now()
        held: dict[str, int] = {}
        if user_can_keep_letters(user):
            organisation = Q(kind=SignatureKind.ORGANISATION)
            held = Signature.objects.filter(state=SignatureState.HELD).aggregate(
                organisations=Count("pk", filter=organisation), people=Count("pk", filter=~organisation)
            )
        return {
            "panel": self,
            "held": held if any(held.values()) else {},
            "ending": letters_for_list().filter(ending_soon(now)).order_by("closes_at")[:SHOWN],
            "alarms": list(letters_for_list().filter(_stands_still(now))[:SHOWN]),
        }


def _stands_still(now: datetime.datetime) -> Q:
    """Keep letters that should have been closed, and those whose signatures are not counted."""
    overdue = Q(state__in=[LetterState.OPEN, LetterState.PAUSED], closes_at__lte=now - PATIENCE)
    uncounted = Signature.objects.filter(is_counted=False, confirmed_at__lte=now - PATIENCE).order_by()
    late = Q(tally=None) | Q(tally__counted_at__lte=now - PATIENCE)
    return overdue | (late & Q(pk__in=uncounted.values("letter")))


def add_letters_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Show it to those who may see letters."""
    if user_can_see_letters(request.user):
        panels.append(LettersPanel())
