"""The demonstration's charter as readers and a representative find it, in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site.accessibility import VARIANTS, broken_rules
from tests.browser.site.conftest import Open

CHARTER = {"ka": "/ka/vin-vart/ghirebulebata-kartia/", "en": "/en/who-we-are/values-charter/"}
WIDTHS = (320, 360, 768, 1440)


def fits(page: Page) -> None:
    """Assert that nothing stands out of the page at any width."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("language", ["ka", "en"])
def test_six_values_four_rules_and_who_subscribes(open_page: Open, language: str) -> None:
    page = open_page(CHARTER[language])
    assert page.locator("section[aria-labelledby=values] li").count() == 6
    rules = page.locator("section[aria-labelledby=rules] li")
    assert rules.count() == 4
    for number in range(4):
        expect(rules.nth(number).locator(f"a[href^='/{language}/']")).to_have_count(1)
    assert page.locator("section[aria-labelledby=subscribers] li").count() > 0
    assert broken_rules(page, *VARIANTS) == []
    fits(page)


@pytest.mark.parametrize("language", ["ka", "en"])
def test_its_versions_can_be_read(open_page: Open, language: str) -> None:
    page = open_page(CHARTER[language])
    page.locator(f"a[href='/{language}/charter/versions/']").click()
    page.wait_for_url(f"**/{language}/charter/versions/")
    assert broken_rules(page, *VARIANTS) == []
    page.locator("article.entry h2 a").first.click()
    page.wait_for_url(re.compile(rf"/{language}/charter/versions/\d+/$"))
    assert page.locator("section[aria-labelledby=values] li").count() == 6
    assert broken_rules(page, *VARIANTS) == []
    fits(page)
    other = "en" if language == "ka" else "ka"
    page.set_viewport_size({"width": 1280, "height": 800})
    page.locator(f"header a[hreflang={other}]").first.click()
    page.wait_for_url(re.compile(rf"/{other}/charter/versions/\d+/$"))
    assert page.locator("section[aria-labelledby=values] li").count() == 6
