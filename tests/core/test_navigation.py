"""Menus and the language link."""

from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import PageViewRestriction

from tests import factories

pytestmark = pytest.mark.django_db


def soup_of(client: Client, address: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(address).content, "html.parser")


def language_link(client: Client, address: str) -> tuple[str, dict[str, list[str]]]:
    """Return path and query of the language link."""
    link = soup_of(client, address).select_one("a.tool--lang")
    assert link["lang"] == link["hreflang"] == ("en" if address.startswith("/ka") else "ka")
    assert link.text == {"en": "English", "ka": "ქართული"}[link["lang"]]
    parts = urlsplit(link["href"])
    return parts.path, parse_qs(parts.query)


def test_it_leads_to_the_same_page(client: Client) -> None:
    page = factories.StandardPageFactory()
    english = factories.translate(page, title="Text")
    assert language_link(client, page.url) == (english.url, {})
    assert language_link(client, english.url) == (page.url, {})
    assert language_link(client, "/ka/") == ("/en/", {})


@pytest.mark.parametrize(
    "query",
    ["kind=interview&topic=a&year=2020&place=b&project=c&page=2", "year=99999&page=abc", "q=%E1%83%90+%22b%22&page=3"],
)
def test_it_keeps_filters_page_number_and_words(client: Client, query: str) -> None:
    item = factories.NewsPageFactory()
    factories.translate(item, title="Item")
    for address in (item.get_parent().url, "/ka/search/"):
        path, kept = language_link(client, f"{address}?{query}&utm_source=x")
        assert path.startswith("/en/")
        assert kept == parse_qs(query)


def test_it_says_when_there_is_no_other_version(client: Client) -> None:
    page = factories.StandardPageFactory()
    assert language_link(client, page.url) == (f"/en/untranslated/{page.pk}/", {})
    assert language_link(client, f"/en/untranslated/{page.pk}/")[0] == page.url
    assert language_link(client, "/en/search/")[0] == "/ka/search/"
    assert language_link(client, "/en/no/such/page/")[0] == "/ka/"


def test_whoever_may_read_a_private_page_is_led_to_its_other_language(client: Client) -> None:
    page = factories.StandardPageFactory()
    english = factories.translate(page, title="Text")
    for version in (page, english):
        PageViewRestriction.objects.create(page=version, restriction_type="login")
    client.force_login(factories.UserFactory())
    assert language_link(client, page.url)[0] == english.url


def test_menus_hold_live_public_pages_that_stand_in_menus(client: Client) -> None:
    section = factories.SectionPageFactory(title="განყოფილება", menu_label="მოკლედ")
    shown = factories.StandardPageFactory(parent=section, show_in_menus=True)
    hidden = factories.StandardPageFactory(parent=section, show_in_menus=False)
    deeper = factories.StandardPageFactory(parent=factories.SectionPageFactory(parent=section), show_in_menus=True)
    draft = factories.StandardPageFactory(parent=section, show_in_menus=True, live=False)
    private = factories.StandardPageFactory(parent=section, show_in_menus=True)
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    soup = soup_of(client, "/ka/")
    menu = [(link.text, link["href"]) for link in soup.select("header nav ul a")]
    footer = {link["href"] for link in soup.select("footer nav a")}
    assert menu == [("მოკლედ", section.url)]
    assert shown.url in footer
    assert not {page.url for page in (hidden, deeper, draft, private)} & footer


def test_breadcrumbs_lead_through_every_page_above(client: Client) -> None:
    section = factories.SectionPageFactory()
    inner = factories.SectionPageFactory(parent=section, show_in_menus=False)
    page = factories.StandardPageFactory(parent=inner)
    crumbs = [link["href"] for link in soup_of(client, page.url).select("nav.crumbs a")]
    assert crumbs == [section.url, inner.url]


def test_canonical_address_has_no_filter_and_no_number_that_does_not_exist(client: Client) -> None:
    items = factories.NewsPageFactory.create_batch(11)
    address = items[0].get_parent().url
    cases = {"": "", "?page=1": "", "?page=2": "?page=2", "?page=99": "?page=2", "?page=-1": "", "?page=x": "",
             "?x=1": "",
             "?kind=news&page=2": "", "?kind=none": ""}  # fmt: skip
    for query, expected in cases.items():
        link = soup_of(client, address + query).select_one("link[rel=canonical]")
        assert link["href"] == f"http://testserver{address}{expected}", query
