"""Registrations of this room with Wagtail."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail_localize import wagtail_hooks as localize

from cms.editing import views
from cms.editing.dashboard import add_waiting_panels
from cms.editing.notices import remember_standing, tell_standing
from cms.editing.publishing import refuse_unfinished
from cms.editing.reports import OtherLanguageReport

hooks.register("construct_homepage_panels", add_waiting_panels)
hooks.register("before_edit_page", remember_standing)
hooks.register("after_edit_page", tell_standing)
hooks.register("after_create_page", tell_standing)
hooks.register("before_bulk_action", refuse_unfinished)

URLS = [
    path("counterpart/<int:page_id>/create/", views.create_counterpart_view, name="create_counterpart"),
    path("counterpart/<int:page_id>/facts/", views.bring_facts_view, name="bring_facts"),
    path("other-language/", OtherLanguageReport.as_view(), name="report"),
    path("other-language/results/", OtherLanguageReport.as_view(results_only=True), name="report_results"),
]


# Its buttons would offer a second way beside ours, and ask the database twice for every page of a list. Wagtail can
# register hooks and not take them back, hence its private table; delete this when wagtail-localize can be told.
for place in ("register_page_listing_more_buttons", "register_page_header_buttons"):
    hooks._hooks[place] = [entry for entry in hooks._hooks[place] if entry[0] is not localize.page_listing_more_buttons]


# Before wagtail-localize's own addresses, of which one is taken over: its "Translate this page" leads to our way.
@hooks.register("register_admin_urls", order=-1)
def register_urls() -> list[URLPattern | URLResolver]:
    """Give the room its addresses."""
    return [
        path("editing/", include((URLS, "editing"), namespace="editing")),
        path("localize/submit/page/<int:page_id>/", views.create_counterpart_view),
    ]


@hooks.register("register_reports_menu_item")
def register_report() -> MenuItem:
    """Put the report into the menu."""
    return MenuItem(_("Other language"), reverse("editing:report"), icon_name="wagtail-localize-language", order=100)


@hooks.register("construct_reports_menu")
def leave_out_localize_report(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Leave out wagtail-localize's report, which knows only translations made string by string."""
    localize = reverse("wagtail_localize:translations_report")
    menu_items[:] = [item for item in menu_items if getattr(item, "url", "") != localize]
