"""From pages to pages: each link leads to the page in the reader's language, and all of a page cost one question."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from typing import Any

from django.core.signals import request_finished, request_started
from django.utils.html import format_html
from django.utils.translation import get_language
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from cms.core.locales import language_of, locale_id_of
from cms.core.visibility import is_open

Shown = dict[tuple[int, int], Page | None]

# What the texts of one answer have asked for already; outside of a request nothing is remembered.
_known: ContextVar[Shown | None] = ContextVar("shown pages", default=None)
_PAGE_LINK = re.compile(r'<a\b[^>]*\blinktype="page"[^>]*>')
_NUMBER = re.compile(r'\bid="(\d{1,9})"')


def _begin(**kwargs: Any) -> None:
    _known.set({})


def _end(**kwargs: Any) -> None:
    _known.set(None)


request_started.connect(_begin)
request_finished.connect(_end)


def shown_pages(pks: Iterable[int], locale_id: int | None = None) -> dict[int, Page]:
    """Return for each page the published one to which a reader is led, of the active language if not said otherwise."""
    locale_id = locale_id or locale_id_of(get_language() or "")
    known = _known.get()
    shown: Shown = {} if known is None else known
    wanted = list(dict.fromkeys(pks))
    missing = [pk for pk in wanted if (pk, locale_id) not in shown]
    if missing:
        found = resolve_in_language(missing, locale_id)
        shown |= {(pk, locale_id): found.get(pk) for pk in missing}
    return {pk: page for pk in wanted if (page := shown[pk, locale_id]) is not None}


def resolve_in_language(pks: list[int], locale_id: int) -> dict[int, Page]:
    """Return for each page the live one that stands for it in a language; for one that has none, itself.

    A page that is not published in any language is left out. The pages are bare rows: enough for title and address.
    """
    keys = Page.objects.filter(pk__in=pks).values("translation_key")
    rows = list(Page.objects.filter(translation_key__in=keys).annotate(is_open=is_open())) if pks else []
    shown: dict[object, Page] = {}
    for row in rows:
        if row.is_open and (row.locale_id == locale_id or row.translation_key not in shown):
            shown[row.translation_key] = row
    return {row.pk: shown[row.translation_key] for row in rows if row.translation_key in shown}


def specific_pages(rows: Iterable[Page]) -> list[Page]:
    """Return bare rows as pages of their types, with what an entry of a list speaks of, in the same order.

    A page that was deleted since its row was read is left out.
    """
    listed = list(rows)
    found: dict[int, Page] = {}
    for model in dict.fromkeys(row.specific_class for row in listed):
        pages = model.objects.select_related(*getattr(model, "entry_relations", ()))
        found |= pages.in_bulk([row.pk for row in listed if row.specific_class is model])
    return [found[row.pk] for row in listed if row.pk in found]


def page_numbers_in(raw: Any) -> Iterator[int]:
    """Find the pages that a stored text names: in its links, its blocks and its fields called ``page``."""
    if isinstance(raw, str):
        for link in _PAGE_LINK.findall(raw):
            yield from (int(number) for number in _NUMBER.findall(link))
    elif isinstance(raw, Mapping):
        for key, value in raw.items():
            if isinstance(value, int) and (key == "page" or (key == "value" and raw.get("type") == "page")):
                yield value
            else:
                yield from page_numbers_in(value)
    elif isinstance(raw, Sequence):
        for value in raw:
            yield from page_numbers_in(value)


class ReadersPageLinkHandler(PageLinkHandler):
    """Turns a link to a page, stored by its number, into one that a reader can follow; dead ones are no links."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        """Return the opening tags."""
        stored = [attrs.get("id", "") for attrs in attrs_list]
        numbers = [int(number) if number.isdecimal() and len(number) < 10 else 0 for number in stored]
        pages = shown_pages(number for number in numbers if number)
        return [cls._opening(pages.get(number)) for number in numbers]

    @staticmethod
    def _opening(page: Page | None) -> str:
        if page is None:
            return "<a>"
        address, language = page.specific_deferred.url, language_of(page.locale_id)
        if language == get_language():
            return format_html('<a href="{}">', address)
        return format_html('<a href="{}" hreflang="{}">', address, language)
