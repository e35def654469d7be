"""The dark scheme has its own colours, paper has none of what one clicks, and nobody is made to see movement."""

import pytest
from playwright.sync_api import Page

from tests.browser.site.conftest import Open
from tests.browser.site.pages import DESK, PROJECT, TYPES

PAPER = {"light": "rgb(251, 248, 243)", "dark": "rgb(24, 22, 19)"}
INK = {"light": "rgb(27, 34, 48)", "dark": "rgb(239, 232, 220)"}
GREEN = {"light": "rgb(14, 79, 73)", "dark": "rgb(147, 207, 193)"}
ONLY_ON_SCREENS = "nav.nav, .tools, .skip, nav.crumbs, .foot-cols, details.filter, nav.pager"


def style(page: Page, selector: str, name: str) -> str:
    return page.locator(selector).first.evaluate("(element, name) => getComputedStyle(element)[name]", name)


@pytest.mark.parametrize("language", ["ka", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_of_the_scheme(open_page: Open, language: str, scheme: str) -> None:
    page = open_page(TYPES["home"][language], color_scheme=scheme)
    assert style(page, "html", "backgroundColor") == PAPER[scheme]
    assert style(page, "h1", "color") == INK[scheme]
    assert style(page, "main .more a", "color") == GREEN[scheme]
    assert style(page, ".ways", "stroke") == GREEN[scheme]


@pytest.mark.parametrize("name", ["news", "about"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_shows_the_text_in_black_and_nothing_to_click(open_page: Open, name: str, scheme: str) -> None:
    page = open_page(TYPES[name]["ka"], width=DESK, color_scheme=scheme)
    for_screens = page.locator(ONLY_ON_SCREENS)
    assert for_screens.count() >= 5
    page.emulate_media(media="print")
    assert [part.get_attribute("class") for part in for_screens.all() if part.is_visible()] == []
    assert page.locator("h1").is_visible()
    assert page.locator("footer .foot-end").is_visible()
    assert style(page, "html", "backgroundColor") == "rgb(255, 255, 255)"
    assert style(page, "h1", "color") == "rgb(0, 0, 0)"
    assert style(page, "main a", "color") in ("rgb(0, 0, 0)", "rgb(51, 51, 51)")


def test_printed_page_has_the_whole_text(open_page: Open) -> None:
    page = open_page(PROJECT["en"])
    page.emulate_media(media="print")
    for text in ("December 2017 – April 2021", "SOS Podgorica", "Training of trainers", "/irissnetwork"):
        assert page.get_by_text(text, exact=False).first.is_visible(), text
    assert len(page.pdf()) > 10_000


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_motion_only_where_it_is_wanted(open_page: Open, motion: str) -> None:
    page = open_page("/en/", reduced_motion=motion)
    assert (style(page, "main a", "transitionDuration") == "0s") == (motion == "reduce")


def test_forced_colours_keep_the_drawings(open_page: Open) -> None:
    page = open_page("/en/", forced_colors="active", color_scheme="dark")
    # The canvas is black then, and the lines would be dark green on it.
    assert style(page, ".mark", "stroke") == "rgb(255, 255, 255)"
    assert style(page, ".ways", "stroke") == "rgb(255, 255, 255)"
