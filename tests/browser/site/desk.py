"""The editors' desk as a person uses it: by what is written on it, in Georgian."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

from cms.demo.accounts import PASSWORD
from tests.browser.site.arrival import follow

PRECISIONS = {"day": ("year", "month", "day"), "month": ("year", "month")}


def panels_are_settled(page: Page) -> None:
    """Wait for Wagtail, which opens the panel that was open last a moment after the form has come."""
    expect(page.locator("[data-form-side]")).not_to_have_class(re.compile("form-side--initial"))


class Desk:
    """One editor who is signed in."""

    def __init__(self, page: Page, name: str) -> None:
        self.page = page
        page.goto("/admin/")
        page.locator("[name=login]").fill(name)
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("main button[type=submit]").first.click()
        page.wait_for_url("**/admin/")

    def begin_below(self, *titles: str) -> None:
        """Walk down the tree of pages and begin a new page there."""
        self.page.goto("/admin/pages/")
        for title in titles:
            follow(self.page.get_by_role("link", name=f"ქვეგვერდების ნახვა: „{title}“"))
        self.page.get_by_role("link", name="ქვეგვერდის დამატება").first.click()
        expect(self.page.locator("[name=title]")).to_be_visible()
        self.page.wait_for_load_state()

    def tab(self, label: str) -> None:
        """Open a part of the form."""
        self.page.get_by_role("tab", name=label, exact=True).click()

    def field(self, name: str) -> Locator:
        """Return the part of the form that holds a field."""
        return self.page.locator(f"[data-contentpath='{name}']").first

    def write(self, name: str, text: str) -> None:
        """Fill an input, and leave it as a person does."""
        given = self.page.locator(f"[name='{name}']")
        given.fill(text)
        given.press("End")
        given.blur()

    def date(self, name: str, precision: str, *parts: int) -> None:
        """Say a date as exactly as it is known."""
        date = self.field(name)
        date.locator(f"[name={name}_precision]").select_option(precision)
        for part, value in zip(PRECISIONS[precision], parts, strict=True):
            given = date.locator(f"[name={name}_{part}]")
            if part == "month":
                given.select_option(str(value))
            else:
                given.fill(str(value))

    def add(self, name: str, kind: str) -> Locator:
        """Add a block to the end of a stream; return its form."""
        stream = self.field(name)
        number = stream.locator(f"input[name='{name}-count']").input_value()
        stream.locator("button.c-sf-add-button").last.click()
        block = stream.locator(f"[data-streamfield-child]:has(> input[name='{name}-{number}-type'])")
        options = self.page.locator("[role=listbox] [role=option]")
        expect(block.or_(options).first).to_be_visible()  # where there is no choice, it is there at once
        if options.count():
            options.get_by_text(kind, exact=True).click()
        expect(block).to_be_visible()
        return block

    def type_into(self, block: Locator, text: str) -> None:
        """Type over the rich text of a block, and wait until the editor has taken it."""
        block.locator("[contenteditable=true]").first.click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.press("Delete")
        self.page.keyboard.type(text)
        expect(block.locator("input[name$='-value']").first).to_have_value(re.compile(re.escape(text)))

    def publish(self) -> str:
        """Let the page out; return its address."""
        self.page.locator("footer button[aria-expanded]").last.click()
        self.page.locator("button[name=action-publish]").click()
        seen = self.page.locator(".messages .success").get_by_role("link", name="ნახვა")  # no earlier message has it
        expect(seen).to_be_visible()
        return urlsplit(seen.get_attribute("href") or "").path

    def edit_published(self) -> None:
        """Open the page that was just let out again."""
        follow(self.page.locator(".messages .success").get_by_role("link", name="რედაქტირება"))

    def make_english(self) -> None:
        """Make the English page with the button beside the form."""
        panels_are_settled(self.page)
        toggle = self.page.locator("[data-side-panel-toggle=counterpart]")
        if toggle.get_attribute("aria-expanded") != "true":
            toggle.click()
        self.page.get_by_role("button", name="ინგლისური გვერდის შექმნა").click()
        expect(self.page.get_by_text("ინგლისური გვერდი მონახაზად შეიქმნა")).to_be_visible()
        self.page.wait_for_load_state()
