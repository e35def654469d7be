"""What the search page shows for one address: filters, what was found in the page's language, what may have been meant.

A value in the address that means nothing is ignored and said so; no query fails, whatever it holds.
"""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db.models import F
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page
from wagtail.query import PageQuerySet

from cms.core.addresses import HOME_DEPTH
from cms.core.lists import Filter, FilteredList, nearest_page
from cms.core.locales import locale_id_of
from cms.core.navigation import other_language
from cms.core.visibility import readable
from cms.search.analysis.queries import groups
from cms.search.glossary import thesaurus
from cms.search.snippets import Finder
from cms.search.suggestions import suggestion
from home.searching.found import FoundPage, FoundRecord, found_documents, found_members, found_pages
from home.searching.kinds import (
    DOCUMENTS,
    MEMBERS,
    about,
    of_type,
    of_year,
    subjects_of,
    type_choices,
    years_of,
)

LONGEST_QUERY = 200
PER_PAGE = 10
# So many members, and as many documents, stand below the pages; all of them in a list of their own.
FEW = 5
# Titles in which a word is looked for that may have been meant, the newest first.
MOST_TITLES = 5_000


class Searching(FilteredList):
    """One search."""

    def __init__(self, data: QueryDict, language: str) -> None:
        super().__init__(data)
        self.language = language
        self.query = " ".join(data.get("q", "")[:LONGEST_QUERY].split())

    @cached_property
    def filters(self) -> list[Filter]:
        """The four selects, offering only values that some page of the language has."""
        topics, places = subjects_of(self._readable(self.language)) if self.is_asked_for else ([], [])
        years = years_of(self._readable(self.language)) if self.is_asked_for else []
        return [
            self._filter("type", _("Type"), _("All types"), type_choices()),
            self._filter("topic", _("Topic"), _("All topics"), topics),
            self._filter("year", _("Year"), _("All years"), ((str(year), str(year)) for year in years)),
            self._filter("place", _("Place"), _("All places"), places),
        ]

    @property
    def is_asked_for(self) -> bool:
        """Whether the address names words or a filter."""
        return bool(self.query) or any(self._value(name) for name in ("type", "topic", "year", "place"))

    @property
    def kind(self) -> str:
        """The type that was chosen."""
        return self.in_force.get("type", "")

    def _readable(self, language: str) -> PageQuerySet:
        return readable(Page.objects.filter(locale_id=locale_id_of(language), depth__gt=HOME_DEPTH)).order_by()

    def _pages(self, language: str, query: str) -> Any:
        """Return the pages of a language that pass the filters and have the words; without words, the newest first."""
        if self.kind in (MEMBERS, DOCUMENTS) or not (query or self.in_force):
            return Page.objects.none()
        pages = self._readable(language)
        if self.kind:
            pages = pages.filter(of_type(self.kind))
        for name, field in (("topic", "topics"), ("place", "places")):
            if slug := self.in_force.get(name):
                pages = pages.filter(about(field, slug))
        if year := self.in_force.get("year"):
            pages = pages.filter(of_year(int(year)))
        return pages.search(query) if query else pages.order_by(F("first_published_at").desc(nulls_last=True), "pk")

    @cached_property
    def page(self) -> PaginatorPage:
        """The part of the pages that the address asks for, or the nearest that exists."""
        page = nearest_page(Paginator(self._pages(self.language, self.query), PER_PAGE), self.data.get("page", ""))
        page.object_list = found_pages(page.object_list, self._finder)
        return page

    @property
    def pages(self) -> list[FoundPage]:
        """The pages of this part."""
        return list(self.page.object_list)

    @cached_property
    def _finder(self) -> Finder:
        return Finder(groups(self.query, thesaurus()))

    @property
    def _has_records(self) -> bool:
        """Whether members and documents are looked for: they have no topic, year or place."""
        return bool(self.query) and not self.in_force.keys() - {"type"}

    @cached_property
    def members(self) -> list[FoundRecord]:
        """Members whose names have the words."""
        return found_members(self.query, self._finder) if self._has_records and self.kind in ("", MEMBERS) else []

    @cached_property
    def documents(self) -> list[FoundRecord]:
        """Documents in pages of the language whose titles have the words."""
        if not self._has_records or self.kind not in ("", DOCUMENTS):
            return []
        return found_documents(self.query, self._readable(self.language), self._finder)

    @property
    def sections(self) -> list[dict[str, Any]]:
        """Members and documents as sections below the pages: a few, and how to see all."""
        named = ((MEMBERS, _("Members"), self.members), (DOCUMENTS, _("Documents"), self.documents))
        return [
            {
                "name": name,
                "label": label,
                "count": len(found),
                "shown": found if self.kind else found[:FEW],
                "rest": f"?{urlencode({'q': self.query, 'type': name})}" if not self.kind and found[FEW:] else "",
            }
            for name, label, found in named
            if found
        ]

    @cached_property
    def total(self) -> int:
        """How much was found: pages, members and documents."""
        return self.page.paginator.count + len(self.members) + len(self.documents)

    @property
    def address_query(self) -> dict[str, str]:
        """Words and filters as they stand in an address."""
        return ({"q": self.query} if self.query else {}) | self.in_force

    @property
    def query_string(self) -> str:
        """Words and filters in force as they stand in an address, for the pager."""
        return urlencode(self.address_query)

    @cached_property
    def elsewhere(self) -> dict[str, Any] | None:
        """How many pages of the other language pass the same search, and where they are; None if there are none."""
        language = other_language(self.language)
        count = self._pages(language, self.query).count() if self.query else 0
        with override(language):
            address = f"{reverse('search')}?{self.query_string}"
        return {"count": count, "language": language, "url": address} if count else None

    @cached_property
    def meant(self) -> str:
        """What may have been meant by words that are found nowhere; only what would find a page."""
        if self.total or not self.query:
            return ""
        newest = self._readable(self.language).order_by(F("first_published_at").desc(nulls_last=True))
        words = suggestion(self.query, newest.values_list("title", flat=True)[:MOST_TITLES])
        return words if words and self._pages(self.language, words).count() else ""

    @property
    def topics(self) -> list[tuple[str, str]]:
        """Topics under which something stands, for who found nothing: label and address."""
        choices = next(filter_.choices for filter_ in self.filters if filter_.name == "topic")
        return [(choice.label, f"?{urlencode({'topic': choice.value})}") for choice in choices]
