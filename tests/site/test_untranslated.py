"""A page that one language lacks: both the page that is there and the place where the other is looked for say so."""

import re
from collections.abc import Callable, Iterator

import pytest

from tests.served import database
from tests.served.addresses import LISTS
from tests.served.crawl import Answer, Crawl, Reader, words
from tests.served.server import Site
from tests.site.scripts import misplaced

PAIR = {
    "ka": "/ka/siakhleebi/sanam-samushaod-utskhoetshi-tsakhvalt-khuti-kitkhva/",
    "en": "/en/news/before-you-go-abroad-to-work-five-questions/",
}
OTHER = {"ka": "en", "en": "ka"}
HINTS = {"ka": "მხოლოდ ინგლისურ", "en": "only available in Georgian"}


@pytest.fixture
def read(own_site: Site, language: str) -> Iterator[Callable[[str], Answer]]:
    """Return a reader of the site, on which the page does not exist in the language of the test."""
    with database.taken_back(own_site.database, PAIR[language]):
        yield Reader(own_site.url).get


def test_the_page_that_is_there(read: Callable[[str], Answer], language: str) -> None:
    other = OTHER[language]
    page = read(PAIR[other])
    links = {link.get("hreflang"): link.get("href") for link in page.all(".//link[@rel='alternate'][@hreflang]")}
    assert links == {other: PAIR[other], "x-default": PAIR[other]}
    assert re.fullmatch(rf"/{language}/untranslated/\d+/", page.one(".//header//a[@hreflang]").get("href", ""))
    crawl = Crawl([read("/sitemap.xml")])
    assert {entry.path: entry.alternates for entry in crawl.entries}[PAIR[other]] == links
    assert PAIR[language] not in {entry.path for entry in crawl.entries}
    assert PAIR[language] not in read(LISTS[language]).text


def test_the_place_where_it_is_looked_for(
    read: Callable[[str], Answer], language: str, assert_valid_html: Callable[[dict[str, str]], None]
) -> None:
    other = OTHER[language]
    way = read(PAIR[other]).one(".//header//a[@hreflang]").get("href", "")
    pages = {200: read(way), 404: read(PAIR[other].replace(f"/{other}/", f"/{language}/", 1))}
    assert {status: page.status for status, page in pages.items()} == {200: 200, 404: 404}
    for page in pages.values():
        assert page.one(".").get("lang") == language
        assert HINTS[language] in words(page.one(".//h1"))
        assert page.one(".//meta[@name='robots']").get("content") == "noindex"
        links = {url for name, url in page.links if name == "a"}
        assert {PAIR[other], LISTS[language]} <= links
        assert page.one(".//header//a[@hreflang]").get("href") == PAIR[other]
        assert list(misplaced(page.tree)) == []
        assert not page.header("Set-Cookie")
    assert_valid_html({str(status): page.text for status, page in pages.items()})
