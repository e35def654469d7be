"""The side panel of the page editor: in whose name the text stands, and whether the members have agreed to it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.admin.views.pages.edit import EditView

from network.agreement.answers import Answer
from network.agreement.gate import is_asked, is_certified
from network.agreement.pages import AgreedPage
from network.agreement.permissions import user_can_see_rounds, user_can_steer
from network.agreement.readiness import openable, warnings
from network.agreement.rounds import AgreementRound


class AgreementSidePanel(BaseSidePanel):
    """The state of the newest text: agreed, being asked about, stopped, or not asked about yet."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Show the members’ agreement")
        icon_name = "clipboard-list"

    name = "agreement"
    title = _("Agreement")
    template_name = "agreement/admin/side_panel.html"
    order = 160

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Add whether the text is agreed, the newest round, and how many have answered."""
        context: dict[str, Any] = super().get_context_data(parent_context)
        newest = AgreementRound.objects.of_text(self.object.translation_key).first()
        roll = newest.roll.standing() if newest else None
        asked, certified = is_asked(self.object), is_certified(self.object)
        waits = asked and not certified and not (newest and newest.is_open)
        return context | {
            "page": self.object,
            "is_asked": asked,
            "is_certified": certified,
            "reasons": openable(self.object) if waits else [],
            "warnings": warnings(self.object) if waits else [],
            "can_hurry": waits and user_can_steer(self.request.user),
            "round": newest,
            "on_roll": roll.count() if roll is not None else 0,
            "answered": Answer.objects.counting().filter(round_member__round=newest).count() if newest else 0,
            "can_correct": self.object.live and self.object.has_unpublished_changes and not (newest and newest.is_open),
            "can_see_round": user_can_see_rounds(self.request.user),
        }


def show_agreement_in_editor() -> None:
    """Add the panel to Wagtail's page editor, which has no hook for side panels. Use that hook when there is one."""
    EditView.get_side_panels = _with_agreement(EditView.get_side_panels)


def _with_agreement(original: Callable[[Any], MediaContainer]) -> Callable[[Any], MediaContainer]:
    @wraps(original)
    def get_side_panels(view: Any) -> MediaContainer:
        panels = original(view)
        if isinstance(view.page, AgreedPage):
            panels = MediaContainer([*panels, AgreementSidePanel(view.page, view.request)])
        return MediaContainer(sorted(panels, key=lambda panel: panel.order))

    return get_side_panels
