"""What a member has done, for its entry in the directory. The rooms above say it; this one only asks them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from wagtail.models import Page

from cms.core.addresses import site_path
from cms.core.locales import language_of
from network.members.models import Membership


@dataclass(frozen=True)
class Activity:
    """One thing that a member did or stands for: a page's title and address, and words beside it."""

    title: str
    url: str
    language: str
    note: str = ""


@dataclass(frozen=True)
class ActivityList:
    """Activities of one sort, the latest first."""

    heading: str
    entries: list[Activity]


# Gets the member and the reader's language; returns only what everybody may know, in a fixed number of questions.
Source = Callable[[Membership, str], Iterable[Activity]]
_sources: list[tuple[int, str | Promise, Source]] = []


def activity_source(heading: str | Promise, *, order: int) -> Callable[[Source], Source]:
    """Register a function that tells what members did; ``order`` is its place among the others (10, 20, ...)."""

    def register(source: Source) -> Source:
        _sources.append((order, heading, source))
        return source

    return register


def activities_of(member: Membership, language: str) -> list[ActivityList]:
    """Return everything that the rooms tell of a member in a language; lists without an entry are left out."""
    told = (
        ActivityList(str(heading), list(source(member, language)))
        for _order, heading, source in sorted(_sources, key=lambda entry: entry[0])
    )
    return [found for found in told if found.entries]


def activities_in(pages: Iterable[Page], language: str, notes: Mapping[Any, str] | None = None) -> list[Activity]:
    """Return what published pages tell, each text once: in a language, or in the other one if there is none.

    ``notes`` are by the key that the versions of a text share. The order is that of the pages; bare rows are enough.
    """
    shown: dict[Any, Page] = {}
    for page in pages:
        if page.translation_key not in shown or language_of(page.locale_id) == language:
            shown[page.translation_key] = page
    return [_activity(page, (notes or {}).get(key, "")) for key, page in shown.items()]


def _activity(page: Page, note: str) -> Activity:
    language = language_of(page.locale_id)
    return Activity(page.title, site_path(language, page.url_path), language, note)
