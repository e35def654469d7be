"""Which initiatives wait for the secretariat, on the first page of the admin."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component

from network.initiatives.enums import InitiativeState
from network.initiatives.models import Initiative
from network.initiatives.permissions import user_can_see_initiatives

SHOWN = 10


class InitiativesPanel(Component):
    """Overdue answers, initiatives without a promised day, and those whose text nobody has begun; else nothing."""

    name = "initiatives"
    template_name = "initiatives/admin/panel.html"
    heading = _("Initiatives that wait")
    order = 106

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Add what waits, the longest first. One question."""
        late = Q(state=InitiativeState.OPEN, promised_on__lt=timezone.localdate())
        dateless = Q(state=InitiativeState.OPEN, promised_on=None)
        found = Initiative.objects.filter(late | dateless | Q(state=InitiativeState.TAKEN_UP)).with_names()
        return {"panel": self, "waiting": list(found.order_by("promised_on", "brought_at", "pk")[:SHOWN])}


def add_initiatives_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Show it to those who may see initiatives."""
    if user_can_see_initiatives(request.user):
        panels.append(InitiativesPanel())
