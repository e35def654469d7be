"""Long lists: their parts, and the filters above them."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.functional import cached_property


@dataclass(frozen=True)
class Choice:
    """One option of a filter."""

    value: str
    label: str
    selected: bool


@dataclass(frozen=True)
class Filter:
    """One select of the filter bar."""

    name: str
    label: str
    any_label: str
    choices: list[Choice]

    @property
    def chosen(self) -> Choice | None:
        """The option that the address names."""
        return next((choice for choice in self.choices if choice.selected), None)


class FilteredList:
    """What a list with filters shows for one address; each list says its ``filters`` and its ``page``.

    A value in the address that means nothing here is ignored and said so; it never fails.
    """

    def __init__(self, data: QueryDict) -> None:
        self.data = data

    @cached_property
    def filters(self) -> list[Filter]:
        """The selects, offering only values that something on the list has."""
        raise NotImplementedError

    @cached_property
    def page(self) -> Page:
        """The part that the address asks for, or the nearest that exists."""
        raise NotImplementedError

    def _value(self, name: str) -> str:
        return self.data.get(name, "")[:100].strip()

    def _filter(self, name: str, label: str, any_label: str, values: Iterable[tuple[str, str]]) -> Filter:
        chosen = self._value(name)
        return Filter(name, label, any_label, [Choice(value, text, value == chosen) for value, text in values])

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """Label and value of each filter in force."""
        return [(filter_.label, filter_.chosen.label) for filter_ in self.filters if filter_.chosen]

    @property
    def ignored(self) -> list[str]:
        """Labels of filters whose value in the address means nothing here."""
        return [filter_.label for filter_ in self.filters if self._value(filter_.name) and not filter_.chosen]

    @property
    def in_force(self) -> dict[str, str]:
        """Name and value of each filter in force."""
        return {filter_.name: filter_.chosen.value for filter_ in self.filters if filter_.chosen}

    @property
    def total(self) -> int:
        """How many entries pass the filters."""
        return self.page.paginator.count

    @property
    def canonical_query(self) -> str:
        """What belongs to the list's own address: the number of a later part, and no filter."""
        return f"?page={self.page.number}" if self.page.number > 1 and not self.chosen else ""

    @property
    def query_string(self) -> str:
        """The filters in force as they stand in an address, for the pager."""
        return urlencode(self.in_force)


def nearest_page(paginator: Paginator, asked: str) -> Page:
    """Return the part that the address asks for; the first for what is no number, else the nearest that exists."""
    digits = asked.strip()[:20]
    number = int(digits) if digits.removeprefix("-").isdecimal() else 1
    return paginator.page(min(max(number, 1), paginator.num_pages))
