"""Registrations of this room with Wagtail."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from network.directory.office.dashboard import add_requests_panel
from network.members.permissions import user_can_keep_members

hooks.register("construct_homepage_panels", add_requests_panel)


class RequestsMenuItem(MenuItem):
    """Requests in the menu, for who may decide about them."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to the secretariat."""
        return user_can_keep_members(request.user)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern | URLResolver]:
    """Give the requests their addresses."""
    return [path("requests/", include("network.directory.office.urls", namespace="requests"))]


@hooks.register("register_admin_menu_item")
def register_requests() -> MenuItem:
    """Put the requests into the menu."""
    return RequestsMenuItem(_("Requests"), reverse("requests:index"), icon_name="form", order=235)
