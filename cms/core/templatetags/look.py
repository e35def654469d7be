"""Tags and filters of the public templates: drawings, list items, small forms of values."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page as ListPage
from django.templatetags.static import static
from django.utils.text import capfirst
from django.utils.translation import get_language

from cms.core.drawings import Start, place_labels, place_lines, sheaf_lines
from cms.core.models import BasePage
from cms.core.navigation import MenuItem

register = template.Library()


@register.simple_tag
def static_address(path: str) -> str:
    """Return the full address of a static file, for services that read the page from elsewhere."""
    return settings.BASE_URL + static(path)


@register.inclusion_tag("components/sheaf.html")
def sheaf(total: int, agreed: int, size: str = "") -> dict[str, Any]:
    """Draw the sheaf of a text: ``total`` members on the roll, ``agreed`` of them in the rule."""
    return {"lines": sheaf_lines(total, agreed), "size": size}


@register.inclusion_tag("components/places.html")
def places(towns: Iterable[Any]) -> dict[str, Any]:
    """Draw the opening of the home page: ``towns`` have ``name``, ``map_x``, ``map_y`` and may have ``lines``."""
    starts = [
        Start(str(town.name), float(town.map_x), float(town.map_y), int(getattr(town, "lines", 1))) for town in towns
    ]
    return {"path": place_lines(starts), "dots": starts, "labels": place_labels(starts)}


@register.inclusion_tag("components/entry.html")
def entry(
    page: BasePage,
    layout: str = "line",
    heading: str = "h3",
    *,
    year: bool = True,
    found: Any = None,
    files: Iterable[Any] = (),
) -> dict[str, Any]:
    """Print one page as an item of a list; ``margin`` puts kind and date beside the title, ``line`` above it,
    ``brief`` leaves the lead out and puts the date below. ``found``: title and snippet with the words looked for;
    ``files``: documents that stand under it.

    What an item says beyond its title depends on what the page knows of itself: its kind and date, its
    period, its year, in whose name it speaks. A page that stands outside time (a section) has no kind.
    """
    language = get_language() or ""
    dated = any(hasattr(page, name) for name in ("shown_date", "period", "year"))
    kind = page.get_kind_display() if hasattr(page, "get_kind_display") else capfirst(page._meta.verbose_name)
    return {
        "page": page,
        "layout": layout,
        "heading": heading,
        "found": found,
        "files": files,
        "kind": kind if dated or (found and found.has_kind) else "",
        "date": getattr(page, "shown_date", None),
        "year": year,
        "when": str(getattr(page, "period", None) or getattr(page, "year", None) or ""),
        "foreign_language": page.language if page.language != language else "",
    }


@register.filter
def outside_menus(columns: Iterable[MenuItem]) -> MenuItem | None:
    """Return the section that the main menu leaves out: the secretariat's, where its addresses stand."""
    return next((column for column in columns if not column.in_menus), None)


@register.filter
def phone_number(phone: str) -> str:
    """Return a telephone number as a ``tel:`` address wants it: digits and a plus sign."""
    return "".join(sign for sign in phone if sign in "+0123456789")


@register.filter
def unbroken(text: str) -> str:
    """Keep a telephone number on one line."""
    return text.replace(" ", "\u00a0")


@register.filter
def paired(cells: Iterable[Any], columns: Iterable[dict[str, Any]]) -> list[tuple[str, Any]]:
    """Give each cell of a table row the heading of its column: on a phone the two stand together."""
    return [(str(column.get("heading") or ""), cell) for column, cell in zip(columns, cells, strict=False)]


@register.filter
def page_numbers(page: ListPage) -> list[int | str]:
    """Return the numbers of a pager, the middle of a long row left out."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1))


@register.filter
def choice_label(bound: Any) -> str:
    """Print the words of a choice in a text block; the block itself holds only the short value."""
    labels = dict(bound.block.field.choices)
    return str(labels.get(bound.value, ""))
