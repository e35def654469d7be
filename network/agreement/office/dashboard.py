"""Rounds that need the secretariat, on the first page of the admin."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component

from network.agreement.enums import RoundState
from network.agreement.office.listing import rounds_for_list
from network.agreement.permissions import user_can_see_rounds

SHOWN = 8


class RoundsPanel(Component):
    """Open rounds by deadline, and those that were stopped and wait to be changed; nothing where there are none."""

    name = "rounds"
    template_name = "agreement/admin/rounds_panel.html"
    heading = _("The members are asked")
    order = 100

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Add the rounds: a stopped one as long as no newer round of its text followed."""
        waits = Q(state__in=RoundState.active()) | Q(state__in=[RoundState.OBJECTED, RoundState.LAPSED])
        found = list(rounds_for_list().filter(waits).order_by("closes_at"))
        newest: dict[Any, int] = {}
        for asked in found:
            newest[asked.translation_key] = max(asked.number, newest.get(asked.translation_key, 0))
        last = [asked for asked in found if asked.number == newest[asked.translation_key]]
        return {"panel": self, "rounds": last[:SHOWN], "rest": len(last) - SHOWN}


def add_rounds_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Show it to those who may see rounds."""
    if user_can_see_rounds(request.user):
        panels.append(RoundsPanel())
