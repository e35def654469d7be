"""An index that other rules wrote is written anew, by itself, at the end of ``migrate``.

The index holds tokens that ``analysis`` made of what records declare. If a stem is added or a rule changes, words that
were indexed before it no longer meet what is typed today; a field that a page declares later is not in the index; and
an index of Wagtail's own backend has no stems at all. Whoever upgrades the site need not know: ``WrittenBy`` says which
rules wrote the index, and every upgrade runs ``migrate``.
"""

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import version
from operator import attrgetter
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models.signals import post_migrate
from django.dispatch import receiver
from wagtail.search.index import get_indexed_models

from cms.core import languages
from cms.search.models import WrittenBy

HERE = Path(__file__).parent
# Everything that decides which tokens a text has.
SOURCES = (
    *sorted((HERE / "analysis").glob("*.py")),
    *(HERE / name for name in ("indexing.py", "postgresql.py", "sqlite.py")),
    Path(languages.__file__),
)


@cache
def rules() -> str:
    """Return a fingerprint of today's rules, so that nobody counts versions: their source, and what records declare."""
    found = hashlib.sha256(version("snowballstemmer").encode())
    for path in SOURCES:
        found.update(path.read_bytes())
    for model in sorted(get_indexed_models(), key=attrgetter("_meta.label")):
        found.update("\n".join([model._meta.label, *_told(model.get_search_fields())]).encode())
    return found.hexdigest()


def _told(fields: Iterable[Any]) -> Iterator[str]:
    """Return what the index reads of a record, one line for each field."""
    for field in fields:
        yield f"{type(field).__name__} {field.field_name} {getattr(field, 'boost', '')}"
        yield from _told(getattr(field, "fields", ()))


def is_up_to_date() -> bool:
    """Say whether today's rules wrote the index."""
    return WrittenBy.objects.filter(rules=rules()).exists()


@transaction.atomic
def rebuild() -> None:
    """Write the index anew, all or nothing: readers search the old one meanwhile."""
    call_command("update_index", verbosity=0)
    WrittenBy.objects.all().delete()
    WrittenBy.objects.create(rules=rules())


@receiver(post_migrate, dispatch_uid="search.rebuild")
def rebuild_if_outdated(*, app_config: Any, using: str, verbosity: int = 1, **kwargs: Any) -> None:
    """Rebuild once all rooms are migrated; not half-way, where tables differ from what the models say."""
    if app_config.label != "search" or "search_writtenby" not in connections[using].introspection.table_names():
        return
    if is_up_to_date():
        return
    executor = MigrationExecutor(connections[using])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return
    if verbosity:
        print("  Writing the search index anew ...")
    rebuild()
