"""Rules of accessibility, checked at each width and in each scheme."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import WCAG
from tests.browser.site.pages import DESK, PHONE

VARIANTS = [(width, scheme) for width in (PHONE, DESK) for scheme in ("light", "dark")]
RULES = {
    "runOnly": {"type": "tag", "values": [*WCAG, "best-practice"]},
    "rules": {"color-contrast-enhanced": {"enabled": True}},
    "resultTypes": ["violations"],
}
# What the other scheme can break at a width where all rules were tried: it changes colours and nothing else.
COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "color-contrast-enhanced", "link-in-text-block"]},
    "resultTypes": ["violations"],
}
RUN = "(options) => axe.run(options).then(({violations}) => violations)"


def broken_rules(page: Page, *variants: tuple[int, str]) -> list[str]:
    """Return what breaks a rule on the page that is open, at each width and in each scheme."""
    found, tried = [], set()
    page.evaluate(Axe().axe_script)
    for width, scheme in variants:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        rules = COLOURS if width in tried else RULES
        tried.add(width)
        for rule in page.evaluate(RUN, rules):
            nodes = [node["html"][:200] for node in rule["nodes"]][:3]
            found.append(f"{page.url} {width} {scheme}: {rule['id']}: {rule['help']} {nodes}")
    return found
