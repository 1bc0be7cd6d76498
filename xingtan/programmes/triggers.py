"""The collecting account is changed by no statement of SQL that two people and their hours do not stand behind (A14)."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from xingtan.foundation.append_only import InTheDatabase

NAMES = ("programmes_payee_kept", "programmes_payee_waits")
_FIELDS = ("payee_name", "payee_account", "payee_bank", "payee_bank_code")
_CHANGED = " OR ".join(f"NEW.{field} <> OLD.{field}" for field in _FIELDS)
_SAME = " AND ".join(f"c.{field.replace('payee_', 'new_')} = NEW.{field}" for field in _FIELDS)
_UNDECIDED = """NOT EXISTS (SELECT 1 FROM programmes_payeechange c WHERE c.programme_id = NEW.id AND {same}
  AND c.id = (SELECT s.change_id FROM programmes_payeechangestep s JOIN programmes_payeechange o ON o.id = s.change_id
    WHERE o.programme_id = NEW.id AND s.kind = 'in_force' ORDER BY s.id DESC LIMIT 1))""".replace("{same}", _SAME)
_EARLY = """NEW.kind = 'in_force' AND NOT EXISTS (SELECT 1 FROM programmes_payeechangestep a
  WHERE a.change_id = NEW.change_id AND a.kind = 'approved' AND a.effective_at <= NEW.at)"""
_GUARDS = {
    "programmes_payee_kept": (
        "UPDATE",
        "programmes_programme",
        _CHANGED,
        _UNDECIDED,
        "the account waits for two people",
    ),
    "programmes_payee_waits": ("INSERT", "programmes_payeechangestep", "", _EARLY, "the account waits for its hours"),
}


def set_triggers(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Make both triggers, whether or not they were there."""
    lift_triggers(apps, editor)
    for name, (verb, table, when, refused, words) in _GUARDS.items():
        if editor.connection.vendor == "postgresql":
            body = f"BEGIN IF {refused} THEN RAISE EXCEPTION '{words}'; END IF; RETURN NEW; END;"
            only = f" WHEN ({when})" if when else ""
            editor.execute(f"CREATE FUNCTION {name}() RETURNS trigger AS $$ {body} $$ LANGUAGE plpgsql;", params=None)
            editor.execute(
                f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW{only} EXECUTE FUNCTION {name}();",
                params=None,
            )
        else:
            only = f"({when}) AND ({refused})" if when else refused
            editor.execute(
                f"CREATE TRIGGER {name} BEFORE {verb} ON {table} WHEN {only} BEGIN SELECT RAISE(ABORT, '{words}'); END;",
                params=None,
            )


def lift_triggers(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take both away."""
    is_postgresql = editor.connection.vendor == "postgresql"
    for name, (_verb, table, _when, _refused, _words) in _GUARDS.items():
        editor.execute(f"DROP TRIGGER IF EXISTS {name}{f' ON {table}' if is_postgresql else ''}")
        if is_postgresql:
            editor.execute(f"DROP FUNCTION IF EXISTS {name}()")


class SetTriggers(InTheDatabase):
    """A migration step after which the triggers stand; a migration that rebuilds the programme's table takes it again."""

    def __init__(self) -> None:
        super().__init__(set_triggers, lift_triggers)

    def deconstruct(self) -> tuple[str, list[str], dict[str, str]]:
        """How to write this step in a migration file."""
        return type(self).__name__, [], {}
