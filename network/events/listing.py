"""The list of events: filters from the address, what comes and what was, month by month.

Filter values are the same in both languages, so the language link can keep them. A value that means nothing is ignored
and said so; it never fails. The days of all events are read in one question and sorted here; only those shown are read
whole.
"""

import datetime
from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db import models
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language, npgettext, pgettext_lazy
from django.utils.translation import gettext as _
from wagtail.query import PageQuerySet

from cms.core.dates import FuzzyDate
from cms.core.enums import Precision
from cms.core.lists import Filter, FilteredList, nearest_page
from network.events.enums import EventFormat, EventState
from network.events.records import Event
from network.registry.models import Place, Topic

PER_PAGE = 20
# Months of past events that the list of months names beside those that come, while no year is chosen.
PAST_MONTHS = 12


class Time(models.TextChoices):
    """How the list is divided."""

    COMING = "coming", pgettext_lazy("events", "Coming")
    PAST = "past", pgettext_lazy("events", "Past")


class Row(NamedTuple):
    """What of an event decides its place in the list."""

    pk: int
    key: UUID
    format: str
    day: datetime.date
    starts_at: datetime.datetime
    ends_at: datetime.datetime

    @property
    def month(self) -> str:
        """Year and month in which it begins, by the clocks of its own zone."""
        return f"{self.day:%Y-%m}"


@dataclass(frozen=True)
class Entry:
    """One event of the list."""

    page: Any
    event: Event | None

    @property
    def state(self) -> str:
        """What has changed since it was announced."""
        changed = self.event is not None and self.event.state != EventState.PLANNED
        return str(EventState(self.event.state).label) if self.event and changed else ""

    @property
    def can_register(self) -> bool:
        """Whether one can register now."""
        return self.event is not None and self.event.is_open()


@dataclass(frozen=True)
class Month:
    """One month of the list of months."""

    value: str
    label: str
    amount: str
    query: str
    is_chosen: bool


def month_name(value: str) -> str:
    """Write a month with its year."""
    year, month = value.split("-")
    return FuzzyDate(Precision.MONTH, int(year), int(month)).format(get_language() or "ka")


