"""A statement is stored whole or not at all, and no line twice."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from xingtan.accounts.models import Kind
from xingtan.accounts.tests import given as accounts
from xingtan.billing import actions, queries
from xingtan.billing.errors import OtherAccount, StatementKnown, UnreadableAmount
from xingtan.billing.models import BankLine, LineStanding, LineState, Statement, StatementUpload
from xingtan.billing.tests import given
from xingtan.foundation import clock
from xingtan.foundation.sheets import write_csv, write_workbook
from xingtan.programmes import actions as programme_actions
from xingtan.programmes.models import Programme
from xingtan.programmes.tests import given as programmes

pytestmark = pytest.mark.django_db


def prepared(content: bytes, name: str = "对账单.csv") -> actions.PreparedStatement:
    return actions.prepare_statement(programme=programmes.programme_2020(), content=content, name=name)


def test_lines_are_stored_as_the_bank_tells_them() -> None:
    given.statement(given.row("3600.00", "东雷乡中心小学", "30人", serial="77"))

    line = BankLine.objects.get()
    assert (line.amount, line.payer_name, line.remark, line.serial) == (
        Decimal("3600.00"),
        "东雷乡中心小学",
        "30人",
        "77",
    )
    assert LineStanding.objects.get(line=line).state == LineState.NEW


@pytest.mark.parametrize("name", ["对账单.xlsx", "对账单.csv"])
def test_workbooks_and_tables_are_taken(name: str) -> None:
    write = write_workbook if name.endswith("xlsx") else write_csv

    assert len(prepared(write(given.COLUMNS, [given.row()]), name).read.lines) == 1


def test_the_same_file_is_refused_with_when_and_by_whom() -> None:
    clerk, row = given.finance_clerk(), given.row()
    given.statement(row, by=clerk)

    with pytest.raises(StatementKnown) as refused:
        prepared(given.statement_file(row))

    assert refused.value.parameters["who"] == str(clerk)
    assert BankLine.objects.count() == 1


def test_overlapping_periods_bring_each_line_once() -> None:
    first, shared, last = given.row(), given.row(), given.row()
    given.statement(first, shared)

    later = given.statement(shared, last)

    assert (later.lines_read, later.lines_known, later.lines_new) == (2, 1, 1)
    assert BankLine.objects.count() == 3


def test_a_hundred_equal_transfers_of_one_day_are_a_hundred_lines() -> None:
    same = ["2020-11-18", "120.00", "", "", "", "培训费", ""]

    given.statement(*[same] * 100)
    again = given.statement(*[same] * 101)

    assert BankLine.objects.count() == 101
    assert again.lines_new == 1


def test_a_line_that_cannot_be_read_stores_nothing() -> None:
    with pytest.raises(UnreadableAmount):
        prepared(given.statement_file(given.row(), given.row("三千六")))

    assert not Statement.objects.exists()


def test_a_statement_of_another_account_is_refused() -> None:
    columns = ("本方账号", *given.COLUMNS)
    content = write_csv(columns, [["99990000111122223333", *given.row()]])

    with pytest.raises(OtherAccount):
        prepared(content)


def test_an_upload_is_kept_to_be_looked_at_and_gone_once_imported() -> None:
    programme, clerk = programmes.programme_2020(), given.finance_clerk()
    content = given.statement_file(given.row())
    actions.keep_upload(programme=programme, content=content, name="a.csv", by=clerk, now=clock.now())

    actions.import_statement(programme=programme, prepared=prepared(content, "a.csv"), by=clerk, now=clock.now())

    assert not StatementUpload.objects.exists()


def test_accounts_and_remarks_are_not_readable_in_the_database() -> None:
    given.statement(given.row(remark="邱欣兰18360208347"))

    with connection.cursor() as cursor:
        cursor.execute("SELECT remark, payer_account FROM billing_bankline")
        remark, account = cursor.fetchone()
    assert b"18360208347" not in bytes(remark)
    assert b"0512" not in bytes(account)


@pytest.mark.parametrize("change", ["update", "delete"])
def test_a_bank_line_can_neither_be_changed_nor_deleted(change: str) -> None:
    standing = given.transfer(matched=False)
    rows = BankLine.objects.filter(pk=standing.pk)

    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(amount=1) if change == "update" else rows._raw_delete(rows.db)

    assert BankLine.objects.get().amount == Decimal("3600.00")


def test_an_imported_statement_breaks_no_sum() -> None:
    given.statement(given.row(), given.row("5.00", "", "手续费", went_out=True))

    assert queries.ledger_breaches() == []


def after_a_change_of_account() -> Programme:
    """The programme collects on a new account since 48 hours after two people decided so."""
    change, at = programmes.payee_change(), clock.moment(2020, 11, 20, 13, 0, 0)
    other = programmes.money_keeper(Kind.PROVIDER_MANAGER)
    programme_actions.decide_payee_change(
        change=change, approved=True, words="", password=accounts.PASSWORD, by=other, now=at
    )
    programme_actions.bring_payees_into_force(now=at + timedelta(days=3))
    return Programme.objects.get(pk=change.programme_id)


def of_account(account: str, row: list[str]) -> bytes:
    return write_csv(("本方账号", *given.COLUMNS), [[account, *row]])


def test_money_that_still_arrives_on_the_old_account_is_taken_once() -> None:
    row, old = given.row(), programmes.OLD_PAYEE.account
    before = programmes.programme_2020()
    first = actions.prepare_statement(programme=before, content=of_account(old, row), name="a.csv")
    actions.import_statement(programme=before, prepared=first, by=None, now=clock.now())

    programme = after_a_change_of_account()
    again = actions.prepare_statement(programme=programme, content=of_account(old, row) + b"\r\n", name="b.csv")
    late = actions.prepare_statement(programme=programme, content=of_account(old, given.row()), name="c.csv")

    assert programme.payee_account == programmes.NEW_PAYEE.account
    assert actions.overlap_of(programme=programme, prepared=again).new == 0
    assert actions.overlap_of(programme=programme, prepared=late).new == 1
