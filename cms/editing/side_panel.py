"""The side panel of the page editor: the newest text of the other language, beside the form."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView

from cms.core.models import BasePage
from cms.editing import wording
from cms.editing.facts import differing_facts
from cms.editing.passages import passages
from cms.editing.permissions import user_can_create_counterpart
from cms.editing.services import other_locale
from cms.editing.standings import standing_of


class CounterpartSidePanel(BaseSidePanel):
    """What the page says in the other language, how the two stand, and what can be done about it."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        icon_name = "wagtail-localize-language"
        counter_classname = "w-bg-critical-200"

        @property
        def aria_label(self) -> str:
            """The words for who cannot see the icon."""
            return _("Show the other language")

        def get_context_data(self, parent_context: Any) -> dict[str, Any]:
            """Mark the icon where there is something to do."""
            return super().get_context_data(parent_context) | {"count": int(self.panel.is_pressing)}

    name = "counterpart"
    template_name = "editing/admin/counterpart_panel.html"
    order = 150

    def __init__(self, page: BasePage, request: HttpRequest) -> None:
        super().__init__(page, request)
        self.standing = standing_of(page) if page.pk else None
        self.language = other_locale(page).language_code

    @property
    def title(self) -> str:
        """The name of the panel: the other language's."""
        return str(wording.PANEL_TITLE[self.language])

    @property
    def is_pressing(self) -> bool:
        """Whether something waits to be done."""
        return self.standing is not None and self.standing.is_pressing

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Add the standing, the texts of the newest draft, and the facts that differ."""
        context: dict[str, Any] = super().get_context_data(parent_context) | {"language": self.language}
        if self.standing is None:
            return context
        context |= {
            "standing": self.standing,
            "sentence": wording.BY_STATE[self.standing.state][self.language],
            "create_label": wording.CREATE[self.language],
            "open_label": wording.OPEN[self.language],
            "can_create": user_can_create_counterpart(self.request.user, self.object),
        }
        return context | self._other_page()

    def _other_page(self) -> dict[str, Any]:
        row = self.object.counterpart
        if row is None:
            return {}
        other = row.specific.get_latest_revision_as_object()
        if not isinstance(other, BasePage):
            return {}
        return {
            "other": other,
            "can_edit_other": row.permissions_for_user(self.request.user).can_edit(),
            "passages": passages(other),
            "differences": differing_facts(other, self.object),
            "differ_label": wording.FACTS_DIFFER[self.language],
            "facts_label": wording.BRING_FACTS[self.language],
        }


def show_counterpart_in_editor() -> None:
    """Add the panel to Wagtail's page editor.

    Wagtail has hooks for buttons, menus and home panels, and none for the side panels of pages. Use that hook instead
    when there is one.
    """
    for view in (EditView, CreateView):
        view.get_side_panels = _with_counterpart(view.get_side_panels)


def _with_counterpart(original: Callable[[Any], MediaContainer]) -> Callable[[Any], MediaContainer]:
    @wraps(original)
    def get_side_panels(view: Any) -> MediaContainer:
        panels = original(view)
        if isinstance(view.page, BasePage):
            panels = MediaContainer([*panels, CounterpartSidePanel(view.page, view.request)])
        return MediaContainer(sorted(panels, key=lambda panel: panel.order))

    return get_side_panels
