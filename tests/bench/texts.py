"""News items by the thousand for measuring the search, the same ones at every run.

Each is put together from sentences of the demonstration content and some forms of the gold words. Beside them stand
the pages by which finding is judged: one for every gold word, and one for the first of two words to be kept apart.
"""

import random
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from cms.demo.content import LANGUAGES, load
from news.enums import NewsKind
from news.models import NewsPage
from tests.search import words
from tests.search.pages import news_index, news_page, numbered, write

SEED = 6
SOURCES = ("about", "charter", "letters", "members", "news", "projects", "publications", "rounds")
SENTENCES, GOLD_WORDS, WORDS_OF_TITLE = (8, 24), 4, 7
# Finding is judged by the pages of these kinds; all others are news.
LEMMA, APART = NewsKind.SPEECH, NewsKind.INTERVIEW


@cache
def sentences(language: str) -> tuple[str, ...]:
    """Return what the demonstration content says in a language."""
    found = [
        sentence
        for source in SOURCES
        for text in _texts(load(source), language)
        for sentence in re.split(r"(?<=[.!?])\s+", text)
        if len(sentence.split()) >= 4
    ]
    return tuple(dict.fromkeys(found))


def fill(wanted: int) -> None:
    """Write the items that are missing up to a number: half of them in each language."""
    if not NewsPage.objects.exists():
        numbered(words.forms(), LEMMA)
        numbered((one for one, _other in words.apart()), APART)
    for language in LANGUAGES:
        there = NewsPage.objects.child_of(news_index(language)).filter(kind=NewsKind.NEWS).count()
        write(language, (_item(language, number) for number in range(there, wanted // 2)))


def _item(language: str, number: int) -> NewsPage:
    dice = random.Random(f"{SEED}/{language}/{number}")  # for measuring, not for secrets
    said = dice.choices(sentences(language), k=dice.randint(*SENTENCES))
    if language == "ka":
        everything = [form for forms in words.forms().values() for form in forms]
        said.append(" ".join(dice.choices(everything, k=GOLD_WORDS)))
    title = " ".join(dice.choice(sentences(language)).split()[:WORDS_OF_TITLE])
    return news_page(f"{language}-{number}", f"{title} {number}", said, number)


def _texts(part: Any, language: str) -> Iterator[str]:
    if isinstance(part, dict) and isinstance(part.get(language), str):
        yield part[language]
    elif isinstance(part, dict | list):
        for child in part.values() if isinstance(part, dict) else part:
            yield from _texts(child, language)
