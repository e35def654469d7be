"""Registrations of this room with Wagtail."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from network.events import paste_views
from network.events.office.journal import journal
from network.events.permissions import user_can_see_events

hooks.register("register_log_actions", journal.register_actions)
hooks.register("after_create_page", paste_views.go_on_to_paste)
hooks.register("after_edit_page", paste_views.go_on_to_paste)


class EventsMenuItem(MenuItem):
    """The events in the menu, for who may see them."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to editors and the secretariat."""
        return user_can_see_events(request.user)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern | URLResolver]:
    """Give the events their addresses."""
    return [
        path("events/agenda/", include((paste_views.URLS, "agenda"), namespace="agenda")),
        path("events/", include("network.events.office.urls", namespace="events")),
    ]


@hooks.register("register_admin_menu_item")
def register_events() -> MenuItem:
    """Put the events into the menu."""
    return EventsMenuItem(_("Events"), reverse("events:events"), icon_name="calendar", order=165)
