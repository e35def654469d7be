"""The demonstration's open letters as readers find them, in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site.accessibility import VARIANTS, broken_rules
from tests.browser.site.arrival import follow
from tests.browser.site.conftest import Open
from tests.browser.site.pages import PHONE
from tests.browser.site.test_layout import OVERFLOWING, SMALL_TARGETS, WIDTHS
from tests.browser.site.test_weight import TEXT_PAGE, bytes_of_first_visit

LISTS = {"ka": "/ka/chaertet/ghia-tserilebi/", "en": "/en/take-action/open-letters/"}
LARGE = 1440


def open_letter(open_page: Open, language: str, stage: str = "open", width: int = LARGE) -> Page:
    """Open the first letter of a stage."""
    page = open_page(f"{LISTS[language]}?state={stage}", width=width)
    follow(page.locator("article.entry h3 a").first)
    return page


def holds_together(page: Page) -> None:
    """Assert that the page breaks no rule, runs out of no width, and that fingers find its targets."""
    assert broken_rules(page, (PHONE, "light"), (LARGE, "dark")) == []
    out = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        out[width] = page.evaluate(OVERFLOWING)
    assert out == {width: [] for width in WIDTHS}
    page.set_viewport_size({"width": PHONE, "height": 800})
    assert page.evaluate(SMALL_TARGETS, 44) == []


@pytest.mark.parametrize("language", ["ka", "en"])
@pytest.mark.parametrize("stage", ["open", "answered"])
def test_a_letter_and_everything_beside_it(open_page: Open, language: str, stage: str) -> None:
    page = open_letter(open_page, language, stage)
    path = page.url
    holds_together(page)
    for beside in ("signatories/", "signatories/?kind=person", "versions/", "versions/1/", "print/"):
        page.set_viewport_size({"width": LARGE, "height": 800})
        page.goto(path)
        start = page.locator("form.search[action*=signatories]").get_attribute("action") or ""
        page.goto(start.replace("signatories/", beside))
        holds_together(page)


@pytest.mark.parametrize("language", ["ka", "en"])
def test_the_list_of_letters(open_page: Open, language: str) -> None:
    page = open_page(LISTS[language])
    assert page.locator("article.entry").count() >= 2
    assert broken_rules(page, *VARIANTS) == []
    holds_together(page)


@pytest.mark.parametrize("language", ["ka", "en"])
@pytest.mark.parametrize("stage", ["open", "answered"])
def test_a_first_visit_weighs_little(open_page: Open, language: str, stage: str) -> None:
    path = open_letter(open_page, language, stage, width=PHONE).url
    passed = bytes_of_first_visit(open_page(width=PHONE), path)
    print(f"{sum(passed.values()):7} letter {stage} {language}")
    assert sum(passed.values()) <= TEXT_PAGE, passed


@pytest.mark.parametrize("language", ["ka", "en"])
def test_it_looks_as_it_was_drawn(open_page: Open, language: str) -> None:
    """As the prototype: the strip on two edges, serif beside the margin, and on phones a bar that sticks."""
    page = open_letter(open_page, language)
    counts, lines, box = (page.locator(name) for name in (".counts", ".strip-lines", ".sign-box"))
    places = [part.bounding_box() or {} for part in (counts, lines, box)]
    assert places[0]["x"] < places[1]["x"] < places[2]["x"]
    margin, text = page.locator(".marg.agreed").bounding_box() or {}, page.locator(".text.prose").bounding_box() or {}
    assert margin["x"] == places[0]["x"], "edge A"
    assert text["x"] == (page.locator("h1").bounding_box() or {})["x"], "edge B"
    assert abs(margin["y"] - text["y"]) < 60
    assert "Serif" in page.locator(".prose--agreed > p").last.evaluate(
        "element => getComputedStyle(element).fontFamily"
    )
    expect(page.locator(".sign-bar")).to_be_hidden()
    page.set_viewport_size({"width": PHONE, "height": 640})
    expect(page.locator(".sign-box .button")).to_be_hidden()
    bar = page.locator(".sign-bar")
    for part in (".counts", "#roll"):
        page.locator(part).scroll_into_view_if_needed()
        place = bar.bounding_box() or {}
        assert place["y"] + place["height"] == 640, "it stays at the bottom"
    page.locator("footer .foot-end").scroll_into_view_if_needed()
    assert (bar.bounding_box() or {})["y"] < 0, "and covers nothing of the foot"


def test_a_name_is_found_without_script(open_page: Open) -> None:
    page = open_letter(open_page, "en")
    name = page.locator(".names li bdi").first.inner_text()
    without = open_page(page.url, java_script_enabled=False)
    without.locator("form.search[action*=signatories] input").fill(name)
    without.locator("form.search[action*=signatories] button").click()
    expect(without.locator(".names li bdi").first).to_have_text(name)
    assert "q=" in without.url
