"""What a member has done, for its entry in the directory. The rooms above say it; this one only asks them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

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
