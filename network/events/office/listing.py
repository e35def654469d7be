"""The list of events in the admin, as a page and as a table for a spreadsheet: numbers, no names."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from cms.core.office_lists import RecordsView
from network.events.enums import EventState, RegistrationMode
from network.events.records import Event

COLUMNS = {
    "pk": _("Number"),
    "shown_title": _("Event"),
    "shown_state": _("State"),
    "starts_at": _("Begins"),
    "get_registration_display": _("Who may register"),
    "capacity": _("Places"),
    "taken": _("Have a place"),
    "in_line": _("On the waiting list"),
}


class EventFilterSet(WagtailFilterSet):
    """State; who may register; those to come."""

    state = django_filters.MultipleChoiceFilter(label=_("State"), choices=EventState.choices)
    registration = django_filters.MultipleChoiceFilter(label=_("Who may register"), choices=RegistrationMode.choices)
    to_come = django_filters.BooleanFilter(label=_("Still to come"), method="is_to_come")

    class Meta:
        model = Event
        fields = ["state", "registration", "to_come"]

    def is_to_come(self, events: QuerySet, name: str, value: bool) -> QuerySet:
        """Keep events that are not over, or all others."""
        now = timezone.now()
        return events.filter(ends_at__gt=now) if value else events.exclude(ends_at__gt=now)


class EventsView(RecordsView):
    """The events, one by one."""

    model = Event
    page_title = _("Events and registrations")
    header_icon = "calendar"
    index_url_name = "events:events"
    index_results_url_name = "events:events_results"
    results_template_name = "events/admin/events_results.html"
    filterset_class = EventFilterSet
    export_filename = "events"
    exported = COLUMNS

    def get_queryset(self) -> Any:
        """Start from all events, with what the filters ask for."""
        return self.filter_queryset(Event.objects.with_title().with_numbers().order_by("-starts_at", "-pk"))
