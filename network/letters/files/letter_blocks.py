"""A letter's text as runs of words, which the template of the PDF can set: no markup, only values.

A run is ``[words, bold, address, language]``; ``address`` and ``language`` are "" where there is none, and where the
words are in the language of the letter. A node has a ``kind``, and parts that are rows of runs.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from html.parser import HTMLParser
from typing import Any

from django.utils.translation import gettext as _
from wagtail.rich_text import expand_db_html

from cms.core.addresses import absolute
from cms.core.dates import FuzzyDate, FuzzyDateError
from cms.core.enums import FigureQualifier
from cms.core.languages import foreign_runs
from cms.core.typography import bind, format_number
from network.letters.files.printable import printable

Run = list[Any]
Node = dict[str, Any]


def runs(text: str, language: str, *, bold: bool = False, address: str = "") -> list[Run]:
    """Cut a plain text into runs by language."""
    pieces = foreign_runs(printable(text), language)
    return [[bind(piece.text), bold, address, piece.language] for piece in pieces]


class _RichText(HTMLParser):
    """Reads the paragraphs of a rich text: bold words, links, line ends. All else is only text."""

    def __init__(self, language: str) -> None:
        super().__init__(convert_charrefs=True)
        self.language = language
        self.rows: list[list[Run]] = [[]]
        self._bold = 0
        self._address = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("b", "strong"):
            self._bold += 1
        elif tag == "a":
            href = dict(attrs).get("href") or ""
            self._address = absolute(href) if href.startswith(("/", "http://", "https://")) else href
        elif tag == "p" and self.rows[-1]:
            self.rows.append([])
        elif tag == "br":
            self.handle_data("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("b", "strong"):
            self._bold = max(self._bold - 1, 0)
        elif tag == "a":
            self._address = ""

    def handle_data(self, data: str) -> None:
        self.rows[-1] += runs(data, self.language, bold=self._bold > 0, address=self._address)


def paragraphs(value: Any, language: str) -> list[list[Run]]:
    """Return the paragraphs of a rich text as a canonical content has it: HTML, and the documents that it names."""
    stored = value[0] if isinstance(value, list) else value
    reader = _RichText(language)
    reader.feed(expand_db_html(stored or ""))
    reader.close()
    return [row for row in reader.rows if any(str(run[0]).strip() for run in row)]


def nodes(body: list[list[Any]], language: str) -> Iterator[Node]:
    """Yield the nodes of a canonical body; the active language is the letter's. An unknown block says its words."""
    for name, value in body:
        yield {"kind": name, **_READ[name](value, language)} if name in _READ else _unknown(value, language)


def _text(value: Any, language: str) -> Node:
    return {"text": runs(str(value or ""), language)}


def _paragraph(value: Any, language: str) -> Node:
    return {"rows": paragraphs(value, language)}


def _heading(value: Any, language: str) -> Node:
    return {"text": runs(value["text"], language), "level": 3 if value.get("level") == "h3" else 2}


def _items(value: Any, language: str) -> Node:
    return {"items": [paragraphs(item, language) for item in value["items"]], "style": value.get("style") or "1"}


def _quote(value: Any, language: str) -> Node:
    return {"text": runs(value["text"], language), "attribution": runs(value.get("attribution") or "", language)}


def _figure(value: Any, language: str) -> Node:
    qualifier = value.get("qualifier") or FigureQualifier.EXACTLY
    notes = []
    if value.get("as_of"):
        notes.append(_("As of: %(date)s") % {"date": _date(value["as_of"], language)})
    if value.get("source"):
        notes.append(_("Source: %(source)s") % {"source": value["source"]})
    return {
        "qualifier": "" if qualifier == FigureQualifier.EXACTLY else str(FigureQualifier(qualifier).label),
        "number": _number(value["number"], language),
        "unit": runs(value["unit"], language),
        "notes": [runs(note, language) for note in notes],
    }


def _facts(value: Any, language: str) -> Node:
    return {"rows": [[runs(row["term"], language), runs(row["description"], language)] for row in value["facts"]]}


def _table(value: Any, language: str) -> Node:
    columns = value.get("columns") or []
    numeric = [column.get("type") == "number" for column in columns]
    rows = []
    for row in value.get("rows") or []:
        cells = zip(row.get("values") or [], numeric, strict=False)
        rows.append([runs(_number(cell, language) if number else str(cell or ""), language) for cell, number in cells])
    return {
        "caption": runs(value.get("caption") or "", language),
        "columns": [runs(column.get("heading") or "", language) for column in columns],
        "numeric": numeric,
        "rows": rows,
    }


def _unknown(value: Any, language: str) -> Node:
    words = [part for part in _words(value) if part.strip()]
    return {"kind": "paragraph", "rows": [row for part in words for row in paragraphs(part, language)]}


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = [part for name, part in value.items() if name not in ("record", "id")]
    if isinstance(value, list):
        for part in value:
            yield from _words(part)
    elif isinstance(value, str):
        yield value


def _number(value: Any, language: str) -> str:
    try:
        return format_number(Decimal(str(value)), language)
    except InvalidOperation:
        return str(value or "")


def _date(value: str, language: str) -> str:
    try:
        return FuzzyDate.parse(value).format(language)
    except FuzzyDateError:
        return value


_READ: dict[str, Callable[[Any, str], Node]] = {
    "salutation": _text,
    "closing": _text,
    "signed_by": _text,
    "heading": _heading,
    "paragraph": _paragraph,
    "list": _items,
    "numbered_list": _items,
    "quote": _quote,
    "figure": _figure,
    "facts": _facts,
    "table": _table,
}
