"""Which members have subscribed to which version of the charter: for the secretariat, all of them by name."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from network.charter.models import CharterSubscription
from network.members.models import Membership


class SubscribersReport(ReportView):
    """One line a subscription, by the member's name; it can only be read."""

    model = CharterSubscription
    permission_policy = ModelPermissionPolicy(Membership)
    any_permission_required = ["add", "change"]
    page_title = _("Subscribers of the charter")
    header_icon = "group"
    index_url_name = "charter_subscribers"
    index_results_url_name = "charter_subscribers_results"
    is_searchable = False
    columns = (
        Column("membership", label=_("Member"), accessor="membership"),
        Column("version", label=_("Version")),
        Column("subscribed_at", label=_("Subscribed")),
    )

    def get_queryset(self) -> Any:
        """Ask for them with their names."""
        return CharterSubscription.objects.of_current_members().alphabetical()
