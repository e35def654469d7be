"""The list of members: filters from the address, the map with its numbers, a part of the entries.

Filter values are the same in both languages, so the language link can keep them. A value that means nothing is ignored
and said so; it never fails. There are some hundred members at most: what filters ask of them is sorted here, in a fixed
number of questions, and only those shown are read whole.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from cms.core.lists import Filter, FilteredList, nearest_page
from network.directory.readers.borders import REGIONS
from network.directory.readers.drawing import VIEW_BOX, Shape, shape
from network.members.enums import MemberLevel
from network.members.models import Membership
from network.registry.enums import PlaceKind
from network.registry.models import Place, Topic

PER_PAGE = 50
ORGANISATION, PERSON = "organisation", "person"
# Whoever works on both levels is found under each of them.
FOUND_UNDER = {
    MemberLevel.POLICY: (MemberLevel.POLICY, MemberLevel.BOTH),
    MemberLevel.GRASS_ROOT: (MemberLevel.GRASS_ROOT, MemberLevel.BOTH),
}


@dataclass
class Row:
    """What the filters ask of a member."""

    pk: int
    kind: str
    level: str
    topics: list[Topic] = field(default_factory=list)
    regions: list[Place] = field(default_factory=list)


@dataclass(frozen=True)
class Region:
    """A region on the map and in the list beside it; ``query`` leads to its members."""

    name: str
    count: int
    query: str
    is_chosen: bool
    shape: Shape | None


@dataclass(frozen=True)
class Entry:
    """One member of the list."""

    member: Membership
    topics: list[Topic]
    regions: list[Place]


class MemberListing(FilteredList):
    """What the directory shows for one address in a language; never a member that not everybody may know of."""

    def __init__(self, data: QueryDict, language: str) -> None:
        super().__init__(data)
        self.language = language

    @property
    def view_box(self) -> str:
        """The size of the map's drawing."""
        return VIEW_BOX

    @property
    def _by_name(self) -> Callable[[Any], Any]:
        return attrgetter("sort_en" if self.language == "en" else "sort_ka")

    @cached_property
    def rows(self) -> list[Row]:
        """Every member of the list, by name."""
        public = Membership.objects.public()
        found = public.alphabetical(self.language).values_list("pk", "person", "level")
        rows = {pk: Row(pk, PERSON if person else ORGANISATION, level) for pk, person, level in found}
        members = public.order_by().values("pk")
        for link in Membership.topics.through.objects.filter(membership__in=members).select_related("topic"):
            _lists_of(rows, link).topics.append(link.topic)
        for link in Membership.regions.through.objects.filter(membership__in=members).select_related("place"):
            _lists_of(rows, link).regions.append(link.place)
        return list(rows.values())

    @cached_property
    def places(self) -> list[Place]:
        """The regions of the map, and others where a member works, by name."""
        working = {place.pk for row in self.rows for place in row.regions}
        regions = Place.objects.filter(Q(pk__in=working) | Q(iso__in=REGIONS), kind=PlaceKind.REGION)
        return sorted(regions, key=self._by_name)

    @cached_property
    def filters(self) -> list[Filter]:
        """The four selects. Of regions every one is offered, since the map shows every one."""
        kinds = {row.kind for row in self.rows}
        named = [(ORGANISATION, _("Organisations")), (PERSON, _("People"))]
        topics = {topic.pk: topic for row in self.rows for topic in row.topics}.values()
        levels = {level for level, found in FOUND_UNDER.items() if any(row.level in found for row in self.rows)}
        return [
            self._filter("topic", _("Topic"), _("All topics"), _named(sorted(topics, key=attrgetter("order", "pk")))),
            self._filter("region", _("Region"), _("All regions"), _named(self.places)),
            self._filter("kind", _("Kind"), _("All kinds"), [pair for pair in named if pair[0] in kinds]),
            self._filter(
                "level",
                _("Level"),
                _("All levels"),
                [(level.value, str(level.label)) for level in FOUND_UNDER if level in levels],
            ),
        ]

    def _passes(self, row: Row, filters: dict[str, str]) -> bool:
        level = filters.get("level")
        return (
            filters.get("kind", row.kind) == row.kind
            and (level is None or row.level in FOUND_UNDER[MemberLevel(level)])
            and ("topic" not in filters or filters["topic"] in map(attrgetter("slug"), row.topics))
            and ("region" not in filters or filters["region"] in map(attrgetter("slug"), row.regions))
        )

    @cached_property
    def regions(self) -> list[Region]:
        """The regions with the number of members that also pass the other filters."""
        others = {name: value for name, value in self.in_force.items() if name != "region"}
        passing = (row for row in self.rows if self._passes(row, others))
        counts = Counter(place.pk for row in passing for place in row.regions)
        chosen = self.in_force.get("region")
        return [
            Region(
                name=place.name,
                count=counts[place.pk],
                query=urlencode(others | {"region": place.slug}),
                is_chosen=place.slug == chosen,
                shape=shape(place.iso),
            )
            for place in self.places
        ]

    @cached_property
    def page(self) -> PaginatorPage:
        """The part that the address asks for, or the nearest that exists."""
        matching = [row for row in self.rows if self._passes(row, self.in_force)]
        return nearest_page(Paginator(matching, PER_PAGE), self.data.get("page", ""))

    @cached_property
    def entries(self) -> list[Entry]:
        """The members of this part."""
        rows: list[Row] = list(self.page.object_list)
        named = Membership.objects.with_names().select_related("organisation__place")
        members = named.in_bulk([row.pk for row in rows])
        return [
            Entry(
                members[row.pk],
                sorted(row.topics, key=attrgetter("order", "pk")),
                sorted(row.regions, key=self._by_name),
            )
            for row in rows
        ]


def _lists_of(rows: dict[int, Row], link: Any) -> Row:
    # A member that joined since its row was asked for is of no list.
    return rows.get(link.membership_id, Row(0, "", ""))


def _named(records: Iterable[Topic | Place]) -> list[tuple[str, str]]:
    return [(record.slug, record.name) for record in records]
