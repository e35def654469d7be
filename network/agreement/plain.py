"""The words of a canonical content in the order in which they are read, and whether a pasted text has the same.

Everything that stands in a content comes out, so that no change stays unseen: ``BESIDE`` is what readers do not read as
text (addresses, settings, records), the rest is the text itself.
"""

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from network.agreement.content import Content
from network.agreement.words import Row, compare

TITLE, LEAD, HEADING, TEXT, BESIDE = "title", "lead", "heading", "text", "beside"
# Fields and parts of blocks in the order of reading; the database does not keep the order of keys.
_FIELDS = (
    "title", "lead", "key_messages", "addressees", "body", "coordinator_text", "overall_objective",
    "specific_objectives", "target_groups", "beneficiaries", "results", "pillars", "mission_lead", "mission_aims",
    "general_objectives", "strategies", "roles", "purpose", "objectives", "workplan", "agenda", "report", "attendance",
    "recording", "audience", "venue", "platform", "organisers", "documents", "amendments", "people", "media_contact",
    "contacts", "sources", "context", "official_title",
)  # fmt: skip
_PARTS = (
    "heading", "title", "name", "question", "term", "qualifier", "number", "text", "unit", "answer", "description",
    "official_title", "role", "function", "details", "position", "items", "messages", "facts", "columns", "rows",
    "caption", "attribution", "label",
)  # fmt: skip
# Fields that readers do not find in the text of the page.
_NO_TEXT = frozenset({
    "official_title", "menu_label", "seo_title", "search_description", "share_text", "share_image", "related",
    "is_demonstration", "voice", "published_by", "listed_members", "kind", "date", "event_date", "place_line",
    "hashtags", "topics", "places", "funding", "start", "end", "language_of_text", "year", "is_ours", "start_date",
    "start_time", "end_date", "end_time", "time_zone", "second_time_zone", "format", "platform_url", "access",
    "organisations", "agenda_is_draft", "outcome", "report_page",
})  # fmt: skip
# Parts of blocks that are settings or addresses.
_SETTINGS = frozenset({
    "level", "style", "url", "qualifier", "as_of", "page", "function", "type", "service", "handle", "kind", "state",
    "part", "start", "end", "minutes", "has_questions",
})  # fmt: skip
_TAG = re.compile(r"(<[^<>]*>)")
_BREAKS = re.compile(r"</?(?:p|div|br|li|ul|ol|h[1-6]|tr|td|th|table|blockquote|figure|figcaption|dt|dd|dl)\b", re.I)
_UNSEEN = re.compile(r"<(/?)(?:script|style|head|title|template)\b", re.I)
_KNOWN_TAG = re.compile(r"</?(?:p|div|br|li|ul|ol|h[1-6]|span|b|strong|em|i|a|table|body|html)\b[^<>]*>", re.I)
_BLOCK_NAME = re.compile(r"[a-z][a-z0-9_]*")
_TARGET = re.compile(r'\b(?:href|linktype|id|src|embedtype|url)="([^"]*)"')
_CITED = re.compile(r"^[ \t]*>[> \t]*", re.M)
_SIGNS = str.maketrans(dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‘’‚‛ʼ´`′", "'") | dict.fromkeys("‐‑‒–—―−", "-"))
_BULLETS = frozenset("•·▪◦●○■□*")
SHORTEST_PIECE = 5  # fewer words in a row say nothing of where they are from
LARGEST_PASTE = 200 * 1024


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, heading, item or value; ``field`` is the field of the page in which it stands."""

    kind: str
    text: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """How a pasted text stands to an agreed one.

    ``row`` shows the differences, None if there are too many; ``left_out`` names what of the text was not pasted.
    """

    kept: int = 0
    missing: int = 0
    additional: int = 0
    left_out: tuple[str, ...] = ()
    row: Row | None = field(default=None, repr=False)

    @property
    def differences(self) -> int:
        """How many words differ."""
        return self.missing + self.additional

    @property
    def is_same(self) -> bool:
        """Whether it is exactly the agreed text."""
        return self.row is not None and not self.differences

    @property
    def is_whole(self) -> bool:
        """Whether the agreed text is there in one piece, word by word, with something before or after it."""
        pieces = sum(kind == "kept" for kind, _words in self.row or [])
        return pieces == 1 and not self.missing and self.additional > 0

    @property
    def is_part(self) -> bool:
        """Whether it is one piece of the agreed text, word by word, and the rest is not there."""
        pieces = sum(kind == "kept" for kind, _words in self.row or [])
        return pieces == 1 and not self.additional and self.missing > 0

    @property
    def is_other(self) -> bool:
        """Whether it is another text: most of the agreed words are not there, or most of its own are foreign."""
        return self.row is None or self.kept < max(self.missing, self.additional) / 2


def passages(content: Content) -> list[Passage]:
    """Return everything that stands in a content, in the order of reading: title, lead, text, then what is beside."""
    fields = content.get("fields", {})
    found = [passage for name in sorted(fields, key=_field_place) for passage in _of_field(name, fields[name])]
    return sorted(found, key=lambda passage: passage.kind == BESIDE and passage.field in _NO_TEXT)


def readable(content: Content) -> list[Passage]:
    """Return the passages that readers read as the text."""
    return [passage for passage in passages(content) if passage.kind != BESIDE]


def same_text(pasted: str, content: Content) -> Match:
    """Compare what somebody pasted with the text of a content, word by word; nothing is kept.

    White space, kinds of quotation marks and dashes, soft hyphens, tags of HTML and the marks of a quoted mail do not
    count. A text pasted without its title and lead is still the text.
    """
    given = words_of(pasted)
    best = None
    for left_out in ((), (LEAD,), (TITLE,), (TITLE, LEAD)):
        wanted = words_of("\n".join(part.text for part in readable(content) if part.kind not in left_out))
        if not wanted:
            continue
        found = replace(_match(wanted, given), left_out=left_out)
        if found.is_same or found.is_whole:
            return found
        if best is None or found.differences < best.differences:
            best = found
    return best or Match(additional=len(given))


def _match(wanted: list[str], given: list[str]) -> Match:
    at = _position(wanted, given)
    if at is not None:
        after = at + len(wanted)
        around: Row = [("added", given[:at]), ("kept", wanted), ("added", given[after:])]
        return Match(len(wanted), 0, len(given) - len(wanted), row=[run for run in around if run[1]])
    at = _position(given, wanted) if len(given) >= SHORTEST_PIECE else None
    if at is not None:
        after = at + len(given)
        pieces: Row = [("removed", wanted[:at]), ("kept", given), ("removed", wanted[after:])]
        return Match(len(given), len(wanted) - len(given), row=[run for run in pieces if run[1]])
    row = compare(wanted, given)
    if row is None:
        return Match(missing=len(wanted), additional=len(given))
    count = {kind: sum(len(words) for had, words in row if had == kind) for kind in ("kept", "removed", "added")}
    return Match(count["kept"], count["removed"], count["added"], row=row)


def _position(wanted: list[str], given: list[str]) -> int | None:
    """Return where the wanted words stand in one piece among the given."""
    text = f" {' '.join(given)} "
    at = text.find(f" {' '.join(wanted)} ")
    return None if at < 0 else text[:at].count(" ")


def words_of(text: str) -> list[str]:
    """Return the words of a text from anywhere, in one form."""
    text = _without_tags(text) if _KNOWN_TAG.search(text) else text
    text = unicodedata.normalize("NFKC", _CITED.sub("", text)).translate(_SIGNS)
    text = "".join(sign for sign in text if sign.isspace() or unicodedata.category(sign) not in ("Cf", "Cc"))
    return [word for word in text.split() if word not in _BULLETS]


def _without_tags(text: str) -> str:
    """Return the text between the tags of HTML; what is in scripts and styles is no text."""
    out: list[str] = []
    unseen = 0
    for part in _TAG.split(text):
        mark = _UNSEEN.match(part)
        if mark:
            unseen = max(unseen - 1, 0) if mark[1] else unseen + 1
        elif part.startswith("<") and part.endswith(">"):
            out.append("\n" if _BREAKS.match(part) else "")
        elif not unseen:
            out.append(html.unescape(part))
    return "".join(out)


def _field_place(name: str) -> tuple[int, str]:
    return (_FIELDS.index(name) if name in _FIELDS else len(_FIELDS), name)


def _part_place(name: str) -> tuple[int, str]:
    return (_PARTS.index(name) if name in _PARTS else len(_PARTS), name)


def _of_field(name: str, value: Any) -> Iterator[Passage]:
    kind = {"title": TITLE, "lead": LEAD}.get(name, BESIDE if name in _NO_TEXT else TEXT)
    for found, text in _leaves(value, kind):
        if text.strip():
            yield Passage(found, text, name)


def _leaves(value: Any, kind: str) -> Iterator[tuple[str, str]]:
    """Return the values inside a value, each with its kind. For the forms of blocks see ``content``."""
    match value:
        case [str() as name, dict() | list() | str() | None as inner] if _BLOCK_NAME.fullmatch(name):
            yield from _leaves(inner, HEADING if name == "heading" else kind)
        case [str() as text, list() as documents]:
            yield from _of_html(text, kind)
            yield from _leaves(documents, BESIDE)
        case list():
            for part in value:
                yield from _leaves(part, kind)
        case {"record": _}:
            names = [value[key] for key in sorted(value, key=_part_place) if key not in ("record", "id")]
            yield BESIDE, ", ".join(str(part) for part in [*names, value.get("id")] if part not in (None, ""))
        case dict():
            for name in sorted(value, key=_part_place):
                yield from _leaves(value[name], BESIDE if name in _SETTINGS else kind)
        case str():
            yield kind, value
        case None:
            return
        case _:
            yield BESIDE, str(value)


def _of_html(text: str, kind: str) -> Iterator[tuple[str, str]]:
    """Return the paragraphs of a rich text, then where its links lead."""
    for line in _without_tags(text).split("\n"):
        yield kind, line
    for tag in _TAG.findall(text):
        target = _TARGET.findall(tag)
        if target:
            yield BESIDE, " ".join(target)
