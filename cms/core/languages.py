"""What the two languages of the site need and Django does not know: scripts, capitals, page addresses, order.

Pure: nothing here reads the settings or the database, because the settings themselves call
`install_georgian_capfirst` before any form or model is imported.
"""

import re
import sys
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from anyascii import anyascii
from django.utils import text as django_text
from django.utils.functional import keep_lazy_text
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

# Letters by script, as the inside of a character class. Combining marks belong to the letter before them.
LATIN = "A-Za-zªºÀ-ÖØ-öø-ɏ\u0300-\u036fḀ-ỿﬀ-ﬆ"
GEORGIAN = "\u10a0-\u10fa\u10fc-\u10ff\u1c90-\u1cbf\u2d00-\u2d2f"
MTAVRULI = "\u1c90-\u1cbf"

_MTAVRULI_FOLD = {0x1C90 + offset: 0x10D0 + offset for offset in range(0x30)}
_HAS_MTAVRULI = re.compile(f"[{MTAVRULI}]")
_GEORGIAN_LETTER = re.compile(f"[{GEORGIAN}]")


# --- Foreign passages -------------------------------------------------------------------------


def _run_pattern(letters: str) -> re.Pattern[str]:
    """Match a phrase: words of one script with what joins them (never a bracket, a quotation mark or a line end).

    Digits belong to it inside ("IRIS 2 Network"), glued to a word ("5G") or behind a hyphen ("COVID-19"). A Georgian
    case ending behind a hyphen ("ICMPD-ის") stays outside, and so does its hyphen.
    """
    word = f"[{letters}][{letters}0-9]*+"
    joint = r"[ \t\u00a0\u2009\u202f\-\u2010-\u2015'’.,:;&/+@_·|=#%?!~*…0-9]++"
    return re.compile(f"(?:(?<![0-9])[0-9]++)?{word}(?:{joint}{word})*+(?:[-\u2011][0-9]++)?")


class _Foreign(NamedTuple):
    """How the other language of a text is recognised."""

    language: str
    letter: re.Pattern[str]
    run: re.Pattern[str]


_FOREIGN = {
    "ka": _Foreign("en", re.compile(f"[{LATIN}]"), _run_pattern(LATIN)),
    "en": _Foreign("ka", _GEORGIAN_LETTER, _run_pattern(GEORGIAN)),
}


class Run(NamedTuple):
    """A piece of a text; `language` is "" where the piece is in the language of the text itself."""

    text: str
    language: str


def primary_language(language: str) -> str:
    """Return `en` for `en-gb`, `EN_us` and `en`."""
    return re.split("[-_]", language, maxsplit=1)[0].lower()


def has_foreign(text: str, language: str) -> bool:
    """Say whether a letter of the other script occurs in a text."""
    foreign = _FOREIGN.get(primary_language(language))
    return foreign is not None and foreign.letter.search(text) is not None


def foreign_runs(text: str, language: str) -> Iterator[Run]:
    """Cut a text of `language` into its own pieces and the phrases in the other script, losing no character."""
    foreign = _FOREIGN.get(primary_language(language))
    end = 0
    for match in foreign.run.finditer(text) if foreign else ():
        if match.start() > end:
            yield Run(text[end : match.start()], "")
        yield Run(match.group(), foreign.language if foreign else "")
        end = match.end()
    if end < len(text):
        yield Run(text[end:], "")


def mark_foreign(text: str, language: str) -> SafeString:
    """Escape a plain text and give each phrase in the other script its own `lang`."""
    if not has_foreign(text, language):
        return escape(text)
    return format_html_join("", "{}", ((_marked(run),) for run in foreign_runs(text, language)))


def _marked(run: Run) -> str:
    return format_html('<span lang="{}">{}</span>', run.language, run.text) if run.language else run.text


def language_of_whole(text: str, language: str) -> str:
    """Return the other language if a text has letters of its script alone, else nothing.

    For elements that hold no other element, such as an option: their `lang` is that of the whole text.
    """
    foreign = _FOREIGN.get(primary_language(language))
    if foreign is None or foreign.letter.search(text) is None or has_foreign(text, foreign.language):
        return ""
    return foreign.language


# --- Texts that wait for their translation ------------------------------------------------------


def is_untranslated(text: str, language: str) -> bool:
    """Say whether a text of `language` is written in the other script alone, as a fresh copy of its original is.

    Names made of capitals do not count ("IRIS NETWORKing", "COVID-19"): they stand in Georgian titles as they are.
    """
    foreign = language_of_whole(text, language)
    words = re.findall(f"[{LATIN}]+", text) if foreign == "en" else ()
    return foreign == "ka" or any(sum(map(str.isupper, word)) < min(2, len(word)) for word in words)


