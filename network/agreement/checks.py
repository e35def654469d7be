"""System checks of the room."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from network.agreement import guarded, triggers

# Wagtail's own: place in the tree, dates of publication, owner, locks; nothing that readers read as the page's text.
BOOKKEEPING = frozenset({
    "id", "path", "depth", "numchild", "translation_key", "locale", "live", "has_unpublished_changes",
    "first_published_at", "last_published_at", "live_revision", "go_live_at", "expire_at", "expired", "locked",
    "locked_at", "locked_by", "latest_revision", "latest_revision_created_at", "content_type", "url_path", "owner",
    "draft_title", "alias_of", "page_ptr", "comments",
})  # fmt: skip
INSTALLED = """
    SELECT c.relname, t.tgname, pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE t.tgname LIKE 'agreement\\_%' AND t.tgenabled <> 'D' AND pg_table_is_visible(c.oid)
"""


@register()
def check_every_field_decided(**kwargs: Any) -> list[CheckMessage]:
    """Every field and child relation of a guarded page type is either part of the agreed text, or said not to be."""
    return [
        Error(
            f"{model._meta.label}.{name} is neither in agreed_fields nor in unasked_fields.",
            hint="Say whether the members agree to it; a new agreed field changes every digest (docs/agreement.md).",
            obj=model,
            id="agreement.E001",
        )
        for model in guarded.page_types()
        for name in undecided_fields(model)
    ]


def undecided_fields(model: Any) -> list[str]:
    """Return the fields and child relations of a guarded page type of which nobody has said whether they are agreed."""
    own = {field.name for field in model._meta.get_fields() if not field.auto_created}
    own |= {relation.get_accessor_name() for relation in guarded.child_relations(model)}
    generic = {field.name for field in model._meta.private_fields}
    return sorted(own - generic - BOOKKEEPING - set(model.agreed_fields) - set(model.unasked_fields))


@register("database")
def check_triggers_installed(*, databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """On PostgreSQL every guarded page type has its triggers, as its fields are today.

    Asked only when no migration is waiting: ``migrate`` runs these checks before it installs anything.
    """
    return [
        Error(
            f"The trigger {name} on the table {table} is missing or out of date.",
            hint="Add a migration with network.agreement.operations.GuardTables to the app of the table, and migrate.",
            id="agreement.E002",
        )
        for alias in databases or []
        if connections[alias].vendor == "postgresql" and not _has_pending_migrations(alias)
        for table, name in missing_triggers(alias)
    ]


def missing_triggers(alias: str) -> list[tuple[str, str]]:
    """Return the triggers that a PostgreSQL database lacks or has in an older form: table and name."""
    with connections[alias].cursor() as cursor:
        cursor.execute(INSTALLED)
        installed = {(table, name): sql for table, name, sql in cursor.fetchall()}
    return [key for key, sql in triggers.expected().items() if _call(installed.get(key, "")) != _call(sql)]


def _has_pending_migrations(alias: str) -> bool:
    executor = MigrationExecutor(connections[alias])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _call(sql: str) -> str:
    """Return the end of a trigger's definition: PostgreSQL writes the rest in words of its own."""
    return sql.rpartition("EXECUTE FUNCTION")[2].strip()
