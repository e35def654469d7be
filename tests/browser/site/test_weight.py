"""What a first visit costs: the bytes that really pass, with everything that the page loads."""

import pytest
from playwright.sync_api import Page

from tests.browser.site.conftest import Open
from tests.browser.site.pages import EVERY_TYPE, PHONE, TYPES
from tests.browser.site.watch import Watch

KB = 1024
TEXT_PAGE = 60 * KB
HOME = 120 * KB
# Not `wait_for_function`: what it looks at a second time, the policy of our pages forbids.
ALL_PICTURES = """Promise.all([...document.images].map((picture) => {
    picture.loading = "eager";
    return picture.decode();
}))"""


def bytes_of_first_visit(page: Page, path: str) -> dict[str, int]:
    """Return the bytes that passed for each address, headers included."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    addresses: dict[str, str] = {}
    passed: dict[str, int] = {}
    session.on("Network.requestWillBeSent", lambda said: addresses.update({said["requestId"]: said["request"]["url"]}))
    session.on(
        "Network.loadingFinished",
        lambda said: passed.update({addresses[said["requestId"]]: int(said["encodedDataLength"])}),
    )
    page.goto(path)
    page.evaluate("document.fonts.ready")
    page.wait_for_load_state("networkidle")
    return passed


@pytest.mark.parametrize(("name", "language"), EVERY_TYPE)
def test_first_visit(open_page: Open, watch: Watch, name: str, language: str) -> None:
    page = open_page(width=PHONE)
    passed = bytes_of_first_visit(page, TYPES[name][language])
    if name == "home":  # with the pictures that wait until they are seen
        page.evaluate(ALL_PICTURES)
        page.wait_for_load_state("networkidle")
    assert sum(passed.values()) <= (HOME if name == "home" else TEXT_PAGE), passed
    assert any(url.endswith(".woff2") for url in passed), "the fonts are counted"
    assert sum(size for url, size in passed.items() if url.endswith(".js")) <= 10 * KB
    if name == "nothing":
        watch.expect(f"404: {TYPES[name][language]}")
    print(f"{sum(passed.values()):7} {name} {language}")
