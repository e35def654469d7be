"""Registrations of this room with Wagtail."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from network.charter.reports import SubscribersReport
from network.members.permissions import user_can_keep_members


class SubscribersMenuItem(MenuItem):
    """The list in the menu, for who may open it."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to the secretariat."""
        return user_can_keep_members(request.user)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """Give the list its addresses."""
    report = SubscribersReport
    return [
        path("reports/charter/", report.as_view(), name="charter_subscribers"),
        path("reports/charter/results/", report.as_view(results_only=True), name="charter_subscribers_results"),
    ]


@hooks.register("register_reports_menu_item")
def register_report() -> MenuItem:
    """Put the list into the menu."""
    return SubscribersMenuItem(
        _("Subscribers of the charter"), reverse("charter_subscribers"), icon_name="group", order=120
    )
