"""The demonstration site, made once a module and taken back at its end."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from tests.demo.snapshot import run


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
def seeded(seeded_once: str, db: None) -> str:
    """The demonstration site, which the test may change as it likes; what the command printed."""
    return seeded_once
