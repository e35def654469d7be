"""Foreign passages inside HTML: each phrase in the other script gets its own `lang`, tags stay as they are."""

import html
import re
from html.parser import HTMLParser
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from cms.core.languages import has_foreign, mark_foreign

# Elements without an end tag, and elements whose text is not language.
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_NOT_TEXT = frozenset({"script", "style", "textarea", "title"})
_TAG = re.compile(r"<[^>]*>|&[a-z0-9]+;", re.IGNORECASE)


class _Open(NamedTuple):
    """An open element and the language of its content ("" where the content is not to be touched)."""

    tag: str
    language: str


class _Marker(HTMLParser):
    """Repeats what it reads, except for the text, which it hands to `mark_foreign` with the language it stands in."""

    def __init__(self, language: str) -> None:
        super().__init__(convert_charrefs=False)
        self.pieces: list[SafeString] = []
        self._text: list[str] = []
        self._open = [_Open("", language)]

    def _keep(self, markup: str | None) -> None:
        """Repeat markup of the input, which was safe before."""
        self._flush()
        self.pieces.append(SafeString(markup or ""))

    def _flush(self) -> None:
        text, self._text = html.unescape("".join(self._text)), []
        if text:
            self.pieces.append(mark_foreign(text, self._open[-1].language))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._keep(self.get_starttag_text())
        if tag not in _VOID:
            language = dict(attrs).get("lang", self._open[-1].language) or ""
            self._open.append(_Open(tag, "" if tag in _NOT_TEXT else language))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # HTML knows no empty form of an ordinary element: `<b/>` opens it.
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self._keep(f"</{tag}>")
        for index in range(len(self._open) - 1, 0, -1):
            if self._open[index].tag == tag:
                del self._open[index:]
                break

    def handle_data(self, data: str) -> None:
        if self._open[-1].tag in ("script", "style"):
            self._keep(data)
        else:
            self._text.append(data)

    def handle_entityref(self, name: str) -> None:
        self._text.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._text.append(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self._keep(f"<!--{data}-->")

    def result(self) -> SafeString:
        self.close()
        self._flush()
        return format_html_join("", "{}", ((piece,) for piece in self.pieces))


def mark_foreign_html(markup: object, language: str) -> SafeString:
    """Give each phrase in the other script its own `lang`, inside HTML that is already marked as safe.

    A string that is not marked as safe is escaped first, so that this never makes HTML out of a reader's input.
    An element with its own `lang` is a text of that language.
    """
    safe = format_html("{}", markup)
    if not has_foreign(_TAG.sub("", safe), language) and "lang=" not in safe:
        return safe
    marker = _Marker(language)
    marker.feed(safe)
    return marker.result()
