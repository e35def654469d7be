"""Searching as readers do it, on a small phone without JavaScript and by the keyboard alone, in both languages."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site.arrival import arrive
from tests.browser.site.conftest import Open
from tests.browser.site.pages import DESK, PHONE

WORDS = {
    "ka": {
        "typed": "migraciis",
        "shown": re.compile("^მიგრაცი"),
        "typo": "მიგრანტთებბი",
    },
    "en": {
        "typed": "migrations",
        "shown": re.compile("^migration", re.IGNORECASE),
        "typo": "migratoin",
    },
}
OTHER = {"ka": "en", "en": "ka"}


def number(page: Page) -> int:
    """Return the number of results that the page says."""
    return int(re.sub(r"\D", "", page.locator("main [role=status] b").inner_text()))


def press_until(page: Page, key: str, selector: str) -> None:
    """Press a key until an element has the focus."""
    for _press in range(60):
        if page.locator(f"{selector}:focus").count():
            return
        page.keyboard.press(key)
    raise AssertionError(f"{selector} cannot be reached by {key}")


def test_another_form_or_spelling_finds_the_word_and_marks_it(open_page: Open, language: str) -> None:
    words = WORDS[language]
    page = open_page(f"/{language}/search/", width=PHONE, java_script_enabled=False)
    page.locator("main input[type=search]").fill(words["typed"])
    page.locator("main input[type=search]").press("Enter")
    arrive(page, f"/{language}/search/", q=words["typed"])
    assert number(page) > 0
    marks = page.locator("main article mark")
    expect(marks.first).to_be_visible()
    assert [said for said in marks.all_inner_texts() if not words["shown"].match(said)] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE


def test_the_type_is_chosen_by_the_keyboard_alone(open_page: Open, language: str) -> None:
    words = WORDS[language]
    page = open_page(f"/{language}/search/?q={words['typed']}", width=DESK, java_script_enabled=False)
    before = number(page)
    press_until(page, "Tab", "select#type")
    press_until(page, "ArrowDown", "select#type:has(option[value=project]:checked)")
    press_until(page, "Tab", "details.filter button[type=submit]")
    page.keyboard.press("Enter")
    arrive(page, f"/{language}/search/", q=words["typed"], type="project")
    assert 0 < number(page) < before
    expect(page.locator("main input[type=search]")).to_have_value(words["typed"])


def test_the_other_language_is_one_tap_away_with_the_same_words(open_page: Open, language: str) -> None:
    typed = {"ka": "IOM", "en": "IOM"}[language]
    page = open_page(f"/{language}/search/?q={typed}", width=PHONE, java_script_enabled=False)
    link = page.locator(f"main [role=status] a[hreflang={OTHER[language]}]")
    said = int(re.sub(r"\D", "", link.inner_text()))
    follow_to = link.get_attribute("href") or ""
    link.click()
    arrive(page, f"/{OTHER[language]}/search/", q=typed)
    assert follow_to.startswith(f"/{OTHER[language]}/search/")
    assert page.locator("main article").count() == min(said, 10)


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_a_typo_leads_to_the_word_that_was_meant(open_page: Open, language: str, java_script_enabled: bool) -> None:
    typo = WORDS[language]["typo"]
    page = open_page(f"/{language}/search/?q={typo}", width=PHONE, java_script_enabled=java_script_enabled)
    expect(page.locator("main article")).to_have_count(0)
    page.locator("main .nothing p.lead a").click()
    page.wait_for_load_state()
    expect(page.locator("main article")).not_to_have_count(0)
    assert page.locator("main input[type=search]").input_value() != typo
