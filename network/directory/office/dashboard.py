"""What members and applicants wait for, on the first page of the admin."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component

from network.directory.applications import Application
from network.directory.departures import Departure
from network.directory.joining.admitting import has_agreement
from network.directory.proposals import EntryProposal
from network.directory.states import ApplicationState
from network.members.permissions import user_can_keep_members


class RequestsPanel(Component):
    """Applications, changes and departures that wait; nothing where nobody waits."""

    name = "requests"
    template_name = "directory/admin/panel.html"
    heading = _("Requests of members and applicants")
    order = 106

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Add how many wait, and applicants that the members agreed to and that could not be made members."""
        asked = Application.objects.filter(state=ApplicationState.ASKED).select_related("organisation", "person")
        return {
            "panel": self,
            "applications": Application.objects.waiting().count(),
            "proposals": EntryProposal.objects.waiting().count(),
            "departures": Departure.objects.waiting().count(),
            "stuck": [application for application in asked if has_agreement(application)],
        }


def add_requests_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Show it to those who look after memberships."""
    if user_can_keep_members(request.user):
        panels.append(RequestsPanel())
