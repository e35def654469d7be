"""The public record in a real browser: read, checked, printed, without script and on a narrow phone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site.accessibility import VARIANTS, broken_rules
from tests.browser.site.conftest import Open
from tests.browser.site.pages import PHONE
from tests.browser.site.test_weight import TEXT_PAGE, bytes_of_first_visit

NARROW = 320
LANGUAGES = ("ka", "en")


def first_record(page: Page, language: str) -> str:
    """Open the newest record from the list and return its path."""
    page.goto(f"/{language}/record/")
    page.locator("main h2 a").first.click()
    expect(page.locator("table.tally")).to_be_visible()
    return "/" + page.url.split("/", 3)[3]


def is_too_wide(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_rule_of_accessibility_is_broken(open_page: Open, language: str) -> None:
    page = open_page()
    path = first_record(page, language)
    assert broken_rules(page, *VARIANTS) == []
    page.goto(f"/{language}/record/")
    assert broken_rules(page, *VARIANTS) == []
    page.goto(path)
    page.fill("textarea[name=text]", "Nothing that was agreed.")
    page.locator("main form button").click()
    expect(page.get_by_role("status")).to_be_visible()
    assert broken_rules(page, *VARIANTS) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_fits_the_narrowest_phone_and_keeps_its_colours_off(open_page: Open, language: str) -> None:
    page = open_page(width=NARROW, forced_colors="active")
    first_record(page, language)
    assert not is_too_wide(page)
    expect(page.locator("p.match svg")).to_be_visible()
    page.locator("header a[hreflang]").click()
    expect(page.locator("table.tally")).to_be_visible()
    assert not is_too_wide(page)


def test_a_reader_checks_a_text_without_script(open_page: Open) -> None:
    page = open_page(java_script_enabled=False, width=PHONE)
    first_record(page, "en")
    page.locator("main .lead a").click()
    text = "\n".join(page.locator("main h1, main p.lead").all_inner_texts())
    page.locator("section.agreed a").click()
    page.fill("textarea[name=text]", f"{text}\nand an addition")
    page.locator("main form button").click()
    expect(page.get_by_role("status")).to_be_visible()
    expect(page.locator("textarea[name=text]")).to_have_value(re.compile("and an addition"))
    assert page.context.cookies() == []


def test_the_line_of_a_text_leads_to_its_record_and_stands_in_print(open_page: Open) -> None:
    page = open_page()
    path = first_record(page, "en")
    page.locator("main .lead a").click()
    page.emulate_media(media="print")
    expect(page.locator(".agreed b")).to_be_visible()
    page.emulate_media(media="screen")
    page.locator("section.agreed a").click()
    assert page.url.endswith(path)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_first_visit_stays_light(open_page: Open, language: str) -> None:
    path = first_record(open_page(width=PHONE), language)
    passed = bytes_of_first_visit(open_page(width=PHONE), path)
    assert sum(passed.values()) <= TEXT_PAGE, passed
    assert not any(url.endswith(".js") and "language" not in url for url in passed)
