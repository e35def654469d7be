""" "Did you mean": by what is written in titles, alike on every database."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.search.suggestions import similarity, suggestion

TITLES = [
    "შრომითი მიგრაცია და განვითარება",
    "დაბრუნებულთა რეინტეგრაცია",
    "საქართველოს მოქალაქეები",
    "Labour migration and return",
    "Reintegration of returned migrants",
]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("რეინტრეგაცია", "რეინტეგრაცია"),
        ("მიგრცია", "მიგრაცია"),
        ("შრომიტი მიგრაცია", "შრომითი მიგრაცია"),
        ("reintegartion", "reintegration"),
        ("labor", "labour"),
        ("reintegrcia", "რეინტეგრაცია"),
        ("„განვიტარება“!", "„განვითარება“!"),
    ],
)
def test_a_wrong_letter(typed: str, meant: str) -> None:
    assert suggestion(typed, TITLES) == meant


@pytest.mark.parametrize("typed", ["მიგრაციისთვის", "migracia", "migrants", "და", "", "😀", "ყყყყყყ", "zzzzzz", "მი"])
def test_known_words_and_words_like_none_stay(typed: str) -> None:
    assert suggestion(typed, TITLES) == ""


def test_of_equals_the_one_that_is_written_more_often() -> None:
    assert suggestion("თბილსი", ["თბილისა", "თბილისი", "თბილისი"]) == "თბილისი"


def test_similarity_is_that_of_pg_trgm() -> None:
    # SELECT similarity('word', 'words')
    assert similarity("word", "words") == pytest.approx(4 / 7)
    assert similarity("word", "word") == 1


@given(typed=st.text(max_size=80))
def test_any_words(typed: str) -> None:
    meant = suggestion(typed, TITLES)
    assert meant == "" or meant != typed


def test_many_titles_cost_little() -> None:
    titles = [f"სათაური{number} მიგრაციის{number % 97}" for number in range(5_000)]
    suggestion("მიგრცია", titles[:100])
    before = time.perf_counter()
    suggestion("ძალიან უცნობი სიტყვები აქ", titles)
    assert time.perf_counter() - before < 5
