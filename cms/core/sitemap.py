"""The map of the site for search engines: every page that everybody may read, with its other language."""

import datetime
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import http_date
from wagtail.models import Page

from cms.core.addresses import HOME_DEPTH, absolute, alternates
from cms.core.homes import homes
from cms.core.locales import language_of
from cms.core.routing import read_only
from cms.core.visibility import readable

PER_FILE = 5000


class Entry(NamedTuple):
    """One page of the map."""

    key: object
    language: str
    path: str
    is_home: bool
    changed: datetime.datetime | None


Source = Callable[[], Iterable[Entry]]
_sources: list[Source] = []


def map_source(source: Source) -> Source:
    """Register a function that tells of readable pages that are no rows of the tree."""
    _sources.append(source)
    return source


def entries(request: HttpRequest) -> list[Entry]:
    """Return every readable page of the site: those of the tree in its order, then what the rooms tell of."""
    roots = {language: home.url_path for language, home in homes(request).items()}
    columns = ("translation_key", "locale_id", "url_path", "depth", "last_published_at")
    found = []
    for key, locale_id, url_path, depth, changed in (
        readable(Page.objects.filter(depth__gte=HOME_DEPTH)).order_by("path").values_list(*columns)
    ):
        language = language_of(locale_id)
        root = roots.get(language)
        if root and url_path.startswith(root):
            path = f"/{language}/{url_path.removeprefix(root)}"
            found.append(Entry(key, language, path, depth == HOME_DEPTH, changed))
    return [*found, *(entry for source in _sources for entry in source())]


@read_only
def sitemap(request: HttpRequest, part: int | None = None) -> HttpResponse:
    """Answer with the whole map; with the list of its parts where it is too long for one file; or with one part."""
    found = entries(request)
    parts = -(-len(found) // PER_FILE)
    if part is None and parts > 1:
        files = [{"location": absolute(f"/sitemap-{number}.xml")} for number in range(1, parts + 1)]
        return _answer(request, "sitemap_index.xml", {"sitemaps": files}, found)
    if part is not None and not 1 <= part <= parts:
        raise Http404
    start = PER_FILE * ((part or 1) - 1)
    shown = found[start : start + PER_FILE]
    return _answer(request, "sitemap.xml", {"urlset": _urls(shown, found)}, shown)


def _urls(shown: list[Entry], found: list[Entry]) -> list[dict[str, Any]]:
    paths: dict[object, dict[str, str]] = {}
    for entry in found:
        paths.setdefault(entry.key, {})[entry.language] = entry.path
    return [
        {
            "location": absolute(entry.path),
            "lastmod": entry.changed,
            "alternates": [
                {"lang_code": code, "location": address}
                for code, address in alternates(paths[entry.key], is_home=entry.is_home)
            ],
        }
        for entry in shown
    ]


def _answer(request: HttpRequest, template: str, context: dict[str, Any], shown: list[Entry]) -> HttpResponse:
    response = render(request, template, context, content_type="application/xml")
    response.headers["X-Robots-Tag"] = "noindex"
    changes = [entry.changed for entry in shown if entry.changed]
    if changes:
        response.headers["Last-Modified"] = http_date(max(changes).timestamp())
    return response
