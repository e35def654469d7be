"""What the people of a journey have: phones without scripts, a mail server, the desk of the editors."""

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import caches
from playwright.sync_api import Browser, Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from cms.core.models import SiteSettings
from tests.smtp import Sink

PHONE = {"width": 360, "height": 740}
SCREEN = {"width": 1280, "height": 800}
OpenPage = Callable[..., Page]


@pytest.fixture(autouse=True)
def served(settings: Settings, live_server: LiveServer, smtp_sink: Sink) -> str:
    """The site under its own address, so that links in mails lead to it; mails go to the server of the test."""
    settings.BASE_URL = live_server.url
    caches["shared"].clear()
    names = SiteSettings.load()
    names.name_ka, names.name_en = "სამოქალაქო საზოგადოება მიგრაციისთვის", "Civil Society for Migration"
    names.email = "office@example.org"
    names.save()
    return live_server.url


@pytest.fixture
def open_phone(browser: Browser, served: str) -> Iterator[OpenPage]:
    """Return a way to open an address on somebody's own phone, where no script runs."""
    yield from _opening(browser, served, viewport=PHONE, java_script_enabled=False)


@pytest.fixture
def open_screen(browser: Browser, served: str) -> Iterator[OpenPage]:
    """Return a way to open an address at a desk, in Georgian."""
    yield from _opening(browser, served, viewport=SCREEN, locale="ka-GE")


def _opening(browser: Browser, url: str, **options: object) -> Iterator[OpenPage]:
    contexts = []

    def opened(path: str = "") -> Page:
        context = browser.new_context(base_url=url, **options)
        contexts.append(context)
        page = context.new_page()
        if path:
            page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