# --- Capitals ---------------------------------------------------------------------------------


def fold_mtavruli(text: str) -> str:
    """Turn Georgian capitals (Mtavruli, which fonts and readers hardly know) into the letters of ordinary text."""
    return text.translate(_MTAVRULI_FOLD) if _HAS_MTAVRULI.search(text) else text


def capitalise_first(text: str) -> str:
    """Capitalise the first letter, unless it is Georgian: its alphabet has no capitals in running text."""
    return fold_mtavruli(text[:1].upper()) + text[1:]


@keep_lazy_text
def georgian_capfirst(x: object) -> object:
    """Do what Django's `capfirst` does, lazily for a lazy text, except for Georgian."""
    return capitalise_first(str(x)) if x else x


def install_georgian_capfirst() -> None:
    """Replace Django's `capfirst`, which writes a wrong letter at the start of each Georgian form label.

    Modules that have imported the function already hold it under their own name, so it is replaced there too.
    Delete this when Django leaves Georgian alone.
    """
    original = django_text.capfirst
    if original is georgian_capfirst:
        return
    for module in list(sys.modules.values()):
        names = getattr(module, "__dict__", {})
        if names.get("capfirst") is original:
            names["capfirst"] = georgian_capfirst


# --- Page addresses ---------------------------------------------------------------------------

SLUG_LENGTH = 80
APOSTROPHES = "'’‘ʼ`´"
_EMPTY_SLUG = "page"


def slugify_national(title: str) -> str:
    """Return a Latin address for a title, Georgian by the national romanisation of 2002, without its apostrophes.

    Always `[a-z0-9-]`, never empty, at most 80 characters and cut between words.
    """
    words = fold_mtavruli(unicodedata.normalize("NFC", title)).translate({ord(mark): None for mark in APOSTROPHES})
    words = "".join(char if char.isalnum() or unicodedata.combining(char) else "-" for char in words)
    latin = re.sub(f"[{APOSTROPHES}]", "", anyascii(words)).lower()
    slug = re.sub(r"[^a-z0-9]+", "-", latin).strip("-")
    if len(slug) > SLUG_LENGTH:
        head = slug[: SLUG_LENGTH + 1]
        slug = head.rpartition("-")[0] if "-" in head else slug[:SLUG_LENGTH]
    return slug or _EMPTY_SLUG


def _slug_formatters() -> list[tuple[str, str]]:
    """Return the same rules as replacements (pattern, replacement) that the editor's browser carries out in order."""
    letters: dict[str, str] = {}
    for code in (*range(0x10D0, 0x10FB), *range(0x10FC, 0x1100)):
        latin = anyascii(chr(code)).translate({ord(mark): None for mark in APOSTROPHES})
        letters[latin] = letters.get(latin, "") + chr(code) + chr(code - 0x10D0 + 0x1C90)
    symbols = (
        r"\s!-/:-@\[-`{-~\u00a0-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7\u10fb"
        r"\u2000-\u206f\u20a0-\u20cf\u2116\u2190-\u2bff\u3000-\u303f"
    )
    return [
        (f"[{APOSTROPHES}]", ""),
        *((f"[{group}]", latin) for latin, group in letters.items()),
        (f"[{symbols}]+", "-"),
        ("-{2,}", "-"),
        ("^-|-$", ""),
        (f"^(?=.{{{SLUG_LENGTH + 1}}})(.{{1,{SLUG_LENGTH}}})-.*$", "$1"),
        (f"^(.{{{SLUG_LENGTH}}}).+$", "$1"),
    ]


SLUG_FORMATTERS = _slug_formatters()


# --- Alphabetical order -----------------------------------------------------------------------


def sort_key(text: str) -> str:
    """Return a key by which every database sorts alike, whatever its collation: ASCII digits and letters only.

    Space, then digits, then Georgian, then Latin (case and accents do not count), then any other script. Punctuation
    and quotation marks do not count: „ორბელიანი“ stands among the names in O.
    """
    folded = fold_mtavruli(unicodedata.normalize("NFKD", text)).casefold()
    kept = "".join(char if char.isalnum() else " " if char.isspace() or char in "-–—" else "" for char in folded)
    return "".join(_sort_code(char) for char in " ".join(kept.split()))


def _sort_code(char: str) -> str:
    if char == " ":
        return "0"
    if char.isdecimal():
        return f"1{unicodedata.decimal(char)}"
    if "ა" <= char <= "ჿ":
        return f"2{ord(char) - ord('ა'):02}"
    if "a" <= char <= "z":
        return f"3{char}"
    return f"4{ord(char):06x}"
