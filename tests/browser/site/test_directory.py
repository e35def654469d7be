"""The members' directory by the keyboard alone, on a small phone without JavaScript, in both languages."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site.arrival import arrive
from tests.browser.site.conftest import Open
from tests.browser.site.pages import DESK, PHONE, TYPES
from tests.browser.site.test_search import press_until

IMERETI = ".regions a[href*='region=imereti']"


def number(page: Page) -> int:
    """Return the number of members that the page says."""
    return int(re.sub(r"\D", "", page.locator("main [role=status] b").inner_text()))


def is_coloured(page: Page, selector: str) -> str:
    """Return with what the shape of a region is drawn."""
    return page.eval_on_selector(f"{selector} path", "(path) => getComputedStyle(path).strokeWidth")


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_region_of_the_map_by_the_keyboard(open_page: Open, language: str, width: int) -> None:
    path = TYPES["members"][language]
    page = open_page(path, width=width, java_script_enabled=False)
    everybody = number(page)
    before = is_coloured(page, IMERETI)
    press_until(page, "Tab", IMERETI)
    assert is_coloured(page, IMERETI) != before, "the shape shows where the focus is"
    page.keyboard.press("Enter")
    arrive(page, path, region="imereti")
    assert page.url.endswith("#found")
    assert 0 < number(page) < everybody
    expect(page.locator("main article")).to_have_count(number(page))
    expect(page.locator(f"{IMERETI}[aria-current=true]")).to_have_count(1)
    # On into the list: the first member of the region.
    link = page.locator("main article h2 a").first
    press_until(page, "Tab", "main article:first-of-type h2 a")
    wanted = link.get_attribute("href") or ""
    page.keyboard.press("Enter")
    arrive(page, wanted)
    expect(page.locator("main h1")).to_be_visible()


def test_filters_by_the_keyboard(open_page: Open, language: str) -> None:
    path = TYPES["members"][language]
    page = open_page(path, width=PHONE, java_script_enabled=False)
    everybody = number(page)
    press_until(page, "Tab", "details.filter summary")
    page.keyboard.press("Enter")
    press_until(page, "Tab", "select#kind")
    press_until(page, "ArrowDown", "select#kind:has(option[value=person]:checked)")
    press_until(page, "Tab", "select#level")
    press_until(page, "ArrowDown", "select#level:has(option[value=policy]:checked)")
    press_until(page, "Tab", "details.filter button[type=submit]")
    page.keyboard.press("Enter")
    arrive(page, path, kind="person", level="policy")
    people = number(page)
    assert 0 < people < everybody
    # The map counts the same members, and its links keep the filters.
    counts = [int(text) for text in page.locator(".regions a > b").all_inner_texts()]
    assert sum(counts) == people
    press_until(page, "Tab", ".chosen a")
    page.keyboard.press("Enter")
    arrive(page, path)
    assert number(page) == everybody


def test_a_region_without_members_cannot_be_reached(open_page: Open, language: str) -> None:
    page = open_page(TYPES["members"][language], width=PHONE, java_script_enabled=False)
    expect(page.locator(".regions li")).to_have_count(12)
    expect(page.locator(".regions svg")).to_have_count(12)
    expect(page.locator(".regions .none")).to_have_count(1)
    expect(page.locator(".regions .none a")).to_have_count(0)
    expect(page.locator(".regions a")).to_have_count(11)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE


def test_a_shape_is_pressed_like_its_words(open_page: Open, language: str) -> None:
    path = TYPES["members"][language]
    page = open_page(path, width=DESK, java_script_enabled=False)
    page.locator(f"{IMERETI} path").click()
    arrive(page, path, region="imereti")
