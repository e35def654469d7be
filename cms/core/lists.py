"""Long lists: their parts, and the filters above them."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator


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


def nearest_page(paginator: Paginator, asked: str) -> Page:
    """Return the part that the address asks for; the first for what is no number, else the nearest that exists."""
    digits = asked.strip()[:20]
    number = int(digits) if digits.removeprefix("-").isdecimal() else 1
    return paginator.page(min(max(number, 1), paginator.num_pages))
