"""No rule of WCAG 2.2 (A, AA, and contrast and targets of AAA where the look promises them) is broken anywhere."""

import pytest
from playwright.sync_api import expect

from tests.browser.site.accessibility import VARIANTS, broken_rules
from tests.browser.site.conftest import Open
from tests.browser.site.pages import EVERY_TYPE, PATHS, PHONE, TYPES
from tests.browser.site.watch import Watch
from tests.served.crawl import Crawl

SHARES = 4


@pytest.mark.parametrize(("name", "language"), EVERY_TYPE)
def test_every_type_of_page(open_page: Open, watch: Watch, name: str, language: str) -> None:
    page = open_page(TYPES[name][language])
    assert broken_rules(page, *VARIANTS) == []
    if name == "nothing":
        watch.expect(f"404: {TYPES[name][language]}")


@pytest.mark.parametrize("share", range(SHARES))
def test_every_other_page_of_the_map(open_page: Open, crawl: Crawl, share: int) -> None:
    """Each page is read in one of the four ways, another one from page to page."""
    paths = [entry.path for entry in crawl.entries if entry.path not in PATHS]
    page = open_page()
    found = []
    for number, path in list(enumerate(paths))[share::SHARES]:
        page.goto(path)
        found += broken_rules(page, VARIANTS[number // SHARES % len(VARIANTS)])
    assert found == []


@pytest.mark.parametrize("language", ["ka", "en"])
def test_menu_and_filters_when_open(open_page: Open, language: str) -> None:
    page = open_page(TYPES["news"][language], width=PHONE)
    page.locator("details.filter summary").click()
    expect(page.locator("details.filter")).to_have_attribute("open", "")
    assert broken_rules(page, *VARIANTS[:2]) == []
    page.locator("button[popovertarget=menu]").last.click()
    expect(page.locator("nav#menu")).to_be_visible()
    assert broken_rules(page, *VARIANTS[:2]) == []
