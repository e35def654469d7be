"""Waiting for the page that a click leads to."""

from contextlib import suppress
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Locator, Page, TimeoutError


def address(url: str) -> tuple[str, list[tuple[str, str]]]:
    """Return the path and what is asked for, in an order of its own; what is left empty says nothing."""
    parts = urlsplit(url)
    return parts.path, sorted(parse_qsl(parts.query))


def arrive(page: Page, path: str, /, **query: str) -> None:
    """Wait until the page at an address is there as a whole: a click ends as soon as its journey has begun."""
    wanted = path, sorted(query.items())
    with suppress(TimeoutError):
        page.wait_for_url(lambda url: address(url) == wanted)
    assert address(page.url) == wanted
    page.wait_for_load_state()


def follow(link: Locator) -> None:
    """Click a link, and wait until the page that it names is there as a whole."""
    path = link.get_attribute("href") or ""
    link.click()
    arrive(link.page, path)
