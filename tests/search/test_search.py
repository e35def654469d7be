"""The search page within the reader's language."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests import factories
from tests.factories.pages import SitePageFactory

pytestmark = pytest.mark.django_db


def titles(client: Client, address: str) -> list[str]:
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    return [link.text for link in soup.select("main article h2 a")]


@pytest.mark.parametrize(
    "page_factory", [factories.NewsPageFactory, factories.ProjectPageFactory, factories.SectionPageFactory]
)
def test_finds_pages_of_every_type_in_its_language(client: Client, page_factory: type[SitePageFactory]) -> None:
    page = page_factory(title="რეინტეგრაცია")
    factories.translate(page, title="Reintegration")
    assert titles(client, "/ka/search/?q=რეინტეგრაცია") == ["რეინტეგრაცია"]
    assert titles(client, "/en/search/?q=reintegration") == ["Reintegration"]
    assert titles(client, "/en/search/?q=რეინტეგრაცია") == []


def test_parts(client: Client) -> None:
    for number in range(12):
        factories.StandardPageFactory(title=f"მიგრაცია {number}")
    assert len(titles(client, "/ka/search/?q=მიგრაცია")) == 10
    assert len(titles(client, "/ka/search/?q=მიგრაცია&page=2")) == 2
    assert len(titles(client, "/ka/search/?q=მიგრაცია&page=99")) == 2


@pytest.mark.parametrize("query", ["", "q=", "q=%20", "q=%22", "q=%22%20%22"])
def test_nothing_is_asked(client: Client, query: str) -> None:
    response = client.get(f"/ka/search/?{query}")
    assert response.status_code == 200
    assert titles(client, f"/ka/search/?{query}") == []


def test_a_quotation_mark_is_a_mark_of_the_text(client: Client) -> None:
    factories.StandardPageFactory(title="შრომითი მიგრაცია")
    assert titles(client, '/ka/search/?q="შრომითი მიგრაცია"') == ["შრომითი მიგრაცია"]


def test_words_are_shown_as_they_were_typed_and_never_as_markup(client: Client) -> None:
    text = client.get("/ka/search/?q=<b>ა</b>").content.decode()
    assert "&lt;b&gt;ა&lt;/b&gt;" in text
    assert "<b>ა" not in text


def test_is_kept_out_of_search_engines(client: Client) -> None:
    assert 'content="noindex, follow"' in client.get("/ka/search/?q=a").content.decode()
