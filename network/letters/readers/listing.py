"""The list of letters: filters from the address, a page of entries, by how far each has come.

Filter values are the same in both languages, so the language link can keep them. A value that means nothing is ignored
and said so; it never fails. There are a few letters a year: their rows are sorted here, and only those shown are read
whole.
"""

import datetime
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db import models
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from wagtail.query import PageQuerySet

from cms.core.lists import Filter, FilteredList, nearest_page
from network.letters.enums import LetterState
from network.letters.letters import Letter
from network.letters.readers.reading import LetterReading
from network.registry.models import Topic

PER_PAGE = 20


class Stage(models.TextChoices):
    """How far a letter has come, as the list is divided."""

    OPEN = "open", pgettext_lazy("letters", "Open")
    CLOSED = "closed", pgettext_lazy("letters", "Closed")
    DELIVERED = "delivered", pgettext_lazy("letters", "Delivered")
    ANSWERED = "answered", pgettext_lazy("letters", "Answered")


@dataclass(frozen=True)
class Entry:
    """One letter of the list."""

    page: Any
    reading: LetterReading


def stage_of(letter: Letter) -> Stage:
    """Return how far a letter has come; one that was put away or retracted keeps what it had reached."""
    if letter.answered_at:
        return Stage.ANSWERED
    if letter.delivered_at:
        return Stage.DELIVERED
    return Stage.OPEN if letter.state in (LetterState.OPEN, LetterState.PAUSED) else Stage.CLOSED


class LetterListing(FilteredList):
    """What the list shows for one address."""

    def __init__(self, pages: PageQuerySet, data: QueryDict, now: datetime.datetime | None = None) -> None:
        super().__init__(data)
        self.pages = pages
        self.now = now or timezone.now()

    @cached_property
    def letters(self) -> dict[UUID, Letter]:
        """Every public letter of the list, by its text."""
        keys = self.pages.order_by().values("translation_key")
        rows = Letter.objects.published().filter(translation_key__in=keys).select_related("tally")
        return {letter.translation_key: letter for letter in rows}

    @cached_property
    def filters(self) -> list[Filter]:
        """The three selects, offering only values that some letter has."""
        stages = {stage_of(letter) for letter in self.letters.values()}
        return [
            self._filter("state", _("State"), _("All states"), [(s.value, str(s.label)) for s in Stage if s in stages]),
            self._filter("topic", _("Topic"), _("All topics"), self._topics),
            self._filter("year", _("Year"), _("All years"), [(str(year), str(year)) for year in self.years]),
        ]

    @cached_property
    def _topics(self) -> list[tuple[str, str]]:
        through = self.pages.model._meta.get_field("topics").remote_field.through
        pages = self.pages.order_by().values("pk")
        used = through.objects.filter(openletterpage_id__in=pages).values("topic_id")
        return [(topic.slug, topic.name) for topic in Topic.objects.filter(pk__in=used)]

    @cached_property
    def years(self) -> list[int]:
        """Years in which a letter was opened, the latest first."""
        return sorted({_year_of(letter) for letter in self.letters.values()} - {0}, reverse=True)

    @cached_property
    def _matching(self) -> list[tuple[int, UUID]]:
        """Number and text of the pages that pass every filter, open ones first, then the newest."""
        pages = self.pages
        if topic := self.in_force.get("topic"):
            pages = pages.filter(topics__slug=topic)
        rows = [(pk, key) for pk, key in pages.order_by().values_list("pk", "translation_key") if key in self.letters]
        if stage := self.in_force.get("state"):
            rows = [row for row in rows if stage_of(self.letters[row[1]]) == stage]
        if year := self.in_force.get("year"):
            rows = [row for row in rows if str(_year_of(self.letters[row[1]])) == year]
        return sorted(rows, key=self._order)

    def _order(self, row: tuple[int, UUID]) -> tuple[int, float, int]:
        letter = self.letters[row[1]]
        opened = letter.opens_at.timestamp() if letter.opens_at else 0.0
        return list(Stage).index(stage_of(letter)), -opened, row[0]

    @cached_property
    def page(self) -> PaginatorPage:
        """The part that the address asks for, or the nearest that exists."""
        return nearest_page(Paginator(self._matching, PER_PAGE), self.data.get("page", ""))

    @cached_property
    def groups(self) -> list[tuple[Stage, list[Entry]]]:
        """The entries of this part by how far they have come."""
        rows = self.page.object_list
        pages = self.pages.model.objects.for_entries().in_bulk([pk for pk, _key in rows])
        entries = [Entry(pages[pk], LetterReading(self.letters[key], now=self.now)) for pk, key in rows]
        return [(stage, list(group)) for stage, group in groupby(entries, key=_stage_of_entry)]


def _stage_of_entry(entry: Entry) -> Stage:
    return stage_of(entry.reading.letter)


def _year_of(letter: Letter) -> int:
    return timezone.localtime(letter.opens_at).year if letter.opens_at else 0
