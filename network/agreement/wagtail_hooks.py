"""Registrations of this room with Wagtail."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from network.agreement.office.dashboard import add_rounds_panel
from network.agreement.office.procedures import ProcedureViewSet
from network.agreement.permissions import user_can_see_rounds
from network.agreement.polite import ask_first, keep_named_pages, offer_agreement, refuse_unagreed

hooks.register("construct_homepage_panels", add_rounds_panel)
hooks.register("construct_page_action_menu", offer_agreement)
hooks.register("before_publish_page", ask_first)
hooks.register("before_bulk_action", refuse_unagreed)
hooks.register("before_delete_page", keep_named_pages)


class RoundsMenuItem(MenuItem):
    """The rounds in the menu, for who may see them."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to the secretariat."""
        return user_can_see_rounds(request.user)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern | URLResolver]:
    """Give the rounds their addresses."""
    return [path("rounds/", include("network.agreement.office.urls", namespace="agreement"))]


@hooks.register("register_admin_menu_item")
def register_rounds() -> MenuItem:
    """Put the rounds into the menu."""
    return RoundsMenuItem(_("Rounds"), reverse("agreement:rounds"), icon_name="clipboard-list", order=150)


@hooks.register("register_reports_menu_item")
def register_audit() -> MenuItem:
    """Put the audit into the menu of reports."""
    return RoundsMenuItem(_("Audit of agreed texts"), reverse("agreement:audit"), icon_name="check", order=120)


@hooks.register("register_admin_viewset")
def register_procedures() -> ProcedureViewSet:
    """Give procedures their list and form, below the rounds."""
    return ProcedureViewSet("procedures")
