"""Nothing runs out of the page at any width, and fingers find their targets on phones."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site.conftest import Open
from tests.browser.site.pages import EVERY_TYPE, PHONE, TYPES
from tests.browser.site.watch import Watch

WIDTHS = (320, 360, 768, 1440)

# Every run of text and every thing that is drawn, as it lies in the window. What is hidden from sight, what lies in a
# box that scrolls by itself, and drawings that are decoration may reach further.
OVERFLOWING = """() => {
    const width = document.documentElement.clientWidth;
    const set_aside = ".vh, .skip:not(:focus), [aria-hidden=true], [popover]:not(:popover-open)";
    const scrolls = (element) => {
        for (let box = element; box && box !== document.body; box = box.parentElement) {
            const scrolling = ["auto", "scroll"].includes(getComputedStyle(box).overflowX);
            if (scrolling && box.scrollWidth > box.clientWidth) return true;
        }
        return false;
    };
    const out = [];
    const look = (element, rectangles, what) => {
        if (element.closest(set_aside) && getComputedStyle(element.closest(set_aside)).position !== "static") return;
        for (const {left, right, width: own} of rectangles) {
            if (own > 0 && (left < -1 || right > width + 1) && !scrolls(element)) out.push(`${what} ${left}-${right}`);
        }
    };
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        if (!texts.currentNode.data.trim()) continue;
        const range = document.createRange();
        range.selectNodeContents(texts.currentNode);
        look(texts.currentNode.parentElement, range.getClientRects(), texts.currentNode.data.trim().slice(0, 60));
    }
    for (const element of document.querySelectorAll("img, table, input, select, button, summary, dl, main, section")) {
        look(element, element.getClientRects(), element.outerHTML.slice(0, 60));
    }
    const whole = document.scrollingElement.scrollWidth;
    if (whole > width) out.push(`the page scrolls to ${whole}`);
    return out;
}"""

# Links and controls that stand alone: not a word within a sentence. Of the smaller side of each.
SMALL_TARGETS = """(wanted) => {
    const in_sentence = (link) => {
        const block = link.parentElement.closest("p, li, dd, dt, td, th, h1, h2, h3, h4, div, span");
        const copy = block.cloneNode(true);
        copy.querySelectorAll("a, button, .vh").forEach((other) => other.remove());
        return getComputedStyle(link).display === "inline" && /\\p{L}/u.test(copy.textContent);
    };
    return [...document.querySelectorAll("a[href], button, summary, select, input:not([type=hidden])")]
        .filter((target) => target.checkVisibility({visibilityProperty: true}) && !target.matches(".skip"))
        .filter((target) => !(target.matches("a") && in_sentence(target)))
        .map((target) => {
            const {width, height} = target.getBoundingClientRect();
            return [width, height, target.outerHTML.slice(0, 120)];
        })
        .filter(([width, height]) => height > 0 && (height < wanted - 0.5 || width < 24));
}"""


def read(open_page: Open, watch: Watch, name: str, language: str, width: int) -> Page:
    page = open_page(TYPES[name][language], width=width)
    page.evaluate("document.fonts.ready")
    if name == "nothing":
        watch.expect(f"404: {TYPES[name][language]}")
    return page


@pytest.mark.parametrize(("name", "language"), EVERY_TYPE)
def test_nothing_runs_out_of_the_page(open_page: Open, watch: Watch, name: str, language: str) -> None:
    page = read(open_page, watch, name, language, WIDTHS[0])
    out = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        out[width] = page.evaluate(OVERFLOWING)
    assert out == {width: [] for width in WIDTHS}


@pytest.mark.parametrize(("name", "language"), EVERY_TYPE)
def test_targets_are_large_enough_for_fingers(open_page: Open, watch: Watch, name: str, language: str) -> None:
    page = read(open_page, watch, name, language, PHONE)
    small = page.evaluate(SMALL_TARGETS, 44)
    page.locator("button[popovertarget=menu]").last.click()
    expect(page.locator("nav#menu")).to_be_visible()
    small += page.evaluate(SMALL_TARGETS, 44)
    assert small == []


def test_the_check_for_what_runs_out_itself(open_page: Open) -> None:
    page = open_page("/en/", width=320)
    page.evaluate("document.querySelector('h1').textContent = 'word'.repeat(40)")
    assert page.evaluate(OVERFLOWING) == [], "a long word breaks"
    page.evaluate("document.querySelector('h1').style.whiteSpace = 'nowrap'")
    assert page.evaluate(OVERFLOWING) != []
