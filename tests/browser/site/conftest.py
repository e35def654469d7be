"""Readers of the demonstration site, served as somebody runs it, in a real Chromium.

A reader's page notes what no page may do. The tests here do not touch the database of the other tests, so they do
not pay for emptying it; that is why the fixtures `page` and `live_server` are not used.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import SECONDS_TO_ANSWER
from tests.browser.site.watch import Watch
from tests.served.server import Site

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def base_url() -> None:
    """Nothing is served by the process of the tests."""


@pytest.fixture
def watch() -> Watch:
    """What the pages of a test did that no page may do."""
    return Watch()


@pytest.fixture
def open_page(browser: Browser, site: Site, watch: Watch) -> Iterator[Open]:
    """Return a function that opens a page of the site for a new reader; afterwards nothing may have gone wrong."""
    yield from _opening(browser, site, watch)


@pytest.fixture
def open_own_page(browser: Browser, own_site: Site, watch: Watch) -> Iterator[Open]:
    """Do the same on the site that tests may change."""
    yield from _opening(browser, own_site, watch)


def _opening(browser: Browser, site: Site, watch: Watch) -> Iterator[Open]:
    contexts = []

    def open_page(path: str = "", *, width: int = 1280, height: int = 800, **options: Any) -> Page:
        context = browser.new_context(base_url=site.url, viewport={"width": width, "height": height}, **options)
        context.set_default_timeout(SECONDS_TO_ANSWER * 1000)  # a click waits for the server too
        contexts.append(context)
        page = context.new_page()
        watch.over(page, site.url)
        if path:
            page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert watch.complaints == []
