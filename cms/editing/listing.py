"""The other language in the explorer's lists: a column, filled by one query a list."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.viewsets.pages import base_page_viewset
from wagtail.models import Page

from cms.editing import wording
from cms.editing.enums import TranslationState
from cms.editing.rules import Standing
from cms.editing.standings import standings


class CounterpartColumn(BaseColumn):
    """How the other language of each page stands."""

    cell_template_name = "editing/admin/counterpart_cell.html"

    def get_cell_context_data(self, instance: Page, parent_context: dict[str, Any]) -> dict[str, Any]:
        """Add the standing, and the sentence that explains it."""
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        found: Standing | None = getattr(instance, "counterpart_standing", None)
        return context | {"standing": found, "sentence": sentence(instance, found)}


def sentence(page: Page, found: Standing | None) -> str:
    """Say in words how the other language of a page stands."""
    if found is None:
        return ""
    language = found.other.language if found.other else _other_language(page)
    return str(wording.BY_STATE[found.state][language])


def _other_language(page: Page) -> str:
    return "en" if page.locale.language_code == "ka" else "ka"


def attach_standings(pages: list[Page]) -> None:
    """Let each page of a list know how its other language stands."""
    found = standings(pages)
    for page in pages:
        page.counterpart_standing = found.get(page.pk, Standing(TranslationState.MISSING))


class PairedIndexView(ExplorableIndexView):
    """Wagtail's list of pages with the other language beside each page."""

    @cached_property
    def explorable_columns(self) -> list[Any]:
        """Put the column before the page's own status."""
        columns = list(super().explorable_columns)
        place = next((number for number, column in enumerate(columns) if column.name == "status"), len(columns))
        columns.insert(place + 1, CounterpartColumn("counterpart", label=_("Other language"), width="16%"))
        return columns

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Ask for the standing of all pages on the screen at once."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        attach_standings(list(context["object_list"]))
        return context


def list_pages_with_counterparts() -> None:
    """Let Wagtail's explorer list pages with `PairedIndexView`."""
    base_page_viewset.index_view_class = PairedIndexView
