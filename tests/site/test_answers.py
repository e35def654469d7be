"""Every address of the site answers, keeps no track of anybody, and asks nobody else for anything."""

import re
from collections import Counter
from urllib.parse import urlsplit

import pytest

from cms.core.languages import MTAVRULI
from tests.served.addresses import BESIDE_THE_MAP
from tests.served.crawl import Crawl, Reader
from tests.served.server import Site

LOADED = {"link", "img", "script", "source", "form"}
HASHED = re.compile(r"^/static/.*\.[0-9a-f]{12}\.")
OPENED_BY_SCRIPT = re.compile("^on|^style$")


def test_every_page_of_the_map_answers(crawl: Crawl) -> None:
    assert {(page.path, page.status) for page in crawl.pages} == {(entry.path, 200) for entry in crawl.entries}
    assert all(page.is_html for page in crawl.pages)
    assert Counter(page.language for page in crawl.pages) == {"ka": 61, "en": 61}


def test_nothing_that_a_page_names_is_missing(crawl: Crawl) -> None:
    read = [page for page in [*crawl.pages, *(crawl[path] for path in BESIDE_THE_MAP)] if page.is_html]
    named = {path for page in read for path in crawl.named_by(page)}
    assert len(named) > 100
    elsewhere = {path: crawl[path].status for path in named if crawl[path].status != 200}
    to_sign_in = {path for path in elsewhere if re.match(r"/(ka|en)/desk/", path)}
    assert {path: elsewhere[path] for path in elsewhere.keys() - to_sign_in} == {"/": 302}
    assert {elsewhere[path] for path in to_sign_in} == {302}


def test_customary_addresses_of_machines(crawl: Crawl) -> None:
    icon = crawl["/favicon.ico"]
    assert (icon.status, crawl[icon.header("Location")].status) == (301, 200)
    assert crawl["/robots.txt"].text.rstrip().endswith("Sitemap: /sitemap.xml")


def test_every_page_can_be_reached_from_the_front_page(crawl: Crawl) -> None:
    reached, waiting = set(), ["/ka/"]
    while waiting:
        page = crawl[waiting.pop()]
        named = {url.partition("#")[0] for name, url in page.links if name == "a"} if page.is_html else set()
        new = named & set(crawl.answers) - reached
        reached |= new
        waiting += new
    assert {entry.path for entry in crawl.entries} - reached == set()


def test_every_mark_within_a_page_leads_somewhere(crawl: Crawl) -> None:
    wrong = []
    for page in crawl.html:
        there = {element.get("id") for element in page.tree.iter()}
        links = [element.get("href", "") for element in page.all(".//a")]
        wrong += [(page.path, link) for link in links if link.startswith("#") and link[1:] not in there]
    assert wrong == []


def test_no_reader_gets_a_cookie(crawl: Crawl) -> None:
    """A form that changes something has an address of its own: its token is a cookie, as only who signs gets one."""
    given = [answer.path for answer in crawl.answers.values() if answer.header("Set-Cookie")]
    forms = re.compile(r"/(ka|en)/(letters/\d+/sign|events/\d+/register|join)/")
    assert [path for path in given if not forms.fullmatch(path)] == []


def test_policy_lets_in_nothing_but_the_site_itself(crawl: Crawl) -> None:
    for page in crawl.html:
        parts = dict(part.strip().split(" ", 1) for part in page.header("Content-Security-Policy").split(";"))
        assert parts.pop("default-src") == "'none'", page.path
        assert {"script-src", "style-src", "base-uri", "form-action", "frame-ancestors"} < set(parts), page.path
        assert set(parts.values()) == {"'self'", "'none'"}, page.path


def test_no_page_has_inline_code(crawl: Crawl) -> None:
    wrong = []
    for page in crawl.html:
        for element in page.tree.iter():
            inline = element.tag == "style" or (
                element.tag == "script" and not element.get("src") and element.get("type") != "application/ld+json"
            )
            if inline or any(OPENED_BY_SCRIPT.search(name) for name in element.keys()):  # noqa: SIM118  not a dict
                wrong.append((page.path, element.tag, element.attrib))
    assert wrong == []


def test_nothing_is_loaded_from_elsewhere(crawl: Crawl) -> None:
    named = {url for page in crawl.html for name, url in page.links if name in LOADED}
    assert named
    assert {url for url in named if urlsplit(url).netloc} == set()
    styles = [answer for path, answer in crawl.answers.items() if path.endswith(".css")]
    assert styles
    assert [style.path for style in styles if re.search(r"@import|url\(\s*[\"']?(?:[a-z]+:|//)", style.text)] == []


def test_no_answer_has_a_letter_of_the_other_georgian_alphabet(crawl: Crawl) -> None:
    assert [answer.path for answer in crawl.answers.values() if re.search(f"[{MTAVRULI}]", answer.text)] == []


def test_static_files_are_kept_for_good_and_say_no_more_than_needed(crawl: Crawl) -> None:
    files = [answer for path, answer in crawl.answers.items() if HASHED.search(path)]
    assert len(files) > 10
    for file in files:
        assert "immutable" in file.header("Cache-Control"), file.path
        assert file.header("X-Content-Type-Options") == "nosniff"
        assert not file.header("Access-Control-Allow-Origin")
        assert sum(len(name) + len(value) + 4 for name, value in file.headers) < 350, file.headers


@pytest.mark.parametrize(
    ("headers", "language"),
    [
        ({}, "ka"),
        ({"Accept-Language": "en-GB,en;q=0.8"}, "en"),
        ({"Accept-Language": "de,fr;q=0.5"}, "ka"),
        ({"Accept-Language": "ka", "Cookie": "django_language=en"}, "en"),
        ({"Accept-Language": "en", "Cookie": "django_language=ka"}, "ka"),
        ({"Accept-Language": "en", "Cookie": "django_language=nonsense"}, "en"),
    ],
)
def test_root_leads_to_a_language(site: Site, headers: dict[str, str], language: str) -> None:
    answer = Reader(site.url).get("/", **headers)
    assert (answer.status, answer.header("Location")) == (302, f"/{language}/")
    assert {"Accept-Language", "Cookie"} <= set(answer.header("Vary").split(", "))
    assert not answer.header("Set-Cookie")


@pytest.mark.parametrize("headers", [{"Accept-Language": "en"}, {"Cookie": "django_language=en"}])
def test_an_address_with_a_language_is_never_negotiated(site: Site, headers: dict[str, str]) -> None:
    assert Reader(site.url).get("/ka/vin-vart/", **headers).status == 200
