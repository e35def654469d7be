"""What every page of the map has: a sound head, one heading of its own, landmarks, words for every picture."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from xml.etree import ElementTree

import pytest

from tests.served.addresses import LANGUAGES, LISTS
from tests.served.crawl import Answer, Crawl, MapEntry, words

PARTS = {"header", "main", "footer"}
# Forms, prints, and lists of people: what a letter's own page is kept for.
NOT_COLLECTED = re.compile(
    r"/letters/\d+/(sign|print)/|/letters/\d+/signatories/(?!\?kind=(member|organisation)$)|/events/\d+/"
)


def alternates(page: Answer) -> dict[str, str]:
    links = page.all(".//link[@rel='alternate'][@hreflang]")
    found = {link.get("hreflang", ""): link.get("href", "") for link in links}
    assert len(found) == len(links), page.path
    return found


def test_html_is_valid(crawl: Crawl, assert_valid_html: Callable[[dict[str, str]], None]) -> None:
    assert_valid_html({page.path: page.text for page in crawl.html})


def test_title_is_its_own(crawl: Crawl) -> None:
    titles = Counter(page.words(".//head/title") for page in crawl.pages)
    assert "" not in titles
    assert [title for title, number in titles.items() if number > 1] == []


def test_description_is_there_and_its_own(crawl: Crawl) -> None:
    texts = Counter(page.one(".//head/meta[@name='description']").get("content", "").strip() for page in crawl.pages)
    assert "" not in texts
    assert [text for text, number in texts.items() if number > 1] == []


def test_canonical_address_is_that_of_the_page(crawl: Crawl) -> None:
    said = {page.path: page.one(".//head/link[@rel='canonical']").get("href") for page in crawl.pages}
    assert said == {page.path: page.path for page in crawl.pages}


@pytest.mark.parametrize("language", LANGUAGES)
def test_canonical_address_of_a_list(crawl: Crawl, language: str) -> None:
    news = LISTS[language]
    said = [
        crawl[path].one(".//link[@rel='canonical']").get("href") for path in (f"{news}?page=2", f"{news}?kind=speech")
    ]
    assert said == [f"{news}?page=2", news]


def test_versions_name_each_other_in_page_and_map(crawl: Crawl) -> None:
    by_path = {entry.path: entry for entry in crawl.entries}
    for page in crawl.pages:
        entry = by_path[page.path]
        assert alternates(page) == entry.alternates, page.path
        assert set(entry.alternates) == {"ka", "en", "x-default"}, page.path
        assert entry.alternates[page.language] == page.path
        assert _first(entry) == entry.alternates["x-default"]
        for other in (entry.alternates["ka"], entry.alternates["en"]):
            assert by_path[other].alternates == entry.alternates, page.path


def _first(entry: MapEntry) -> str:
    return "/" if entry.path in ("/ka/", "/en/") else entry.alternates["ka"]


def test_language_link_leads_to_the_same_page(crawl: Crawl) -> None:
    names = {"ka": ("English", "en"), "en": ("ქართული", "ka")}
    for page in crawl.pages:
        name, other = names[page.language]
        link = page.one(".//header//a[@hreflang]")
        assert (words(link), link.get("lang"), link.get("hreflang")) == (name, other, other), page.path
        assert link.get("href") == alternates(page)[other]


def test_one_heading_of_the_first_rank(crawl: Crawl) -> None:
    headings = {page.path: [words(heading) for heading in page.all(".//h1")] for page in crawl.html}
    assert {path: found for path, found in headings.items() if len(found) != 1 or not found[0]} == {}


def test_skip_link_comes_first_and_leads_to_the_text(crawl: Crawl) -> None:
    for page in crawl.html:
        link = page.all(".//body//a")[0]
        assert link.get("href") == "#main", page.path
        assert words(link)
        assert page.one(".//main").get("id") == "main"


def test_landmarks(crawl: Crawl) -> None:
    for page in crawl.html:
        top = Counter(str(element.tag) for element in page.one(".//body"))
        assert {part: top[part] for part in PARTS} == dict.fromkeys(PARTS, 1), page.path
        names = [element.get("aria-label") for element in page.all(".//nav")]
        assert len(names) >= 2, page.path
        assert all(names), page.path
        assert len(set(names)) == len(names), page.path
        outside = page.all(".//body/*")
        assert {str(element.tag) for element in outside} <= PARTS | {"a", "nav", "div"}, page.path


def test_every_picture_has_words_or_is_marked_as_decoration(crawl: Crawl) -> None:
    pictures = [(page.path, picture) for page in crawl.html for picture in page.all(".//img")]
    assert pictures
    assert [(path, picture.get("src")) for path, picture in pictures if picture.get("alt") is None] == []
    drawings = [(page.path, drawing) for page in crawl.html for drawing in _drawings(page.tree)]
    assert [path for path, drawing in drawings if not drawing.get("aria-label")] == []


def _drawings(element: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """Yield the drawings that a screen reader is not told to pass by."""
    if element.get("aria-hidden") != "true":
        if str(element.tag).endswith("svg"):
            yield element
        for child in element:
            yield from _drawings(child)


def test_pictures_that_say_something_say_it_in_the_language_of_the_page(crawl: Crawl) -> None:
    told = [
        (page.language, picture.get("alt"))
        for page in crawl.pages
        for picture in page.all(".//main//figure//img")
        if picture.get("alt")
    ]
    assert {language for language, _text in told} == set(LANGUAGES)
    assert all(("ა" <= max(text) <= "ჰ") == (language == "ka") for language, text in told)


def test_what_is_no_page_is_kept_out_of_search_engines(crawl: Crawl) -> None:
    for page in crawl.html:
        robots = [element.get("content", "") for element in page.all(".//meta[@name='robots']")]
        wanted = page.status == 404 or "/search/" in page.path or bool(NOT_COLLECTED.search(page.path))
        assert any("noindex" in value for value in robots) == wanted, page.path
