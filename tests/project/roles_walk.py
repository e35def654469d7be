"""Every address of the site, walked; and what an answer means for whoever asked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.urls import URLPattern, get_resolver
from django.urls.resolvers import RoutePattern
from django.utils.regex_helper import normalize
from django.utils.translation import override

LANGUAGE = "en"
# What stands in an address where the table has nothing better; no row has this number.
HARMLESS = "987654"
SAMPLES = {"int": HARMLESS, "uuid": "00000000-0000-0000-0000-000000000000"}
GAP = re.compile(r"<(?:\w+:)?(\w+)>|%\((\w+)\)s")  # of a route, of a normalised regular expression


@dataclass(frozen=True)
class Address:
    """One pattern of the URLconf: its full name, and its path as parts, some of which are named gaps."""

    name: str
    route: str
    parts: tuple[tuple[str, str], ...]  # each a gap (name, sample) or, with no name, fixed text

    @property
    def is_stock(self) -> bool:
        """Whether it is Wagtail's own view in the admin; the site's own have names of their own."""
        return self.route.startswith("admin/") and (self.name.startswith("wagtail") or not self.name)

    def path(self, **values: Any) -> str:
        """Return the path, gaps filled."""
        return "/" + "".join(str(values.get(gap, sample)) if gap else sample for gap, sample in self.parts)


def every_address() -> list[Address]:
    """Return every pattern of the URLconf in its order, in one language."""
    with override(LANGUAGE):
        return list(_walk(get_resolver().url_patterns, "", (), ()))


def _walk(
    patterns: list[Any], route: str, parts: tuple[tuple[str, str], ...], spaces: tuple[str, ...]
) -> Iterator[Address]:
    for entry in patterns:
        here, own = route + str(entry.pattern), (*parts, *_parts(entry.pattern))
        if isinstance(entry, URLPattern):
            yield Address(":".join([*spaces, entry.name]) if entry.name else "", here, own)
        else:
            yield from _walk(entry.url_patterns, here, own, (*spaces, entry.namespace) if entry.namespace else spaces)


def _parts(pattern: Any) -> Iterator[tuple[str, str]]:
    """Cut a pattern into fixed text and gaps."""
    if not isinstance(pattern, RoutePattern):
        regex = getattr(pattern, "_regex", None)
        text, gaps = normalize(str(regex))[0] if regex else (str(pattern), [])
        yield from _cut(text.replace("%%", "%"), dict.fromkeys(gaps, HARMLESS))
        return
    kinds = {name: SAMPLES.get(_kind(converter), HARMLESS) for name, converter in pattern.converters.items()}
    yield from _cut(str(pattern), kinds)


def _kind(converter: Any) -> str:
    return str(type(converter).__name__).removesuffix("Converter").lower()


def _cut(text: str, gaps: dict[str, str]) -> Iterator[tuple[str, str]]:
    position = 0
    for found in GAP.finditer(text):
        yield "", text[position : found.start()]
        name = found[1] or found[2]
        yield name, gaps[name]
        position = found.end()
    yield "", text[position:]


def meaning(response: HttpResponse) -> str:
    """Say what an answer means: "in" for "sign in first", "home" for "back to the admin's start", or its status."""
    to = response.headers.get("Location", "")
    if not to:
        return str(response.status_code)
    if "/sign-in/" in to or to.startswith("/admin/login/"):
        return "in"
    return "home" if to == "/admin/" else "on"
