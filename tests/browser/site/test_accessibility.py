"""No rule of WCAG 2.2 (A, AA, and contrast and targets of AAA where the look promises them) is broken anywhere."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import WCAG
from tests.browser.site.conftest import Open
from tests.browser.site.pages import DESK, EVERY_TYPE, PATHS, PHONE, TYPES
from tests.browser.site.watch import Watch
from tests.served.crawl import Crawl

VARIANTS = [(width, scheme) for width in (PHONE, DESK) for scheme in ("light", "dark")]
SHARES = 4
RULES = {
    "runOnly": {"type": "tag", "values": [*WCAG, "best-practice"]},
    "rules": {"color-contrast-enhanced": {"enabled": True}},
    "resultTypes": ["violations"],
}
RUN = "(options) => axe.run(options).then(({violations}) => violations)"


def broken_rules(page: Page, *variants: tuple[int, str]) -> list[str]:
    """Return what breaks a rule on the page that is open, at each width and in each scheme."""
    found = []
    page.evaluate(Axe().axe_script)
    for width, scheme in variants:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for rule in page.evaluate(RUN, RULES):
            nodes = [node["html"][:200] for node in rule["nodes"]][:3]
            found.append(f"{page.url} {width} {scheme}: {rule['id']}: {rule['help']} {nodes}")
    return found


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
    assert broken_rules(page, *VARIANTS[:2]) == []
    page.locator("button[popovertarget=menu]").last.click()
    assert page.locator("nav#menu").is_visible()
    assert broken_rules(page, *VARIANTS[:2]) == []
