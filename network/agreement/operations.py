"""Operations for migrations: the gate's triggers on PostgreSQL; on other databases they do nothing."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation

from network.agreement import triggers


class GuardTables(Operation):
    """Guard the tables of one page type, as a new guarded type needs it: ``manage.py check --database default``.

    ``GuardTables("news_newspage", unasked=["date_latest"], throughs={"news_newspage_topics": "newspage_id"})``: columns
    that the members are not asked about; tables of child rows, and tables that join the text to records, with their
    column that holds the page. ``editorial=False`` for a type whose ``voices`` leave the secretariat's out. Run again
    with other arguments it replaces the triggers. What a type needs is said by ``triggers.expected``.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(
        self,
        page_table: str,
        *,
        unasked: list[str] | tuple[str, ...] = (),
        children: dict[str, str] | None = None,
        throughs: dict[str, str] | None = None,
        editorial: bool = True,
    ) -> None:
        self.page_table = page_table
        self.unasked = unasked
        self.children = children or {}
        self.throughs = throughs or {}
        self.editorial = editorial

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Change nothing that Django's models know of."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """Install the triggers."""
        if schema_editor.connection.vendor == "postgresql":
            for (table, name), sql in self._triggers(app_label).items():
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}", params=None)
                schema_editor.execute(sql, params=None)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """Remove the triggers."""
        if schema_editor.connection.vendor == "postgresql":
            for table, name in self._triggers(app_label):
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}", params=None)

    def describe(self) -> str:
        """Say it for people."""
        return f"Guard the texts in {self.page_table}"

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Say it for Django."""
        keywords: dict[str, Any] = {"unasked": self.unasked, "children": self.children, "throughs": self.throughs}
        keywords["editorial"] = self.editorial
        return type(self).__qualname__, [self.page_table], keywords

    def _triggers(self, app_label: str) -> dict[tuple[str, str], str]:
        model = self.page_table.removeprefix(f"{app_label}_")
        guarded = triggers.Guarded(
            table=self.page_table,
            content_type=f"{app_label}.{model}",
            unasked=tuple(sorted(self.unasked)),
            parts={**self.children, **self.throughs},
            editorial=self.editorial,
        )
        return guarded.triggers()


class InstallFunctions(Operation):
    """Install what the triggers call, and keep certificates, answers and the log as they were written."""

    reversible = True
    reduces_to_sql = True

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Change nothing that Django's models know of."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """Install the functions."""
        if schema_editor.connection.vendor == "postgresql":
            for sql in (triggers.FUNCTIONS, *triggers.keep_records()):
                schema_editor.execute(sql, params=None)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """Remove the functions."""
        if schema_editor.connection.vendor == "postgresql":
            for table in triggers.KEPT:
                schema_editor.execute(f"DROP TRIGGER agreement_keep ON {table}", params=None)
            schema_editor.execute(triggers.NO_FUNCTIONS, params=None)

    def describe(self) -> str:
        """Say it for people."""
        return "Let PostgreSQL guard agreed texts"
