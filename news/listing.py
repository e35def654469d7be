"""The news list: filters from the address, a page of entries, grouped by year.

Filter values are the same in both languages (kinds, slugs of topics and places, years, slugs of
projects in either language), so the language link can keep them. A value that means nothing is
ignored and said so; it never fails.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.query import PageQuerySet

from cms.core.lists import Choice, Filter, nearest_page
from cms.core.visibility import readable
from network.registry.models import Place, Topic
from news.enums import NewsKind
from projects.models import ProjectPage

PER_PAGE = 10
LANGUAGE_OF_VALUES = "ka"


class NewsListing:
    """What the list shows for one address."""

    def __init__(self, items: PageQuerySet, data: QueryDict) -> None:
        self.items = items
        self.data = data

    def _value(self, name: str) -> str:
        return self.data.get(name, "")[:100].strip()

    @cached_property
    def filters(self) -> list[Filter]:
        """The five selects, offering only values that some item has."""
        return [
            self._filter("kind", _("Kind"), _("All kinds"), self._kinds()),
            self._filter("topic", _("Topic"), _("All topics"), self._records(Topic.objects.all(), "topics")),
            self._filter("year", _("Year"), _("All years"), ((str(year), str(year)) for year in self.years)),
            self._filter("place", _("Place"), _("All places"), self._records(self._places(), "places")),
            self._filter("project", _("Project"), _("All projects"), sorted(self._projects(), key=itemgetter(1))),
        ]

    def _filter(self, name: str, label: str, any_label: str, values: Iterable[tuple[str, str]]) -> Filter:
        chosen = self._value(name)
        return Filter(name, label, any_label, [Choice(value, text, value == chosen) for value, text in values])

    def _kinds(self) -> Iterator[tuple[str, str]]:
        return ((str(kind.value), str(kind.label)) for kind in NewsKind)

    def _places(self) -> QuerySet[Place]:
        return Place.objects.order_by("sort_en" if get_language() == "en" else "sort_ka")

    def _records(self, records: QuerySet[Topic] | QuerySet[Place], relation: str) -> Iterator[tuple[str, str]]:
        through = self.items.model._meta.get_field(relation).remote_field.through
        used = through.objects.values(f"{records.model._meta.model_name}_id")
        return ((record.slug, record.name) for record in records.filter(pk__in=used))

    @cached_property
    def _project_rows(self) -> list[ProjectPage]:
        """Live projects that some item names, in every language."""
        used = ProjectPage.objects.filter(pk__in=self.items.model.objects.values("project_id"))
        return list(
            readable(ProjectPage.objects.filter(translation_key__in=used.values("translation_key")))
            .defer_streamfields()
            .order_by("title")
        )

    def _projects(self) -> Iterator[tuple[str, str]]:
        """One option a project, in the page's language where it exists there, under a value that both share.

        The value is the slug in the default language, so that it survives the language link.
        """
        language = get_language()
        for rows in _by_key(self._project_rows):
            shown = next((row for row in rows if row.language == language), rows[0])
            stable = next((row for row in rows if row.language == LANGUAGE_OF_VALUES), rows[0])
            chosen = self._value("project") in {row.slug for row in rows}
            yield (self._value("project") if chosen else stable.slug), shown.acronym or shown.title

    @cached_property
    def years(self) -> list[int]:
        """Years for which there is an item, the latest first."""
        return [day.year for day in self.items.dates("date_latest", "year", order="DESC")]

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """Label and value of each filter in force."""
        return [(filter_.label, filter_.chosen.label) for filter_ in self.filters if filter_.chosen]

    @property
    def ignored(self) -> list[str]:
        """Labels of filters whose value in the address means nothing here."""
        return [filter_.label for filter_ in self.filters if self._value(filter_.name) and not filter_.chosen]

    @cached_property
    def matching(self) -> PageQuerySet:
        """The items that pass every filter, latest first."""
        items = self.items
        in_force = {filter_.name: filter_.chosen.value for filter_ in self.filters if filter_.chosen}
        if kind := in_force.get("kind"):
            items = items.filter(kind=kind)
        if topic := in_force.get("topic"):
            items = items.filter(topics__slug=topic)
        if place := in_force.get("place"):
            items = items.filter(places__slug=place)
        if year := in_force.get("year"):
            items = items.of_year(int(year))
        if project := in_force.get("project"):
            keys = [row.translation_key for row in self._project_rows if row.slug == project]
            items = items.filter(project__translation_key__in=keys)
        return items.latest_first()

    @cached_property
    def page(self) -> PaginatorPage:
        """The page of entries that the address asks for, or the nearest that exists."""
        return nearest_page(Paginator(self.matching.for_entries(), PER_PAGE), self.data.get("page", ""))

    @property
    def total(self) -> int:
        """How many items pass the filters."""
        return self.page.paginator.count

    @property
    def groups(self) -> list[tuple[int | None, list[Any]]]:
        """The entries by year; ``None`` for those whose year is not known."""
        return [(year, list(items)) for year, items in groupby(self.page.object_list, key=_year_of)]

    @property
    def first_year(self) -> int | None:
        """The earliest year of which there is an item."""
        return min(self.years, default=None)

    @property
    def canonical_query(self) -> str:
        """What belongs to the list's own address: the number of a later part, and no filter."""
        return f"?page={self.page.number}" if self.page.number > 1 and not self.chosen else ""

    @property
    def query_string(self) -> str:
        """The filters in force as they stand in an address, for the pager."""
        return urlencode([(filter_.name, filter_.chosen.value) for filter_ in self.filters if filter_.chosen])


def _year_of(item: Any) -> int | None:
    return item.date_latest.year if item.date_latest else None


def _by_key(rows: list[ProjectPage]) -> list[list[ProjectPage]]:
    grouped: dict[object, list[ProjectPage]] = {}
    for row in rows:
        grouped.setdefault(row.translation_key, []).append(row)
    return list(grouped.values())
