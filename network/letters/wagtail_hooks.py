"""Registrations of this room with Wagtail."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from network.letters.office.dashboard import add_letters_panel
from network.letters.office.journal import journal
from network.letters.permissions import user_can_see_letters

hooks.register("construct_homepage_panels", add_letters_panel)
hooks.register("register_log_actions", journal.register_actions)


class LettersMenuItem(MenuItem):
    """The letters in the menu, for who may see them."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to editors and the secretariat."""
        return user_can_see_letters(request.user)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern | URLResolver]:
    """Give the letters their addresses."""
    return [path("letters/", include("network.letters.office.urls", namespace="letters"))]


@hooks.register("register_admin_menu_item")
def register_letters() -> MenuItem:
    """Put the letters into the menu."""
    return LettersMenuItem(_("Open letters"), reverse("letters:letters"), icon_name="mail", order=160)
