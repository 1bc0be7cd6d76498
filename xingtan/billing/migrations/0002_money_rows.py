"""Money rows are only added, their sums and states agree, and the rows of a line never exceed it: kept by the database itself."""

from django.db import migrations

from xingtan.billing.triggers import SetTriggers
from xingtan.foundation.append_only import AppendOnly, InTheDatabase

ONLY_ADDED = (
    "bankline",
    "allocation",
    "setaside",
    "statement",
    "billchange",
    "refund",
    "refundstep",
    "writeoff",
    "writeoffstep",
    "payerswitch",
    "secondremittance",
    "linehandover",
)

SQLITE = """
CREATE TRIGGER billing_allocation_within_line BEFORE INSERT ON billing_allocation
WHEN (SELECT is_incoming FROM billing_bankline WHERE id = NEW.line_id) = 0
  OR NEW.amount + (SELECT COALESCE(SUM(amount), 0) FROM billing_allocation WHERE line_id = NEW.line_id)
     NOT BETWEEN -0.005 AND (SELECT amount FROM billing_bankline WHERE id = NEW.line_id) + 0.005
BEGIN SELECT RAISE(ABORT, 'allocations exceed their bank line'); END;
"""
POSTGRESQL = """
CREATE FUNCTION billing_allocation_within_line() RETURNS trigger AS $$
DECLARE line_amount numeric; line_incoming boolean; total numeric;
BEGIN
  SELECT amount, is_incoming INTO line_amount, line_incoming FROM billing_bankline WHERE id = NEW.line_id FOR UPDATE;
  SELECT COALESCE(SUM(amount), 0) + NEW.amount INTO total FROM billing_allocation WHERE line_id = NEW.line_id;
  IF NOT line_incoming OR total < 0 OR total > line_amount THEN
    RAISE EXCEPTION 'allocations exceed their bank line';
  END IF;
  RETURN NEW;
END; $$ LANGUAGE plpgsql;
CREATE TRIGGER billing_allocation_within_line BEFORE INSERT ON billing_allocation
FOR EACH ROW EXECUTE FUNCTION billing_allocation_within_line();
"""


def install(_apps, editor) -> None:
    """The trigger of the database in use."""
    editor.execute(POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE)


def remove(_apps, editor) -> None:
    """Take it away again."""
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP TRIGGER billing_allocation_within_line ON billing_allocation")
        editor.execute("DROP FUNCTION billing_allocation_within_line()")
    else:
        editor.execute("DROP TRIGGER billing_allocation_within_line")


class Migration(migrations.Migration):
    """Triggers of the money tables."""

    dependencies = [("billing", "0001_initial")]
    operations = [
        *(AppendOnly(f"billing_{table}") for table in ONLY_ADDED),
        InTheDatabase(install, remove),
        SetTriggers(),
    ]
