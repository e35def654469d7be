"""Databases beside that of the tests: copied from it while it holds what migrations wrote and nothing else."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from django.db import connection
from wagtail.models import Locale

SECONDS_TO_WAIT = 20


def copy_of_tests(folder: Path, name: str) -> str:
    """Return the URL of a new database with the tests' own tables: a second run of the migrations is spared."""
    assert Locale.objects.exists(), "a test has emptied the tables before"
    if connection.vendor == "sqlite":
        path = _new_file(folder)
        with closing(sqlite3.connect(path)) as target:
            connection.connection.backup(target)
        return f"sqlite:///{path}"
    return _postgres_copy(connection.settings_dict["NAME"], name)


def copy_of(url: str, folder: Path, name: str) -> str:
    """Return the URL of a new database with all that stands in the one at ``url``, which nobody uses just now."""
    if connection.vendor == "sqlite":
        path = _new_file(folder)
        with closing(sqlite3.connect(_path(url))) as source, closing(sqlite3.connect(path)) as target:
            source.backup(target)
        return f"sqlite:///{path}"
    return _postgres_copy(urlsplit(url).path.lstrip("/"), name)


def execute(url: str, *statements: str) -> None:
    """Change the database at ``url`` behind the back of the site that runs on it."""
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(_path(url), timeout=SECONDS_TO_WAIT)) as database, database:
            for statement in statements:
                database.execute(statement)
        return
    with psycopg.connect(url) as database:
        database.execute("SET agreement.maintenance = 'on'")
        for statement in statements:
            database.execute(statement)


@contextmanager
def taken_back(url: str, path: str) -> Iterator[None]:
    """Unpublish the page at ``path`` for as long as the block lasts."""
    statement = "UPDATE wagtailcore_page SET live = {live} WHERE slug = '{slug}'"
    slug = path.strip("/").rpartition("/")[2]
    execute(url, statement.format(live="FALSE", slug=slug))
    try:
        yield
    finally:
        execute(url, statement.format(live="TRUE", slug=slug))


def remove(url: str) -> None:
    """Remove the database at ``url``."""
    if connection.vendor == "sqlite":
        Path(_path(url)).unlink()
        return
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{urlsplit(url).path.lstrip("/")}" WITH (FORCE)')


def name_in(url: str) -> str:
    """Return what Django calls the database at ``url``: its file, or its name on the server."""
    return _path(url) if connection.vendor == "sqlite" else urlsplit(url).path.lstrip("/")


def _path(url: str) -> str:
    return url.removeprefix("sqlite:///")


def _new_file(folder: Path) -> Path:
    path = folder / "db.sqlite3"
    path.unlink(missing_ok=True)
    return path


def _postgres_copy(source: str, name: str) -> str:
    connection.close()  # a database that somebody uses cannot be copied
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
