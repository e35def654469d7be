"""The exact text that members are asked about, in both languages as readers will see it; and what has changed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.text import capfirst
from django.utils.translation import get_language, override
from wagtail.models import Page

from network.agreement.content import content_of, digest_of
from network.agreement.diff import Change, changes
from network.agreement.models import AgreementRound, RoundText
from network.agreement.plain import Passage, readable

# Stands in the place of base.html: of a page's template it keeps the text, and what stands beside the text.
FRAME = "portal/text_frame.html"
# Agreed too, although the page does not show it: menus, search engines and people who share the page do.
ELSEWHERE = ("menu_label", "seo_title", "search_description", "share_text")


@dataclass(frozen=True, slots=True)
class ShownText:
    """One language of the text. ``html`` is the page's own text; without it ``passages`` are shown."""

    language: str
    title: str
    lead: str
    is_open: bool
    html: str = ""
    passages: list[Passage] = field(default_factory=list)
    elsewhere: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ChangedText:
    """What has changed in one language."""

    language: str
    changes: list[Change]


def shown_texts(request: HttpRequest, texts: list[RoundText]) -> list[ShownText]:
    """Return the text of each language, Georgian first; on a phone the reader's own language is open."""
    return [_shown(request, text) for text in texts]


def _shown(request: HttpRequest, text: RoundText) -> ShownText:
    page = frozen_page(text)
    is_open = text.language == get_language()
    with override(text.language):
        if page is None:
            return ShownText(text.language, text.title, "", is_open, passages=_after_title(text))
        # Georgian and English text stand on one page: no two elements may have the same id, and the way to the page
        # in the menu, which topics and places lead to, is of no concern here.
        own = {"frame": FRAME, "ids": f"-{text.language}", "navigation": None}
        context = page.get_context(request) | own
        html = render_to_string(page.get_template(request), context, request)
        return ShownText(text.language, page.title, page.lead, is_open, html=html, elsewhere=list(_elsewhere(page)))


def frozen_page(text: RoundText) -> Any:
    """Return the page as the members are asked about it; None where its revision is gone or says something else."""
    if text.revision is None or text.page is None:
        return None
    page = text.revision.as_object()
    return page if digest_of(page) == text.digest else None


def _after_title(text: RoundText) -> list[Passage]:
    return [passage for passage in readable(text.content) if passage.text != text.title]


def _elsewhere(page: Page) -> Iterator[tuple[str, str]]:
    for name in ELSEWHERE:
        value = str(getattr(page, name, "") or "")
        if value:
            yield capfirst(str(page._meta.get_field(name).verbose_name)), value


def changed_texts(texts: list[RoundText], earlier: AgreementRound | None) -> list[ChangedText]:
    """Return what has changed since an earlier round, else since the page that is public; the reader's language first.

    Nothing if the text is asked about for the first time and is not public.
    """
    before = {text.language: text.content for text in earlier.texts.all()} if earlier else _public_contents(texts)
    found = []
    for text in texts:
        if text.language in before:
            with override(text.language):
                found.append(ChangedText(text.language, list(changes(before[text.language], text.content))))
    return sorted(found, key=lambda changed: changed.language != get_language())


def _public_contents(texts: list[RoundText]) -> dict[str, Any]:
    live = [(text.language, text.page) for text in texts if text.page and text.page.live]
    return {language: content_of(page.specific) for language, page in live}
