"""Which words of a page stand in the script of another language than the page says."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

GEORGIAN = re.compile("[\u10a0-\u10ff\u1c90-\u1cbf\u2d00-\u2d2f]")
LATIN = re.compile("[A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff]")
NOT_READ = {"script", "style", "title"}
NO_LANGUAGE = "zxx"  # BCP 47: lines of code, which hold words of any language
FINGERPRINT = re.compile(r"\b[0-9a-f]{4}\b")  # a group of hexadecimal digits is no word


def misplaced(element: ElementTree.Element, language: str = "") -> Iterator[str]:
    """Yield every run of text whose script is not that of the nearest ``lang`` above it.

    Georgian needs ``ka``; Latin letters need any other language. The title cannot say its own.
    """
    language = element.get("lang", language)
    if isinstance(element.tag, str) and element.tag not in NOT_READ:
        yield from _wrong(element.text, language)
        for child in element:
            yield from misplaced(child, language)
            yield from _wrong(child.tail, language)


def _wrong(text: str | None, language: str) -> Iterator[str]:
    if text and language != NO_LANGUAGE and (GEORGIAN if language != "ka" else LATIN).search(FINGERPRINT.sub("", text)):
        yield f"{language}: {' '.join(text.split())[:80]}"
