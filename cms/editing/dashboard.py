"""What waits for an editor, on the first page of the admin. Moderation waits in Wagtail's own panel above."""

from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.models import Page, get_page_models
from wagtail.permissions import page_permission_policy

from cms.core.models import BasePage
from cms.editing.listing import attach_standings, sentence
from cms.editing.reports import incomplete_pages

SHOWN = 8


class Waiting(NamedTuple):
    """A page, and in a few words what waits on it."""

    page: Page
    words: str


class WaitingPanel(Component):
    """A list of pages to work on; nothing is shown where there is none."""

    template_name = "editing/admin/waiting_panel.html"
    name = ""
    heading: Any = ""
    more_url_name = ""
    order = 0

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def waiting(self) -> tuple[list[Waiting], int]:
        """Return the first pages, and how many there are."""
        raise NotImplementedError

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Add the pages."""
        entries, total = self.waiting()
        return {"panel": self, "entries": entries, "total": total, "rest": total - len(entries)}


class DraftsPanel(WaitingPanel):
    """Drafts that the editor was the last to change."""

    name = "drafts"
    heading = _("Your drafts")
    order = 110

    def waiting(self) -> tuple[list[Waiting], int]:
        """Unpublished texts whose newest version is the editor's own."""
        drafts = (
            _editable(self.request)
            .filter(Q(live=False) | Q(has_unpublished_changes=True), latest_revision__user_id=self.request.user.pk)
            .select_related("locale")
            .order_by("-latest_revision_created_at")
        )
        return [Waiting(page, "") for page in drafts[:SHOWN]], drafts.count()


class OtherLanguagePanel(WaitingPanel):
    """Pages whose other language is missing or out of date."""

    name = "other-language"
    heading = _("Missing or out of date in the other language")
    more_url_name = "editing:report"
    order = 120

    def waiting(self) -> tuple[list[Waiting], int]:
        """The pages of the report, the latest change first."""
        found = incomplete_pages(self.request.user).select_related("locale").order_by("-latest_revision_created_at")
        pages = list(found[:SHOWN])
        attach_standings(pages)
        return [Waiting(page, sentence(page, page.counterpart_standing)) for page in pages], found.count()


class NotesPanel(WaitingPanel):
    """Pages that carry a note: something still has to be checked or confirmed."""

    name = "notes"
    heading = _("Notes: to be checked or confirmed")
    order = 130

    def waiting(self) -> tuple[list[Waiting], int]:
        """Pages of any type with a note; one query a type. Of a pair, the page in the language of the admin."""
        editable = _editable(self.request).values("pk")
        noted: dict[Any, Waiting] = {}
        for model in get_page_models():
            if issubclass(model, BasePage):
                pages = model.objects.filter(pk__in=editable).exclude(internal_note="").select_related("locale")
                for page in pages.defer_streamfields().order_by("pk"):
                    if page.translation_key not in noted or page.language == get_language():
                        noted[page.translation_key] = Waiting(page, page.internal_note)
        newest = sorted(noted.values(), key=lambda entry: entry.page.pk, reverse=True)
        return newest[:SHOWN], len(newest)


def _editable(request: HttpRequest) -> QuerySet[Page]:
    pages: QuerySet[Page] = page_permission_policy.instances_user_has_permission_for(request.user, "change")
    return pages


def add_waiting_panels(request: HttpRequest, panels: list[Component]) -> None:
    """Put what waits before Wagtail's own lists."""
    panels.extend([DraftsPanel(request), OtherLanguagePanel(request), NotesPanel(request)])
