"""The list of initiatives in the admin, with filters, as a page and as a table for a spreadsheet."""

from typing import Any

import django_filters
from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from cms.core.office_lists import RecordsView
from network.initiatives.enums import InitiativeState, Wish
from network.initiatives.models import Initiative

COLUMNS = {
    "pk": _("Number of the initiative"),
    "title": _("Title"),
    "membership": _("Brought by"),
    "get_wish_display": _("What it wishes for"),
    "get_state_display": _("State"),
    "brought_at": _("Brought"),
    "promised_on": _("Answer promised for"),
    "answered_at": _("Answered"),
    "count": _("Co-sponsors"),
}
_BROUGHT = [choice for choice in InitiativeState.choices if choice[0] != InitiativeState.DRAFT]


class InitiativeFilterSet(WagtailFilterSet):
    """State, wish, those that are overdue, those without a promised day."""

    state = django_filters.MultipleChoiceFilter(label=_("State"), choices=_BROUGHT)
    wish = django_filters.ChoiceFilter(label=_("What it wishes for"), choices=Wish.choices)
    overdue = django_filters.BooleanFilter(label=_("Answer overdue"), method="is_overdue")
    dateless = django_filters.BooleanFilter(label=_("Without a promised day"), method="is_dateless")

    class Meta:
        model = Initiative
        fields = ["state", "wish", "overdue", "dateless"]

    def is_overdue(self, found: QuerySet, name: str, value: bool) -> QuerySet:
        """Keep those whose promised day has passed, or all others."""
        late = Initiative.objects.overdue()
        return found.filter(pk__in=late) if value else found.exclude(pk__in=late)

    def is_dateless(self, found: QuerySet, name: str, value: bool) -> QuerySet:
        """Keep those that wait without a promised day, or all others."""
        waiting = Initiative.objects.without_date()
        return found.filter(pk__in=waiting) if value else found.exclude(pk__in=waiting)


class InitiativesView(RecordsView):
    """The initiatives, one by one; drafts are their members' own."""

    model = Initiative
    page_title = _("Initiatives")
    header_icon = "comment"
    index_url_name = "initiatives:initiatives"
    index_results_url_name = "initiatives:initiatives_results"
    results_template_name = "initiatives/admin/initiatives_results.html"
    filterset_class = InitiativeFilterSet
    export_filename = "initiatives"
    exported = COLUMNS

    def get_queryset(self) -> Any:
        """Start from all that were brought, the newest first, with what the filters ask for."""
        found = Initiative.objects.brought().with_names().annotate(count=Count("co_sponsors"))
        return self.filter_queryset(found.order_by("-brought_at", "-pk"))
