"""What the editor's scripts do with dates of every precision and with page addresses."""

import pytest
from django.test import Client
from playwright.sync_api import Locator, Page, expect

from cms.core.dates import FuzzyDate
from news.models import NewsPage
from tests.core.test_languages import SLUGS
from tests.factories.news import NewsPageFactory
from tests.factories.users import UserFactory

PARTS = {
    "": [],
    "day": ["year", "month", "day"],
    "day_span_without_year": ["month", "day", "end_month", "end_day"],
    "quarter": ["year", "quarter"],
    "year_span": ["year", "end_year"],
    "unknown": [],
}


@pytest.fixture
def news_page() -> NewsPage:
    """A news item with a date, and another one inside its text."""
    return NewsPageFactory(
        date=FuzzyDate.parse("2021-04-22/2021-04-24"),
        body=[("figure", {"qualifier": "about", "number": "17", "unit": "წევრი", "as_of": FuzzyDate.parse("2024-34")})],
    )


@pytest.fixture
def editor(page: Page, base_url: str, client: Client, news_page: NewsPage) -> Page:
    """The editing form of that item, opened by an administrator."""
    client.force_login(UserFactory(superuser=True))
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": base_url}])
    page.goto(f"/admin/pages/{news_page.pk}/edit/")
    return page


def save(editor: Page, outcome: str) -> None:
    """Save the draft, and wait until the form has come back with that outcome; its address stays the same."""
    editor.locator("button.action-save").first.click()
    expect(editor.locator(f".messages .{outcome}")).to_be_visible()
    editor.wait_for_load_state()


def shown(date: Locator) -> list[str]:
    """The parts of a date that the editor sees."""
    parts = date.locator("[data-part]")
    return [part.get_attribute("data-part") for part in parts.all() if part.is_visible()]


def test_only_the_parts_of_the_chosen_kind_show(editor: Page, page_errors: list[str], csp_errors: list[str]) -> None:
    date = editor.locator("#id_date")

    assert shown(date) == ["year", "month", "day", "end_year", "end_month", "end_day"]
    for kind, parts in PARTS.items():
        date.locator("select").first.select_option(kind)
        assert shown(date) == parts
    assert page_errors == []
    assert csp_errors == []


def test_a_date_in_the_text_is_shown_changed_and_kept(
    editor: Page, news_page: NewsPage, page_errors: list[str]
) -> None:
    as_of = editor.locator(".fuzzy-date[id^='body-']")
    as_of.scroll_into_view_if_needed()

    assert shown(as_of) == ["year", "quarter"]
    assert as_of.locator("[name$='-as_of_year']").input_value() == "2024"
    as_of.locator("select").first.select_option("month")
    assert shown(as_of) == ["year", "month"]
    as_of.locator("[name$='-as_of_month']").select_option("6")
    editor.locator("#id_date select").first.select_option("year")
    editor.locator("#id_date_1").fill("99999")
    save(editor, "error")

    # One date was impossible: nothing is lost on either.
    assert "9999" in editor.locator("[data-field-errors], .w-field__errors").filter(has_text="9999").first.inner_text()
    assert editor.locator("#id_date_1").input_value() == "99999"
    assert shown(editor.locator(".fuzzy-date[id^='body-']")) == ["year", "month"]
    editor.locator("#id_date_1").fill("2020")
    save(editor, "success")

    draft = NewsPage.objects.get(pk=news_page.pk).get_latest_revision_as_object()
    assert str(draft.date) == "2020"
    assert str(draft.body[0].value["as_of"]) == "2024-06"
    assert page_errors == []


def test_the_browser_writes_the_same_addresses_as_the_server(editor: Page) -> None:
    written = editor.locator("#id_slug").evaluate(
        """(input, titles) => titles.map((title) => {
            input.dispatchEvent(new CustomEvent("w-sync:apply", { detail: { value: title }, cancelable: true }));
            return input.value;
        })""",
        [title for title, _slug in SLUGS],
    )

    assert written == [slug for _title, slug in SLUGS]
