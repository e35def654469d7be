"""The seeded site, served: made once a run of the tests, copied for whoever changes it.

Workers of xdist share what is made; each starts its own servers on its own copies.
"""

import fcntl
import json
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from tests.served import database, server
from tests.served.addresses import BESIDE_THE_MAP
from tests.served.crawl import Crawl
from tests.served.server import Site

Once = Callable[[str, Callable[[Path], object]], object]


@pytest.fixture(scope="session")
def once(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Return a function that makes a thing once for all workers, and remembers it as JSON."""
    shared = tmp_path_factory.getbasetemp()
    if hasattr(request.config, "workerinput"):
        shared = shared.parent

    def make_once(name: str, make: Callable[[Path], object]) -> object:
        folder = shared / name
        folder.mkdir(exist_ok=True)
        with open(shared / f"{name}.lock", "w", encoding="utf-8") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            made = folder / "made.json"
            if not made.exists():
                made.write_text(json.dumps(make(folder)), encoding="utf-8")
            return json.loads(made.read_text(encoding="utf-8"))

    return make_once


@pytest.fixture(scope="session")
def seeded_template(once: Once, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> dict[str, str]:
    """A database with the demonstration content that nobody uses, and the folder of its files."""

    def make(folder: Path) -> dict[str, str]:
        with django_db_blocker.unblock():
            url = database.copy_of_tests(folder, _name("template"))
        env = server.environment(url, folder)
        with ThreadPoolExecutor() as at_once:
            commands = [at_once.submit(server.manage, "seed_demo", env=env), at_once.submit(server.collect_static, env)]
        for command in commands:
            command.result()
        return {"database": url, "folder": str(folder)}

    return once("template", make)


def _name(what: str) -> str:
    """Return a database name that no other run uses: it begins with the name of the tests' own."""
    return f"{connection.settings_dict['NAME']}_{what}"


def _site(
    template: dict[str, str], name: str, tmp_path_factory: pytest.TempPathFactory, blocker: DjangoDbBlocker
) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp(name)
    shutil.copytree(Path(template["folder"]) / "media", folder / "media")
    with blocker.unblock():
        url = database.copy_of(template["database"], folder, _name(name))
    with server.serving(url, folder) as site:
        yield site
    with blocker.unblock():
        database.remove(url)


@pytest.fixture(scope="session")
def site(
    seeded_template: dict[str, str], tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker
) -> Iterator[Site]:
    """The demonstration site, for tests that only read."""
    yield from _site(seeded_template, "reading", tmp_path_factory, django_db_blocker)


@pytest.fixture(scope="session")
def own_site(
    seeded_template: dict[str, str], tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker
) -> Iterator[Site]:
    """The demonstration site, for tests that change it; they must not lean on each other's changes."""
    yield from _site(seeded_template, "writing", tmp_path_factory, django_db_blocker)


@pytest.fixture(scope="session")
def crawl(once: Once, seeded_template: dict[str, str], request: pytest.FixtureRequest) -> Crawl:
    """Every answer of the demonstration site, read once a run; the site is started only where it is read."""
    return Crawl.from_json(
        once("crawl", lambda folder: Crawl.of(request.getfixturevalue("site").url, BESIDE_THE_MAP).to_json())
    )
