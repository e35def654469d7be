"""What is measured of a search backend inside the site's own process; the last line that is printed is JSON.

    python -m tests.bench.searching filled 1000                    writes news items
    python -m tests.bench.searching measured cms.search.backend 1  indexes them with a backend, and asks it

The last number: each how manieth question is asked. The stock backend needs seconds for one among 20,000 documents.

Both backends keep their entries in the same tables: each indexes everything anew.
"""

import json
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any

import django

if __name__ == "__main__":
    django.setup()

from django.db import connection
from django.test import override_settings
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from cms.core.addresses import HOME_DEPTH
from cms.core.locales import locale_id_of
from news.models import NewsPage
from tests.bench.texts import APART, LEMMA, SEED, fill, sentences
from tests.search import words

ROUNDS, SAVES, AT_ONCE, PER_PAGE, ASKED = 3, 15, 500, 10, 24


def filled(wanted: str) -> dict[str, Any]:
    """Write the items up to a number, without an index."""
    with override_settings(WAGTAILSEARCH_BACKENDS={}):
        fill(int(wanted))
    return {"documents": NewsPage.objects.count()}


def measured(backend: str, each: str) -> dict[str, Any]:
    """Index everything with a backend; return what it finds, how fast, and how large its index is."""
    with override_settings(WAGTAILSEARCH_BACKENDS={"default": {"BACKEND": backend}}):
        empty = _index(())
        seconds = _index(NewsPage.objects.order_by("pk").iterator(AT_ONCE))
        finds = {"forms": _forms(int(each)), "latin": _latin(), "conflated": _conflated()}
        times = {kind: _asked(language, queries[:: int(each)]) for kind, (language, queries) in _queries().items()}
        return {"index_seconds": seconds, "bytes": _size() - empty, "finds": finds, "times": times, **_saves()}


def _index(pages: Iterable[NewsPage]) -> float:
    """Write a new index; return how many seconds it took, or without pages how large an empty one is."""
    backend, spent = get_search_backend(), 0.0
    backend.get_index_for_model(NewsPage).reset()
    waiting = iter(pages)
    while batch := list(islice(waiting, AT_ONCE)):
        began = time.perf_counter()
        backend.add_bulk(NewsPage, batch)
        spent += time.perf_counter() - began
    _tidy()
    return spent or _size()


def _tidy() -> None:
    """Do what the server does by itself in time, so that every backend is measured in the same state."""
    full = "VACUUM FULL ANALYZE wagtailsearch_indexentry" if connection.vendor == "postgresql" else "VACUUM"
    with connection.cursor() as cursor:
        cursor.execute(full)
        cursor.execute("ANALYZE")


def _size() -> int:
    """Return the bytes of the entries with all that belongs to them."""
    question = (
        "SELECT pg_total_relation_size('wagtailsearch_indexentry')"
        if connection.vendor == "postgresql"
        else "SELECT SUM(pgsize) FROM dbstat WHERE name LIKE '%indexentry%'"
    )
    with connection.cursor() as cursor:
        cursor.execute(question)
        return int(cursor.fetchone()[0])


def _numbers(query: str, kind: str) -> set[int]:
    """Return which of the judged pages a search finds: their numbers."""
    found = get_search_backend().search(query, NewsPage.objects.filter(kind=kind), operator="and")
    return {int(page.title.split()[-1]) for page in found}


def _forms(each: int) -> dict[str, int]:
    """Ask with the forms of all lemmas for the lemma's page."""
    asked = right = others = 0
    pairs = [(number, form) for number, forms in enumerate(words.forms().values()) for form in forms]
    for number, form in pairs[::each]:
        found = _numbers(form, LEMMA)
        asked, right, others = asked + 1, right + (number in found), others + len(found - {number})
    return {"asked": asked, "right": right, "others": others}


def _latin() -> dict[str, int]:
    places = {lemma: number for number, lemma in enumerate(words.forms())}
    right = sum(places[word] in _numbers(typed, LEMMA) for typed, word in words.spellings())
    return {"asked": len(words.spellings()), "right": right}


def _conflated() -> int:
    return sum(number in _numbers(other, APART) for number, (_one, other) in enumerate(words.apart()))


def _queries() -> dict[str, tuple[str, list[str]]]:
    """Return what people ask: forms of Georgian words, two words, English words, Latin typing."""
    dice = random.Random(SEED)  # for measuring, not for secrets
    forms = [dice.choice(forms) for forms in words.forms().values()]
    said = {
        language: [word.strip(".,:;()„“") for word in " ".join(sentences(language)).split() if len(word) > 5]
        for language in ("ka", "en")
    }
    return {
        "forms": ("ka", forms),
        "words": ("ka", dice.choices(said["ka"], k=ASKED)),
        "pairs": ("ka", [f"{dice.choice(said['ka'])} {dice.choice(forms)}" for _number in range(ASKED)]),
        "english": ("en", dice.choices(said["en"], k=ASKED)),
        "latin": ("ka", [typed for typed, _word in words.spellings()]),
    }


def _asked(language: str, queries: list[str]) -> dict[str, float]:
    """Ask as the page does, for the number of results and the first ten; return the mean, each at its best."""
    pages = Page.objects.live().filter(locale_id=locale_id_of(language), depth__gt=HOME_DEPTH)
    found: list[int] = []

    def ask(query: str) -> None:
        results = get_search_backend().search(query, pages, operator="and")
        found.append(results.count())
        list(results[:PER_PAGE])

    best = [min(_took(ask, query) for _round in range(ROUNDS)) for query in queries]
    return {"ms": statistics.mean(best) * 1000, "found": statistics.mean(found)}


def _saves() -> dict[str, float]:
    """Save a page as the editor does, and write its entry alone."""
    page = NewsPage.objects.filter(live=True).order_by("-pk")[0]
    saved = [_took(page.save) for _round in range(SAVES)]
    backend = get_search_backend()
    written = [_took(backend.add_bulk, NewsPage, [page]) for _round in range(SAVES)]
    return {"save_ms": statistics.median(saved) * 1000, "entry_ms": statistics.median(written) * 1000}


def _took(what: Callable[..., Any], *arguments: Any) -> float:
    began = time.perf_counter()
    what(*arguments)
    return time.perf_counter() - began


if __name__ == "__main__":
    what, *details = sys.argv[1:]
    print(json.dumps({"filled": filled, "measured": measured}[what](*details)))
