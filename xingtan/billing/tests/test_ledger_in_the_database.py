"""What the database itself refuses: statements of SQL that would break a sum, a state or a history."""

from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.db.migrations.loader import MigrationLoader

from xingtan.billing import actions
from xingtan.billing.models import Allocation, Bill, LineStanding, LineState
from xingtan.billing.tests import given
from xingtan.billing.triggers import NAMES
from xingtan.foundation import clock
from xingtan.foundation.append_only import AppendOnly

pytestmark = pytest.mark.django_db


def everything() -> list[Any]:
    """Every row of the room."""
    return [
        list(model._default_manager.order_by("pk").values()) for model in apps.get_app_config("billing").get_models()
    ]


def run(sql: str, **values: str | int | bool) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.fixture
def part() -> LineStanding:
    """A transfer of 3,700, of which 3,600 are a school's; 40 of the rest are going back."""
    standing = given.paid(given.transfer("3700.00"), given.bill(heads=30), "3600.00")
    given.refund(standing, "40.00")
    standing.refresh_from_db()
    return standing


ALLOCATE = (
    'INSERT INTO billing_allocation (public_id, line_id, bill_id, amount, is_automatic, reasons, "by", by_words, at)'
    " SELECT %(key)s, line_id, bill_id, %(amount)s, is_automatic, reasons, 'x', 'x', at FROM billing_allocation"
    " WHERE line_id = %(line)s"
)
BREAKING = {
    "more than is left of the line": (ALLOCATE, "61.00"),
    "a negative row that undoes nothing": (ALLOCATE, "-5.00"),
    "another sum in the standing": ("UPDATE billing_linestanding SET allocated = 3599 WHERE line_id = %(line)s", ""),
    "another sum going back": ("UPDATE billing_linestanding SET refunding = 0 WHERE line_id = %(line)s", ""),
    "another amount of the line": ("UPDATE billing_linestanding SET amount = 9999 WHERE line_id = %(line)s", ""),
    "booked though some is left": ("UPDATE billing_linestanding SET state = 'booked' WHERE line_id = %(line)s", ""),
    "open though some is allocated": ("UPDATE billing_linestanding SET state = 'review' WHERE line_id = %(line)s", ""),
    "aside without a reason": ("UPDATE billing_linestanding SET state = 'aside' WHERE line_id = %(line)s", ""),
    "a state nobody knows": ("UPDATE billing_linestanding SET state = 'lost' WHERE line_id = %(line)s", ""),
    "a line without a standing": ("DELETE FROM billing_linestanding WHERE line_id = %(line)s", ""),
    "an edited allocation": ("UPDATE billing_allocation SET amount = 1 WHERE line_id = %(line)s", ""),
    "an allocation taken out": ("DELETE FROM billing_allocation WHERE line_id = %(line)s", ""),
    "an edited line": ("UPDATE billing_bankline SET amount = 9999 WHERE id = %(line)s", ""),
    "a refund taken out": ("DELETE FROM billing_refund WHERE line_id = %(line)s", ""),
    "more heads without a history": ("UPDATE billing_bill SET headcount = 99", ""),
    "another sum without a history": ("UPDATE billing_bill SET amount = 1", ""),
    "less than nothing": ("UPDATE billing_bill SET amount = -1", ""),
}


@pytest.mark.parametrize("sql", list(BREAKING))
def test_sql_that_breaks_a_sum_a_state_or_a_history_is_refused(sql: str, part: LineStanding) -> None:
    words, amount = BREAKING[sql]
    before = everything()

    with pytest.raises(DatabaseError):
        run(words, line=part.pk, amount=amount or "0", key="another-row")

    assert everything() == before


def test_sql_that_adds_a_row_takes_the_standing_along(part: LineStanding) -> None:
    run(ALLOCATE, line=part.pk, amount="60.00", key="another-row")

    part.refresh_from_db()
    assert (part.allocated, part.state) == (Decimal("3660.00"), LineState.BOOKED)
    assert Bill.objects.with_received().get().standing.received == Decimal("3660.00")


def test_a_row_that_undoes_another_amount_than_was_booked_is_refused(part: LineStanding) -> None:
    booked = Allocation.objects.get(line=part.line)

    with pytest.raises(DatabaseError), transaction.atomic():
        Allocation.objects.create(
            line=part.line, bill=booked.bill, amount=Decimal(-100), undoes=booked, is_automatic=False, at=clock.now()
        )


def test_a_line_set_aside_by_sql_alone_is_aside_and_takes_no_allocation() -> None:
    bill, standing = given.bill(heads=30), given.transfer("500.00")
    run(
        "INSERT INTO billing_setaside (line_id, is_release, why, note, \"by\", by_words, at)"
        " SELECT id, %(no)s, 'other_income', '', 'x', 'x', booked_at FROM billing_bankline WHERE id = %(line)s",
        line=standing.pk, no=False,
    )  # fmt: skip

    standing.refresh_from_db()
    assert standing.state == LineState.ASIDE
    with pytest.raises(DatabaseError), transaction.atomic():
        Allocation.objects.create(line=standing.line, bill=bill, amount=1, is_automatic=False, at=clock.now())


def test_no_more_is_written_off_than_is_missing() -> None:
    bill = given.bill(heads=30)
    given.paid(given.transfer("3595.00"), bill, "3595.00")
    given.write_off(bill, "3.00")

    with pytest.raises(DatabaseError):
        run(
            'INSERT INTO billing_writeoff (public_id, bill_id, amount, why, note, "limit", needs_second, asker_id, asked_by, asked_at)'
            " SELECT 'another-row', bill_id, 2.50, why, note, \"limit\", needs_second, asker_id, asked_by, asked_at FROM billing_writeoff"
        )
    assert Bill.objects.with_received().get().standing.rest == Decimal("2.00")


def test_every_trigger_stands_after_all_migrations() -> None:
    """A migration that rebuilds a table on SQLite forgets its triggers: then this fails."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
            ends: tuple[str, ...] = ("_no_change",)
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            ends = ("_no_update", "_no_delete")
        standing = {row[0] for row in cursor.fetchall()}
    steps = [step for migration in MigrationLoader(None).disk_migrations.values() for step in migration.operations]
    tables = {step.table for step in steps if isinstance(step, AppendOnly)}

    assert {*NAMES, "billing_allocation_within_line"} <= standing
    assert {f"{table}{end}" for table in tables for end in ends} <= standing


def test_doing_and_undoing_leaves_standing_and_rows_in_agreement() -> None:
    bill, by = given.bill(heads=30), given.finance_clerk()
    standing = given.paid(given.transfer("3700.00"), bill, "3600.00", by)
    actions.undo(line=standing.line, version=standing.version, by=by, now=clock.now())

    standing.refresh_from_db()
    assert (standing.allocated, standing.state) == (Decimal("0.00"), LineState.REVIEW)
