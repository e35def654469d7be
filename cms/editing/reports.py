"""A report of all pages whose other language is missing, unfinished or out of date."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import ContentTypeFilter, WagtailFilterSet
from wagtail.admin.views.reports import PageReportView
from wagtail.models import Page, get_page_content_types
from wagtail.permissions import page_permission_policy
from wagtail.query import PageQuerySet

from cms.editing.enums import TranslationState
from cms.editing.listing import attach_standings, sentence
from cms.editing.standings import pages_in

# What a spreadsheet holds of each page, under its heading.
COLUMNS = {
    "title": _("Title"),
    "language_code": _("Language"),
    "type_name": _("Type"),
    "own_status": _("Status"),
    "counterpart_state": _("Other language"),
    "counterpart_since": _("Since"),
    "counterpart_sentence": _("In words"),
    "edit_address": _("Address of the editor"),
}


def incomplete_pages(user: Any) -> PageQuerySet:
    """Return the pages that a user may edit and whose other language lacks something."""
    editable = page_permission_policy.instances_user_has_any_permission_for(user, {"add", "change", "publish"})
    pages: PageQuerySet = editable.filter(pk__in=pages_in(TranslationState.incomplete()))
    return pages


class OtherLanguageFilterSet(WagtailFilterSet):
    """State, type and language; Wagtail adds the language by itself."""

    state = django_filters.ChoiceFilter(
        label=_("Other language"),
        choices=[(state.value, state.label) for state in TranslationState.incomplete()],
        method="in_state",
    )
    content_type = ContentTypeFilter(
        label=_("Type"), queryset=lambda request: get_page_content_types(include_base_page_type=False)
    )

    class Meta:
        model = Page
        fields = ["state", "content_type"]

    def in_state(self, pages: QuerySet[Page], name: str, value: str) -> QuerySet[Page]:
        """Keep the pages whose other language is in this state."""
        return pages.filter(pk__in=pages_in((TranslationState(value),)))


class OtherLanguageReport(PageReportView):
    """The pages, page by page on the screen or whole as a table for a spreadsheet."""

    page_title = _("Other language")
    header_icon = "wagtail-localize-language"
    results_template_name = "editing/admin/other_language_results.html"
    index_url_name = "editing:report"
    index_results_url_name = "editing:report_results"
    filterset_class = OtherLanguageFilterSet
    any_permission_required = ["add", "change", "publish"]
    export_filename = "other-language"
    list_export = list(COLUMNS)

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Write the headings now: the file is streamed later, when the editor's language is no longer active."""
        super().setup(request, *args, **kwargs)
        self.export_headings = {name: str(heading) for name, heading in COLUMNS.items()}

    def get_queryset(self) -> Any:
        """Start from the pages that lack something, the latest change first."""
        self.queryset = (
            incomplete_pages(self.request.user)
            .select_related("content_type", "locale")
            .prefetch_workflow_states()
            .annotate_approved_schedule()
            .order_by("-latest_revision_created_at", "-pk")
        )
        return super().get_queryset()

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        """Say of each page how its other language stands; one query for all."""
        pages = list(object_list)
        attach_standings(pages)
        for page in pages:
            found = page.counterpart_standing
            page.language_code = page.locale.language_code
            page.type_name = str(page.page_type_display_name)
            page.own_status = str(page.status_string)
            page.counterpart_state = str(found.state.label)
            page.counterpart_since = found.since or ""
            page.counterpart_sentence = sentence(page, found)
            page.edit_address = self.request.build_absolute_uri(reverse("wagtailadmin_pages:edit", args=[page.pk]))
        return pages
