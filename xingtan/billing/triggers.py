"""What the database itself keeps right about money, in the words of both databases.

* A line's standing follows its rows: an allocation, a refund or its end recount it at once, and a
  standing that says anything else than its rows is refused (I2, I3). So no line is in two states, none
  gives more than it has, and no statement of SQL gets a sum past the rows.
* A bill's head count and amount change only with a row that says from what to what (A22).
* No more of a bill is written off than is missing.

SQLite forgets the triggers of a table that a migration rebuilds, and rebuilds none that triggers name:
a migration that alters one of ``TABLES`` stands between ``LiftTriggers()`` and ``SetTriggers()``.
``tests/test_ledger_in_the_database.py`` fails when one is missing.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from xingtan.foundation.append_only import InTheDatabase

TABLES = (
    "bill",
    "billchange",
    "bankline",
    "allocation",
    "linestanding",
    "setaside",
    "refund",
    "refundstep",
    "writeoff",
)

_ALLOCATED = "(SELECT COALESCE(SUM(amount), 0) FROM billing_allocation WHERE line_id = {line})"
_REFUNDING = """(SELECT COALESCE(SUM(r.amount), 0) FROM billing_refund r WHERE r.line_id = {line} AND NOT EXISTS
  (SELECT 1 FROM billing_refundstep s WHERE s.refund_id = r.id AND s.kind IN ('refused', 'taken_back')))"""
_ASIDES = """(SELECT COALESCE(SUM(CASE WHEN is_release THEN -1 ELSE 1 END), 0) FROM billing_setaside
  WHERE line_id = {line})"""
_SETTLE = """UPDATE billing_linestanding SET
  allocated = ROUND({allocated}, 2), refunding = ROUND({refunding}, 2),
  state = CASE
    WHEN state = 'aside' THEN state
    WHEN {allocated} + {refunding} > amount - 0.005 AND amount > 0 THEN 'booked'
    WHEN {allocated} + {refunding} > 0.005 THEN 'part'
    WHEN state IN ('part', 'booked') THEN 'review'
    ELSE state END
