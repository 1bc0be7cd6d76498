"""Rows that are only ever added: database triggers that refuse UPDATE and DELETE on both databases."""

from typing import Any

from django.db import migrations, router
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {VERB} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
"""
_POSTGRESQL = """
DROP TRIGGER IF EXISTS {table}_no_change ON {table};
CREATE OR REPLACE FUNCTION {table}_append_only() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '{table} is append-only'; END; $$ LANGUAGE plpgsql;
CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_append_only();
"""


class InTheDatabase(migrations.RunPython):
    """A migration step that asks no model: drawing up all models of that time would take longer than the step."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:  # noqa: ARG002 - Django's signature
        """Do it."""
        if router.allow_migrate(schema_editor.connection.alias, app_label, **self.hints):
            self.code(from_state, schema_editor)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:  # noqa: ARG002 - Django's signature
        """Take it back."""
        if self.reverse_code and router.allow_migrate(schema_editor.connection.alias, app_label, **self.hints):
            self.reverse_code(from_state, schema_editor)


class AppendOnly(InTheDatabase):
    """A migration step that makes ``table`` append-only, and can be reversed.

    It may be taken again: SQLite forgets the triggers of a table that a later migration rebuilds.
    """

    def __init__(self, table: str) -> None:
        self.table = table
        super().__init__(self._install, self._remove)

    def deconstruct(self) -> tuple[str, list[str], dict[str, str]]:
        """How to write this step in a migration file."""
        return type(self).__name__, [self.table], {}

    def describe(self) -> str:
        """What ``migrate --plan`` prints."""
        return f"Refuse UPDATE and DELETE on {self.table}"

    def _install(self, _apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "postgresql":
            editor.execute(_POSTGRESQL.format(table=self.table))
            return
        for verb in ("update", "delete"):
            editor.execute(f"DROP TRIGGER IF EXISTS {self.table}_no_{verb}")
            editor.execute(_SQLITE.format(table=self.table, verb=verb, VERB=verb.upper()))

    def _remove(self, _apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "postgresql":
            editor.execute(f"DROP TRIGGER IF EXISTS {self.table}_no_change ON {self.table}")
            editor.execute(f"DROP FUNCTION IF EXISTS {self.table}_append_only()")
            return
        for verb in ("update", "delete"):
            editor.execute(f"DROP TRIGGER IF EXISTS {self.table}_no_{verb}")
