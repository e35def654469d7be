"""Members for whom nobody may speak: a report, and a warning on the first page of the admin."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.admin.views.reports import ReportView

from network.members.models import Membership
from network.members.permissions import LastingPolicy, user_can_keep_members

SHOWN = 8


class UnrepresentedReport(ReportView):
    """The members that nobody can answer for, one by one."""

    model = Membership
    permission_policy = LastingPolicy(Membership)
    any_permission_required = ["add", "change"]
    page_title = _("Members without a representative")
    header_icon = "group"
    index_url_name = "members_unrepresented"
    index_results_url_name = "members_unrepresented_results"
    results_template_name = "members/admin/unrepresented_results.html"
    is_searchable = False

    def get_queryset(self) -> QuerySet:
        """Ask for them in the alphabetical order of the admin's language."""
        return Membership.objects.without_representative().with_names().alphabetical()


class UnrepresentedPanel(Component):
    """A warning: who has no voice cannot be counted as silent. Nothing is shown where all have one."""

    name = "unrepresented"
    template_name = "members/admin/unrepresented_panel.html"
    order = 105

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Add the members."""
        found = list(Membership.objects.without_representative().with_names().alphabetical())
        return {"panel": self, "members": found[:SHOWN], "rest": len(found) - SHOWN}


def add_unrepresented_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Warn the secretariat."""
    if user_can_keep_members(request.user):
        panels.append(UnrepresentedPanel())