WHERE line_id = {line};"""
_OTHERWISE = """ABS(NEW.allocated - {allocated}) > 0.005 OR ABS(NEW.refunding - {refunding}) > 0.005
  OR (CASE WHEN NEW.state = 'aside' THEN 1 ELSE 0 END) <> {asides}
  OR ABS(NEW.amount - (SELECT amount FROM billing_bankline WHERE id = NEW.line_id)) > 0.005"""
_UNTOLD = """NOT EXISTS (SELECT 1 FROM billing_billchange c WHERE c.bill_id = NEW.id
  AND c.id = (SELECT MAX(id) FROM billing_billchange WHERE bill_id = NEW.id)
  AND c.headcount_after = NEW.headcount AND ABS(c.amount_after - NEW.amount) < 0.005)"""
_MISSING = """(SELECT b.amount - (SELECT COALESCE(SUM(amount), 0) FROM billing_allocation WHERE bill_id = b.id)
  - (SELECT COALESCE(SUM(w.amount), 0) FROM billing_writeoff w WHERE w.bill_id = b.id AND NOT EXISTS
    (SELECT 1 FROM billing_writeoffstep s WHERE s.write_off_id = w.id AND s.kind IN ('refused', 'taken_back')))
  FROM billing_bill b WHERE b.id = NEW.bill_id)"""
_NOT_AS_UNDONE = """NEW.undoes_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM billing_allocation u WHERE u.id = NEW.undoes_id
  AND u.line_id = NEW.line_id AND u.bill_id = NEW.bill_id AND ABS(u.amount + NEW.amount) < 0.005)"""


def _of_line(sql: str, line: str) -> str:
    """With the sums of a line put in."""
    sums = (("{allocated}", _ALLOCATED), ("{refunding}", _REFUNDING), ("{asides}", _ASIDES), ("{line}", line))
    for name, words in sums:
        sql = sql.replace(name, words)
    return sql


_DIFFERS = _of_line(_OTHERWISE, "NEW.line_id")
_CHANGED = {
    "sqlite": "NEW.headcount <> OLD.headcount OR ABS(NEW.amount - OLD.amount) > 0.005",
    "postgresql": "NEW.headcount <> OLD.headcount OR NEW.amount <> OLD.amount",
}
GUARDS: dict[str, tuple[str, str, str, str]] = {
    "billing_standing_set": ("INSERT", "billing_linestanding", _DIFFERS, "a standing differs from its rows"),
    "billing_standing_kept": ("UPDATE", "billing_linestanding", _DIFFERS, "a standing differs from its rows"),
    "billing_standing_stays": ("DELETE", "billing_linestanding", "1 = 1", "a line always stands somewhere"),
    "billing_bill_told": ("UPDATE", "billing_bill", _UNTOLD, "a bill changes only with its history"),
    "billing_undone_as_it_was": ("INSERT", "billing_allocation", _NOT_AS_UNDONE, "an undoing row differs from what it undoes"),
    "billing_write_off_within_rest": ("INSERT", "billing_writeoff", f"NEW.amount > {_MISSING} + 0.005", "more is written off than is missing"),
}  # fmt: skip
"""Before which verb on which table, when it is refused, and the words."""
SETTLERS: dict[str, tuple[str, str]] = {
    "billing_allocation_settles": ("billing_allocation", "NEW.line_id"),
    "billing_refund_settles": ("billing_refund", "NEW.line_id"),
    "billing_refund_end_settles": (
        "billing_refundstep",
        "(SELECT line_id FROM billing_refund WHERE id = NEW.refund_id)",
    ),
}
"""After a row of which table the standing of which line is counted again."""
ASIDE = "billing_aside_settles"
_ASIDE = """UPDATE billing_linestanding SET state = CASE WHEN NEW.is_release THEN 'review' ELSE 'aside' END
WHERE line_id = NEW.line_id;"""
NAMES = (*GUARDS, *SETTLERS, ASIDE)


def _for_sqlite() -> list[str]:
    guards = []
    for name, (verb, table, refused, words) in GUARDS.items():
        when = f"({_CHANGED['sqlite']}) AND ({refused})" if name == "billing_bill_told" else refused
        guards.append(
            f"CREATE TRIGGER {name} BEFORE {verb} ON {table} WHEN {when} BEGIN SELECT RAISE(ABORT, '{words}'); END;"
        )
    settlers = [
        f"CREATE TRIGGER {name} AFTER INSERT ON {table} BEGIN {_of_line(_SETTLE, line)} END;"
        for name, (table, line) in SETTLERS.items()
    ]
    return [*guards, *settlers, f"CREATE TRIGGER {ASIDE} AFTER INSERT ON billing_setaside BEGIN {_ASIDE} END;"]


def _for_postgresql() -> list[str]:
    made = []
    for name, (verb, table, refused, words) in GUARDS.items():
        when = f" WHEN ({_CHANGED['postgresql']})" if name == "billing_bill_told" else ""
        back = "OLD" if verb == "DELETE" else "NEW"
        made.append(_function(name, f"IF {refused} THEN RAISE EXCEPTION '{words}'; END IF; RETURN {back};"))
        made.append(f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW{when} EXECUTE FUNCTION {name}();")
    after = {name: (table, _of_line(_SETTLE, line)) for name, (table, line) in SETTLERS.items()}
    for name, (table, deed) in {**after, ASIDE: ("billing_setaside", _ASIDE)}.items():
        made.append(_function(name, f"{deed} RETURN NULL;"))
        made.append(f"CREATE TRIGGER {name} AFTER INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {name}();")
    return made


def _function(name: str, body: str) -> str:
    return f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger AS $$ BEGIN {body} END; $$ LANGUAGE plpgsql;"


def _table_of(name: str) -> str:
    if name in GUARDS:
        return GUARDS[name][1]
    return SETTLERS[name][0] if name in SETTLERS else "billing_setaside"


def set_triggers(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Make every trigger, whether or not it was there."""
    lift_triggers(_apps, editor)
    for sql in _for_postgresql() if editor.connection.vendor == "postgresql" else _for_sqlite():
        editor.execute(sql, params=None)


def lift_triggers(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take every trigger away."""
    is_postgresql = editor.connection.vendor == "postgresql"
    for name in NAMES:
        on = f" ON {_table_of(name)}" if is_postgresql else ""
        editor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")
        if is_postgresql:
            editor.execute(f"DROP FUNCTION IF EXISTS {name}()")


class SetTriggers(InTheDatabase):
    """A migration step after which the triggers stand."""

    def __init__(self) -> None:
        super().__init__(set_triggers, lift_triggers)

    def deconstruct(self) -> tuple[str, list[str], dict[str, str]]:
        """How to write this step in a migration file."""
        return type(self).__name__, [], {}


class LiftTriggers(SetTriggers):
    """A migration step before tables with triggers are rebuilt."""

    def __init__(self) -> None:
        super().__init__()
        self.code, self.reverse_code = lift_triggers, set_triggers
