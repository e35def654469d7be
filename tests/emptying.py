"""After a test that commits: every table as the migrations left it.

Django empties all tables and then reads all rows of the migrations from JSON, a thousand saves of a model for each
such test. Here the database itself puts them back: SQLite by copying its file, PostgreSQL by emptying the tables that
hold something, with triggers at rest, and copying the few rows in.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import TransactionTestCase

_kept_rows: dict[str, bytes] = {}


def install() -> None:
    """Put this in the place of what Django does before and after a test that commits."""
    TransactionTestCase._fixture_setup = classmethod(lambda cls: None)
    TransactionTestCase._fixture_teardown = lambda self: put_back()


def keep() -> None:
    """Remember what the tables hold now: what the migrations wrote."""
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(_kept_file())) as target:
            connection.connection.backup(target)
        return
    with connection.cursor() as cursor:
        for table in _filled():
            with cursor.copy(f'COPY "{table}" TO STDOUT') as rows:
                _kept_rows[table] = b"".join(rows)


def put_back() -> None:
    """Make the tables hold again what they held when they were kept."""
    connection.close()  # in whatever state the test left it
    connection.ensure_connection()
    ContentType.objects.clear_cache()
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(_kept_file())) as source:
            source.backup(connection.connection)
        return
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for table in _filled():
            cursor.execute(f'DELETE FROM "{table}"')
        for table, rows in _kept_rows.items():
            with cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
                copy.write(rows)


def _kept_file() -> Path:
    """Return the file beside the tests' own database."""
    return Path(connection.settings_dict["NAME"]).with_name("migrated.sqlite3")


def _filled() -> list[str]:
    """Return the tables of PostgreSQL that hold a row."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
        names = [name for (name,) in cursor.fetchall()]
        asked = " UNION ALL ".join(f"(SELECT '{name}' FROM \"{name}\" LIMIT 1)" for name in names)
        cursor.execute(asked)
        return [name for (name,) in cursor.fetchall()]