class EventListing(FilteredList):
    """What the list shows for one address."""

    def __init__(self, pages: PageQuerySet, data: QueryDict, now: datetime.datetime | None = None) -> None:
        super().__init__(data)
        self.pages = pages
        self.now = now or timezone.now()

    @cached_property
    def rows(self) -> list[Row]:
        """Every public event of the list."""
        names = ("pk", "translation_key", "format", "start_date", "starts_at", "ends_at")
        return [Row(*values) for values in self.pages.order_by("starts_at", "pk").values_list(*names)]

    @cached_property
    def filters(self) -> list[Filter]:
        """The selects, offering only values that some event has."""
        formats = {row.format for row in self.rows}
        times = {self.time_of(row) for row in self.rows}
        places = Place.objects.order_by("sort_en" if get_language() == "en" else "sort_ka")
        return [
            self._filter("when", _("When"), _("All events"), [(t.value, str(t.label)) for t in Time if t in times]),
            self._filter("topic", _("Topic"), _("All topics"), self._records(Topic.objects.all(), "topics")),
            self._filter("place", _("Place"), _("All places"), self._records(places, "places")),
            self._filter(
                "format", _("Format"), _("All formats"), [(f.value, str(f.label)) for f in EventFormat if f in formats]
            ),
            self._filter("year", _("Year"), _("All years"), [(str(year), str(year)) for year in self.years]),
        ]

    @cached_property
    def years(self) -> list[int]:
        """Years in which an event begins, the latest first."""
        return sorted({row.day.year for row in self.rows}, reverse=True)

    def _records(self, records: models.QuerySet, relation: str) -> list[tuple[str, str]]:
        through = self.pages.model._meta.get_field(relation).remote_field.through
        pages = self.pages.order_by().values("pk")
        used = through.objects.filter(eventpage_id__in=pages).values(f"{records.model._meta.model_name}_id")
        return [(record.slug, record.name) for record in records.filter(pk__in=used)]

    def time_of(self, row: Row) -> Time:
        """Say whether an event comes or was."""
        return Time.COMING if row.ends_at >= self.now else Time.PAST

    @cached_property
    def _passing(self) -> list[Row]:
        """The events that pass every filter but the month, those that come first, the soonest of them first."""
        pages = self.pages
        for name, relation in (("topic", "topics"), ("place", "places")):
            if slug := self.in_force.get(name):
                pages = pages.filter(**{f"{relation}__slug": slug})
        rows = self.rows
        if pages is not self.pages:
            found = set(pages.order_by().values_list("pk", flat=True))
            rows = [row for row in rows if row.pk in found]
        wanted = {
            "format": lambda row: row.format,
            "year": lambda row: str(row.day.year),
            "when": lambda row: self.time_of(row).value,
        }
        for name, value_of in wanted.items():
            if name in self.in_force:
                rows = [row for row in rows if value_of(row) == self.in_force[name]]
        coming = [row for row in rows if self.time_of(row) == Time.COMING]
        return [*coming, *(row for row in reversed(rows) if self.time_of(row) == Time.PAST)]

    @cached_property
    def month(self) -> str:
        """The month that the address names, if an event that passes the filters begins in it."""
        asked = self._value("month")
        return asked if any(row.month == asked for row in self._passing) else ""

    @cached_property
    def months(self) -> list[Month]:
        """The months that lead into the list: those that come, and the latest past ones; of a chosen year all."""
        numbers = Counter(row.month for row in self._passing)
        names = sorted(numbers, reverse=True)
        if "year" not in self.in_force:
            this = f"{timezone.localdate(self.now):%Y-%m}"
            past = [name for name in names if name < this][:PAST_MONTHS]
            names = [name for name in names if name >= this or name in past]
        return [self._month(name, numbers[name]) for name in sorted({*names, self.month} - {""}, reverse=True)]

    def _month(self, name: str, number: int) -> Month:
        amount = npgettext("events", "%(count)s event", "%(count)s events", number) % {"count": number}
        return Month(name, month_name(name), amount, urlencode(self.in_force | {"month": name}), name == self.month)

    @property
    def ignored(self) -> list[str]:
        """Labels of what the address names and this list does not have."""
        return [*super().ignored, *([_("Month")] if self._value("month") and not self.month else [])]

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """Label and value of each filter in force."""
        return [*super().chosen, *([(_("Month"), month_name(self.month))] if self.month else [])]

    @property
    def query_string(self) -> str:
        """The filters in force as they stand in an address, for the pager."""
        return urlencode(self.in_force | ({"month": self.month} if self.month else {}))

    @cached_property
    def page(self) -> PaginatorPage:
        """The part that the address asks for, or the nearest that exists."""
        rows = [row for row in self._passing if self.month in ("", row.month)]
        return nearest_page(Paginator(rows, PER_PAGE), self.data.get("page", ""))

    @cached_property
    def groups(self) -> list[tuple[Time, list[tuple[str, str, list[Entry]]]]]:
        """The entries of this part: what comes and what was, each by month (value, words, entries)."""
        rows = list(self.page.object_list)
        pages = self.pages.model.objects.for_entries().in_bulk([row.pk for row in rows])
        events = {event.translation_key: event for event in Event.objects.filter(translation_key__in=_keys(rows))}
        found = []
        for time, of_time in groupby(rows, key=self.time_of):
            months = [
                (name, month_name(name), [Entry(pages[row.pk], events.get(row.key)) for row in of_month])
                for name, of_month in groupby(of_time, key=lambda row: row.month)
            ]
            found.append((time, months))
        return found


def _keys(rows: list[Row]) -> list[UUID]:
    return [row.key for row in rows]
