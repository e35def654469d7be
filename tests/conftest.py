"""What every test finds ready.

DATABASE_URL chooses the database (the embedded one without it); tests/pg.py sets it for PostgreSQL.
REQUIRE_ALL=1 says that this machine has everything: what is skipped elsewhere for want of Chromium or the
HTML validator then fails.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import hypothesis
import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.core.management import call_command
from django.core.signals import request_finished
from django.db import close_old_connections, connection
from django.utils import translation
from django_tasks import task_backends
from django_tasks.backends.dummy import DummyBackend
from pytest_django import DjangoDbBlocker, Settings
from wagtail.models import Locale

from tests import emptying
from tests.served import migrated
from tests.served.fixtures import Once, crawl, once, own_site, seeded_template, site
from tests.smtp import smtp_sink

__all__ = ["crawl", "once", "own_site", "seeded_template", "site", "smtp_sink"]

ROOT = Path(__file__).resolve().parents[1]
RULES_OF_HTML = ROOT / "tests" / "htmlvalidate.json"

hypothesis.settings.register_profile("here", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, database=None, print_blob=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "here")


def not_here(reason: str) -> NoReturn:
    """Skip for want of something on this machine; where everything must be present, fail."""
    if os.environ.get("REQUIRE_ALL") == "1":
        pytest.fail(f"{reason} (and REQUIRE_ALL is set)", pytrace=False)
    pytest.skip(reason)


def pytest_configure() -> None:
    """Compile the Georgian catalogue first: what the tests read must be what the source says."""
    call_command("compile_catalogues")
    emptying.install()


def _commits(item: pytest.Item) -> bool:
    """Whether the test commits to the database, because another thread has to see its rows."""
    marker = item.get_closest_marker("django_db")
    return bool(
        {"live_server", "transactional_db"} & set(getattr(item, "fixturenames", ()))
        or (marker and marker.kwargs.get("transaction"))
    )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the browser's tests; those that commit come last, after the shuffle of pytest-randomly."""
    for item in items:
        if (ROOT / "tests" / "browser") in item.path.parents:
            item.add_marker("browser")
        if "seeded_template" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.django_db)  # what is served is copied from the tests' own database
        if (ROOT / "tests" / "search") in item.path.parents:
            item.add_marker("indexed")
        if _commits(item):
            item.add_marker(pytest.mark.django_db(transaction=True), append=False)
        if item.get_closest_marker("postgres") and connection.vendor != "postgresql":
            item.add_marker(pytest.mark.skip(reason="says something about PostgreSQL only: make test-pg"))
    # A browser keeps an event loop in the thread of the tests; what commits changes the tables for others.
    items.sort(key=lambda item: (_commits(item), item.get_closest_marker("browser") is not None))


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Whether Django is to use the database that lies there: on SQLite the copy of the migrated one."""
    return connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, once: Once, django_db_blocker: DjangoDbBlocker
) -> None:
    """Migrate once for all workers."""
    with django_db_blocker.unblock():
        migrated.use(once)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Remember what the migrations wrote, for after the tests that commit."""
    with django_db_blocker.unblock():
        emptying.keep()


@pytest.fixture(autouse=True)
def home_language() -> None:
    """Begin each test in the language of the home: a request leaves its own active in the thread."""
    translation.activate(django_settings.LANGUAGE_CODE)


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """Forget what the process remembers of an earlier test's database, and a request that broke off without an end."""
    cache.clear()
    request_finished.disconnect(close_old_connections)
    request_finished.send(sender=None)
    request_finished.connect(close_old_connections)


@pytest.fixture(autouse=True)
def tasks(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let the indexes of the search and of references rest unless the test needs them: a sixth of all work."""
    immediate = task_backends["default"]
    if request.node.get_closest_marker("indexed") is None:
        task_backends["default"] = DummyBackend("default", {})
    yield
    task_backends["default"] = immediate


@pytest.fixture(autouse=True)
def media_root(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keep uploads and renditions of the test out of the site's own folder."""
    folder = tmp_path_factory.getbasetemp() / "media"
    settings.MEDIA_ROOT = str(folder)
    return folder


@pytest.fixture
def ka(db: None) -> Locale:
    """Georgian, the language of the home."""
    return Locale.objects.get(language_code="ka")


@pytest.fixture
def en(db: None) -> Locale:
    """English, the other language."""
    return Locale.objects.get(language_code="en")


@pytest.fixture(params=[code for code, _name in django_settings.LANGUAGES])
def language(request: pytest.FixtureRequest) -> str:
    """Run the test once in each language of the site."""
    return request.param


@pytest.fixture(scope="session")
def html_validator() -> str:
    """The path of html-validate, which `make html-validate` fetches."""
    here = ROOT / "var" / "html-validate" / "node_modules" / ".bin" / "html-validate"
    found = str(here) if here.exists() else shutil.which("html-validate")
    if not found or not shutil.which("node"):
        not_here("html-validate is not installed: make html-validate")
    return found


@pytest.fixture
def assert_valid_html(html_validator: str, tmp_path: Path) -> Callable[[dict[str, str]], None]:
    """Return a check of whole pages, given as {name: HTML}: no page may break a rule of HTML."""

    def check(pages: dict[str, str]) -> None:
        files = {}
        for number, (name, html) in enumerate(pages.items()):
            path = tmp_path / f"{number}.html"
            path.write_text(html, encoding="utf-8")
            files[str(path)] = name
        command = [html_validator, "--config", str(RULES_OF_HTML), "--formatter", "json", *files]
        report = tmp_path / "report.json"
        with report.open("wb") as output:  # a pipe would get the beginning of a long report only
            result = subprocess.run(command, stdout=output, stderr=subprocess.PIPE, check=False, cwd=tmp_path)
        assert report.stat().st_size, f"html-validate said nothing: {result.stderr!r}"
        assert not _complaints(json.loads(report.read_text(encoding="utf-8")), files)

    return check


def _complaints(report: list[dict[str, Any]], files: dict[str, str]) -> list[str]:
    return [
        f"{files[entry['filePath']]}:{message['line']}: {message['message']} ({message['ruleId']})"
        for entry in report
        for message in entry["messages"]
    ]
