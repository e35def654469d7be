"""The database can always follow the code, and go back."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from .source import ROOMS


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    output = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=output, stderr=output)
    except (CommandError, SystemExit):
        pytest.fail(output.getvalue(), pytrace=False)


def test_every_migration_can_be_undone() -> None:
    own = {config.label for config in apps.get_app_configs() if config.name.split(".")[0] in ROOMS}
    loader = MigrationLoader(None)
    one_way = [
        f"{migration}: {operation.describe()}"
        for (label, _name), migration in loader.disk_migrations.items()
        if label in own
        for operation in migration.operations
        if not operation.reversible
    ]
    assert one_way == []


@pytest.mark.django_db
def test_one_last_migration_in_every_app() -> None:
    assert MigrationLoader(connection).detect_conflicts() == {}
