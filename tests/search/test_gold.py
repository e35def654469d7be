"""Any form of a Georgian word finds its pages, however it is spelt, and words that look alike stay apart.

The bars are those of the search's design; ``make bench-search`` says the figures beside Wagtail's own search.
"""

import pytest

from news.models import NewsPage
from tests import factories
from tests.search import words
from tests.search.pages import number_of, numbered

pytestmark = pytest.mark.django_db

RECALL, MOST_CONFLATED = 0.98, 3


def numbers(query: str) -> set[int]:
    return {number_of(page) for page in NewsPage.objects.search(query, operator="and")}


def finds(query: str, text: str) -> bool:
    page = factories.NewsPageFactory(title="№ 1", body=factories.stream(("paragraph", f"<p>{text}</p>")))
    return page in list(NewsPage.objects.search(query, operator="and"))


def test_every_form_finds_the_page_that_has_the_word() -> None:
    numbered(words.forms())
    asked = [(number, form) for number, forms in enumerate(words.forms().values()) for form in forms]
    missing = [form for number, form in asked if number not in numbers(form)]
    assert 1 - len(missing) / len(asked) >= RECALL, missing


def test_the_word_finds_all_its_forms_and_those_of_no_other() -> None:
    asked = [(lemma, form) for lemma, forms in words.forms().items() for form in forms]
    numbered(form for _lemma, form in asked)
    found = {lemma: numbers(lemma) for lemma in words.forms()}
    missing = [form for number, (lemma, form) in enumerate(asked) if number not in found[lemma]]
    others = [(lemma, asked[number]) for lemma in found for number in found[lemma] if asked[number][0] != lemma]
    assert 1 - len(missing) / len(asked) >= RECALL, missing
    assert not others


@pytest.mark.parametrize("turned", [False, True], ids=["first in the text", "second in the text"])
def test_words_that_look_alike_stay_apart(turned: bool) -> None:
    pairs = [pair[::-1] if turned else pair for pair in words.apart()]
    numbered(text for text, _query in pairs)
    conflated = [pair for number, pair in enumerate(pairs) if number in numbers(pair[1])]
    assert len(conflated) <= MOST_CONFLATED, conflated


@pytest.mark.parametrize(("typed", "word"), words.spellings())
def test_latin_spellings_find_the_georgian_word(typed: str, word: str) -> None:
    assert finds(typed, word)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("ᲛᲘᲒᲠᲐᲪᲘᲐ", "მიგრაციის შესახებ"),
        ("მიგრაცია", "ᲛᲘᲒᲠᲐᲪᲘᲘᲡ ᲨᲔᲡᲐᲮᲔᲑ"),
        ("ICMPD", "ICMPD-ის მხარდაჭერით"),
        ("icmpd-სთვის", "ICMPD"),
        ("ICMPD-ის", "ICMPD-თან ერთად"),
        ("2026", "2026-ში"),
        ("2026-ში", "2026 წელს"),
        ("აშშ", "აშშ-ში"),
        ("აშშ-ის", "აშშ"),
        ("„მიგრაცია“", "მიგრაციისა და განვითარების"),
        ("„მიგრაცია“", "„მიგრაციის“"),
        ("migrant", "The rights of migrants"),
        ("migrants’", "a migrant"),
        ("organisations", "an organisation"),
        ("policies", "one policy"),
        ("returning", "returned migrants"),
        ("Cafe", "café"),
        ("CAFÉ", "cafe"),
    ],
)
def test_other_ways_to_write(query: str, text: str) -> None:
    assert finds(query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("2026", "2025-ში"),
        ("ICMPD", "IOM-ის"),
        ("უფლება მიგრანტი", "უფლებები"),
        ("policy", "police"),
        ("migracia", "ემიგრაცია"),
        ("saqartvelo", "ქართველი"),
    ],
)
def test_does_not_find_something_else(query: str, text: str) -> None:
    assert not finds(query, text)
