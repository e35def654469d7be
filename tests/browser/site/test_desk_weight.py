"""What members and those who check a decision open: light on a phone, and readable for everybody, in both languages."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, StorageState, expect

from tests.browser.site.accessibility import VARIANTS, broken_rules
from tests.browser.site.conftest import Open
from tests.browser.site.pages import PHONE
from tests.browser.site.test_weight import KB, TEXT_PAGE, bytes_of_first_visit
from tests.browser.site.watch import Watch
from tests.served.server import Site

# Representatives of the demonstration: one round waits for the answer of the first; the second has answered.
UNDECIDED, DECIDED = "rep04@example.org", "rep05@example.org"
CODE = re.compile(r"\b\d{8}\b")
# For readers of a decision: the address, or the list that leads there and the link in it.
PUBLIC = {
    "charter": {"ka": "/ka/vin-vart/ghirebulebata-kartia/", "en": "/en/who-we-are/values-charter/"},
    "versions": {"ka": "/ka/charter/versions/", "en": "/en/charter/versions/"},
    "version": {language: (f"/{language}/charter/versions/", "/charter/versions/") for language in ("ka", "en")},
    "records": {"ka": "/ka/record/", "en": "/en/record/"},
    "record": {language: (f"/{language}/record/", "/record/") for language in ("ka", "en")},
    "sign-in": {"ka": "/ka/sign-in/", "en": "/en/sign-in/"},
    "staff": {"ka": "/ka/sign-in/staff/", "en": "/en/sign-in/staff/"},
    "refused link": {"ka": "/ka/answer/1.2.3.4.x/", "en": "/en/answer/1.2.3.4.x/"},
}
# For members: the address, or where its link is found on the desk.
MEMBERS = {
    "desk": "desk/",
    "rounds": "desk/rounds/",
    "question": "main a.button[href*='/desk/rounds/']",
    "round": "main a[href$='/record/'][href*='/desk/rounds/']",
    "receipt": "main a[href*='/desk/answers/']",
    "charter": "desk/charter/",
    "mandates": "mandates/",
    "security": "sign-in/security/",
}
Find = Callable[[str, str], tuple[Page, str]]
EVERY_PUBLIC = [(name, language) for name in PUBLIC for language in ("ka", "en")]
EVERY_MEMBERS = [(name, language) for name in MEMBERS for language in ("ka", "en")]
REFUSED = 403


def newest_code(site: Site, address: str) -> str:
    """Return the code of the newest mail to a representative that the site has written into its folder."""
    mails = sorted(Path(site.folder / "mail").iterdir(), key=lambda file: file.stat().st_mtime, reverse=True)
    texts = (file.read_text(encoding="utf-8") for file in mails)
    found = next(CODE.search(text.split("\n\n", 1)[1]) for text in texts if f"To: {address}" in text)
    assert found
    return found[0]


@pytest.fixture(scope="session")
def sessions(browser: Browser, site: Site) -> dict[str, StorageState]:
    """What the browsers of representatives keep after signing in with a mailed code."""
    return {address: signed_in(browser, site, address) for address in (UNDECIDED, DECIDED)}


def signed_in(browser: Browser, site: Site, address: str) -> StorageState:
    """Come in with a mailed code; return what the browser keeps."""
    context = browser.new_context(base_url=site.url)
    page = context.new_page()
    page.goto("/ka/sign-in/")
    page.fill("[name=email]", address)
    page.locator("main form:not([hidden]) button[type=submit]").first.click()
    page.wait_for_url("**/sign-in/code/")
    page.fill("[name=code]", newest_code(site, address))
    page.locator("main form:not([hidden]) button[type=submit]").first.click()
    page.wait_for_url(lambda url: "sign-in" not in url)
    kept = context.storage_state()
    context.close()
    return kept


@pytest.fixture
def open_members(open_page: Open, sessions: dict[str, StorageState]) -> Find:
    """Return a way to find a page for members: a fresh browser of the representative, and the page's address."""

    def find(name: str, language: str) -> tuple[Page, str]:
        where, session = MEMBERS[name], sessions[DECIDED if name == "receipt" else UNDECIDED]
        if not where.startswith("main "):
            return open_page(width=PHONE, storage_state=session), f"/{language}/{where}"
        desk = open_page(f"/{language}/desk/", storage_state=session)
        address = desk.locator(where).first.get_attribute("href")
        assert address
        return open_page(width=PHONE, storage_state=session), address

    return find


def public_address(open_page: Open, name: str, language: str) -> str:
    """Return the address of a page for readers; the number of a record is another in each database."""
    where = PUBLIC[name][language]
    if isinstance(where, str):
        return where
    path, part = where
    links = open_page(path).locator(f"main a[href*='{part}']")
    addresses = [link.get_attribute("href") or "" for link in links.all()]
    return next(address for address in addresses if re.search(r"/\d+/$", address))


def is_light(page: Page, path: str) -> None:
    """Visit a page for the first time and weigh everything that it loads."""
    passed = bytes_of_first_visit(page, path)
    expect(page.locator("h1")).to_be_visible()
    print(f"{sum(passed.values()):7} {path}")
    assert sum(passed.values()) <= TEXT_PAGE, passed
    assert any(url.endswith(".woff2") for url in passed), "the fonts are counted"
    assert sum(size for url, size in passed.items() if url.endswith(".js")) <= 10 * KB


@pytest.mark.parametrize(("name", "language"), EVERY_PUBLIC)
def test_a_page_for_readers_is_light_and_breaks_no_rule(
    open_page: Open, watch: Watch, name: str, language: str
) -> None:
    path = public_address(open_page, name, language)
    page = open_page(width=PHONE)
    is_light(page, path)
    assert broken_rules(page, *VARIANTS) == []
    if name == "refused link":
        watch.expect(f"{REFUSED}: {path}")


@pytest.mark.parametrize(("name", "language"), EVERY_MEMBERS)
def test_a_page_for_members_is_light_and_breaks_no_rule(open_members: Find, name: str, language: str) -> None:
    page, path = open_members(name, language)
    is_light(page, path)
    assert page.url.endswith(path), "nobody is sent to the door"
    expect(page.locator("html")).to_have_attribute("lang", language)
    assert broken_rules(page, *VARIANTS) == []


@pytest.mark.parametrize("language", ["ka", "en"])
def test_a_compared_text_breaks_no_rule(open_page: Open, language: str) -> None:
    page = open_page(public_address(open_page, "record", language), width=PHONE)
    page.fill("#paste", "ქსელი / The Network")
    page.locator("main form button").click()
    expect(page.locator("#compared")).to_be_visible()
    assert broken_rules(page, *VARIANTS) == []
