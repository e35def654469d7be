"""Registrations of this room with Wagtail."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from network.initiatives.office.dashboard import add_initiatives_panel
from network.initiatives.office.journal import journal
from network.initiatives.permissions import user_can_see_initiatives

hooks.register("construct_homepage_panels", add_initiatives_panel)
hooks.register("register_log_actions", journal.register_actions)


class InitiativesMenuItem(MenuItem):
    """The initiatives in the menu, for who may see them."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to editors and the secretariat."""
        return user_can_see_initiatives(request.user)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern | URLResolver]:
    """Give the initiatives their addresses."""
    return [path("initiatives/", include("network.initiatives.office.urls", namespace="initiatives"))]


@hooks.register("register_admin_menu_item")
def register_initiatives() -> MenuItem:
    """Put the initiatives into the menu."""
    return InitiativesMenuItem(_("Initiatives"), reverse("initiatives:initiatives"), icon_name="comment", order=162)
