"""What the bundled fonts can print, and how everything else is written: in Latin letters, never as an empty box."""

import re
import unicodedata
from functools import cache
from pathlib import Path

from anyascii import anyascii

FONTS = Path(__file__).parent / "fonts"
# Of the invisible signs only those that writing needs; the others turn directions round or are no text at all.
_KEPT_INVISIBLE = "\n\u00ad\u200c\u200d"
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
UNKNOWN = "?"


@cache
def _unprintable() -> re.Pattern[str]:
    ranges = (line.split("-") for line in (FONTS / "coverage.txt").read_text(encoding="ascii").split())
    known = "".join(f"\\U{int(first, 16):08x}-\\U{int(last, 16):08x}" for first, last in ranges)
    return re.compile(f"[^\n{known}]+")


def visible(text: str) -> str:
    """Return a text in one form (Unicode NFC), without signs that nobody sees."""
    signs = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\t", " ")
    return "".join(sign for sign in signs if sign in _KEPT_INVISIBLE or unicodedata.category(sign) not in _INVISIBLE)


def printable(text: str) -> str:
    """Return a text that the fonts can print; what they lack is transliterated, and “?” where there is no way."""
    return _unprintable().sub(lambda found: anyascii(found.group()) or UNKNOWN, visible(text))


def lacks_signs(text: str) -> bool:
    """Say whether the fonts lack a sign of a text."""
    return _unprintable().search(visible(text)) is not None
