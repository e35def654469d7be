"""A real Chromium, Debian's own: nothing is downloaded for it.

DJANGO_ALLOW_ASYNC_UNSAFE: Playwright keeps an event loop in the thread of the test, and Django would refuse
every query of the test there.
"""

import os
import shutil
import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from playwright.sync_api import ConsoleMessage, Page, Playwright, Request, expect
from pytest_django.live_server_helper import LiveServer

from tests.conftest import not_here

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# Chromium without its windows, if it is there: the same browser at half the work.
_NAMES = [os.environ["CHROMIUM"]] if "CHROMIUM" in os.environ else ["chromium-headless-shell", "chromium"]
CHROMIUM = next(filter(None, map(shutil.which, _NAMES)), None)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",
]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Waiting long costs nothing where all is well, and a busy machine is no mistake of the site.
MILLISECONDS_TO_WAIT = 15_000
SECONDS_TO_ANSWER = 60

expect.set_options(timeout=MILLISECONDS_TO_WAIT)


@pytest.fixture(scope="session")
def usual_connections(django_db_setup: None) -> dict[str, BaseDatabaseWrapper]:
    """The connections that tests without a browser use."""
    return {alias: connections[alias] for alias in connections}


@pytest.fixture(scope="session")
def playwright(usual_connections: dict[str, BaseDatabaseWrapper], playwright: Playwright) -> Playwright:
    """Keep the connections when Playwright starts.

    Django keeps them apart for code below an event loop, and would open new ones here: without the rows of an
    unfinished transaction, and without the rows that migrations wrote, which each test gets back.
    """
    for alias, connection in usual_connections.items():
        connections[alias] = connection
    return playwright


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the browser that the machine has."""
    if CHROMIUM is None:
        not_here("Chromium is not installed. On Debian: apt-get install chromium")
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": ARGUMENTS}


@pytest.fixture(scope="session")
def base_url(live_server: LiveServer) -> str:
    """Let `page.goto("/ka/")` mean the site under test."""
    return live_server.url


@pytest.fixture(scope="session")
def live_server(live_server: LiveServer) -> LiveServer:
    """Let the server remember the threads in which it answers; it does not keep those that may die with it."""
    live_server.thread.httpd.daemon_threads = False
    return live_server


@pytest.fixture(autouse=True)
def all_answered(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let a test end when everything that its pages asked for is answered, and not before.

    A late request would meet the emptying of the tables, or write into the database of the next test.
    """
    if "live_server" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("transactional_db")  # before the pages: what is set up first is cleared away last
    server = request.getfixturevalue("live_server").thread.httpd
    yield
    # The pages are closed. The server takes what comes in turn, so after this nothing of theirs is left in the queue.
    with socket.create_connection(server.server_address, timeout=SECONDS_TO_ANSWER) as last:
        last.shutdown(socket.SHUT_WR)
        last.recv(1)
    for thread in server._threads.pop_all():
        thread.join(SECONDS_TO_ANSWER)
        assert not thread.is_alive(), "a request of the test has no answer yet"


@pytest.fixture
def axe(page: Page) -> Callable[..., None]:
    """Return a check: the page as it is now breaks no rule of WCAG 2.2, level AA."""

    def check(**options: Any) -> None:
        wanted = {"runOnly": {"type": "tag", "values": WCAG}, **options}
        found = Axe().run(page, options=wanted).response["violations"]
        assert not found, [(rule["id"], [node["html"] for node in rule["nodes"]][:3]) for rule in found]

    return check


@pytest.fixture
def csp_errors(page: Page) -> list[str]:
    """A list that fills with the breaches of Content-Security-Policy on the pages visited."""
    seen: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            seen.append(message.text)

    page.on("console", listen)
    return seen


@pytest.fixture
def page_errors(page: Page) -> list[str]:
    """A list that fills with the errors that scripts of the pages raise."""
    seen: list[str] = []
    page.on("pageerror", lambda error: seen.append(str(error)))
    return seen


@pytest.fixture
def foreign_requests(page: Page, base_url: str) -> list[str]:
    """A list that fills with every address asked for that is not the site's own."""
    seen: list[str] = []

    def listen(request: Request) -> None:
        if not request.url.startswith((base_url, "data:", "blob:", "about:")):
            seen.append(request.url)

    page.on("request", listen)
    return seen
