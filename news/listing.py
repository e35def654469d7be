"""The news list: filters from the address, a page of entries, grouped by year.

Filter values are the same in both languages (kinds, slugs of topics and places, years, slugs of
projects in either language), so the language link can keep them. A value that means nothing is
ignored and said so; it never fails.
"""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.query import PageQuerySet

from cms.core.lists import Filter, FilteredList, nearest_page
from cms.core.visibility import readable
from network.registry.models import Place, Topic
from news.enums import NewsKind
from projects.models import ProjectPage

PER_PAGE = 10
LANGUAGE_OF_VALUES = "ka"


class NewsListing(FilteredList):
    """What the list shows for one address."""

    def __init__(self, items: PageQuerySet, data: QueryDict) -> None:
        super().__init__(data)
        self.items = items

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

    @cached_property
    def matching(self) -> PageQuerySet:
        """The items that pass every filter, latest first."""
        items = self.items
        if kind := self.in_force.get("kind"):
            items = items.filter(kind=kind)
        if topic := self.in_force.get("topic"):
            items = items.filter(topics__slug=topic)
        if place := self.in_force.get("place"):
            items = items.filter(places__slug=place)
        if year := self.in_force.get("year"):
            items = items.of_year(int(year))
        if project := self.in_force.get("project"):
            keys = [row.translation_key for row in self._project_rows if row.slug == project]
            items = items.filter(project__translation_key__in=keys)
        return items.latest_first()

    @cached_property
    def page(self) -> PaginatorPage:
        """The page of entries that the address asks for, or the nearest that exists."""
        return nearest_page(Paginator(self.matching.for_entries(), PER_PAGE), self.data.get("page", ""))

    @property
    def groups(self) -> list[tuple[int | None, list[Any]]]:
        """The entries by year; ``None`` for those whose year is not known."""
        return [(year, list(items)) for year, items in groupby(self.page.object_list, key=_year_of)]

    @property
    def first_year(self) -> int | None:
        """The earliest year of which there is an item."""
        return min(self.years, default=None)


def _year_of(item: Any) -> int | None:
    return item.date_latest.year if item.date_latest else None


def _by_key(rows: list[ProjectPage]) -> list[list[ProjectPage]]:
    grouped: dict[object, list[ProjectPage]] = {}
    for row in rows:
        grouped.setdefault(row.translation_key, []).append(row)
    return list(grouped.values())
