"""Registrations of this room with Wagtail."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from network.members.permissions import user_can_keep_members
from network.members.reports import UnrepresentedReport, add_unrepresented_panel
from network.members.viewsets import MembersViewSetGroup

hooks.register("construct_homepage_panels", add_unrepresented_panel)


class UnrepresentedMenuItem(MenuItem):
    """The report in the menu, for who may open it."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to the secretariat."""
        return user_can_keep_members(request.user)


@hooks.register("register_admin_viewset")
def register_viewsets() -> MembersViewSetGroup:
    """Give memberships and mandates their lists and forms."""
    return MembersViewSetGroup()


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """Give the report its addresses."""
    report = UnrepresentedReport
    return [
        path("reports/unrepresented/", report.as_view(), name="members_unrepresented"),
        path("reports/unrepresented/results/", report.as_view(results_only=True), name="members_unrepresented_results"),
    ]


@hooks.register("register_reports_menu_item")
def register_report() -> MenuItem:
    """Put the report into the menu."""
    return UnrepresentedMenuItem(
        _("Members without a representative"), reverse("members_unrepresented"), icon_name="group", order=110
    )
