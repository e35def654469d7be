"""English says whose something is with 's: the word is the same."""

import pytest
from django.test import Client

from cms.search.analysis.words import plain, tokens_of
from tests.factories import NewsPageFactory, translate
from tests.search.test_terms import finds


@pytest.mark.parametrize("word", ["EU's", "EU’s", "eu's"])
def test_it_falls_off(word: str) -> None:
    assert tokens_of(word)[0] == "eu"


@pytest.mark.parametrize(("word", "stays"), [("k’ats’ma", "katsma"), ("ჩემი’s", "ჩემიs"), ("s's", "s")])
def test_nothing_else_does(word: str, stays: str) -> None:
    assert plain(word) == stays


@pytest.mark.django_db
def test_in_a_page(client: Client) -> None:
    page = translate(NewsPageFactory(title="ერთი"), title="One", lead="The EU’s policy.")
    assert finds(client, "EU", page)
