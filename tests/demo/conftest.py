"""The demonstration site: one that all tests of a run share, and one that is made before one's eyes."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from tests.demo.snapshot import run
from tests.served import database


@pytest.fixture(scope="module")
def demonstration(
    seeded_template: dict[str, str], tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Let the module work on a copy of the database that was seeded once for all that look at it."""
    files = tmp_path_factory.getbasetemp() / "media"
    shutil.copytree(Path(seeded_template["folder"]) / "media", files, dirs_exist_ok=True)
    own = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        url = database.copy_of(seeded_template["database"], tmp_path_factory.mktemp("demo"), f"{own}_demo")
        connection.close()
        connection.settings_dict["NAME"] = database.name_in(url)
        yield
        connection.close()
        connection.settings_dict["NAME"] = own
        database.remove(url)


@pytest.fixture
def seeded(demonstration: None, db: None) -> None:
    """The demonstration site, which the test may change as it likes."""


@pytest.fixture(scope="module")
def seeded_once(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Seed inside a transaction that the whole module shares; each test adds its own savepoint."""
    folder = tmp_path_factory.getbasetemp() / "media"
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=str(folder), PRIVATE_ROOT=folder),
        transaction.atomic(),
    ):
        yield run("--if-empty")
        transaction.set_rollback(True)


@pytest.fixture
def seeded_here(seeded_once: str, db: None) -> str:
    """The same, seeded in this process; what the command printed."""
    return seeded_once
