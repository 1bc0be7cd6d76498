"""Rows that are only ever added."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from xingtan.foundation.append_only import AppendOnly

pytestmark = pytest.mark.django_db


@pytest.fixture
def table() -> str:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE a_ledger (amount integer)")
        cursor.execute("INSERT INTO a_ledger VALUES (120)")
    return "a_ledger"


def attempt(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def rows() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT amount FROM a_ledger ORDER BY amount")
        return [amount for (amount,) in cursor.fetchall()]


def apply(step: AppendOnly, *, back: bool = False) -> None:
    class Editor:
        def __init__(self) -> None:
            self.connection = connection

        def execute(self, statement: str) -> None:
            with connection.cursor() as cursor:
                cursor.execute(statement)

    code: Any = step.reverse_code if back else step.code
    code(None, Editor())


@pytest.mark.parametrize("statement", ["UPDATE a_ledger SET amount = 1", "DELETE FROM a_ledger"])
def test_a_row_is_neither_changed_nor_deleted(table: str, statement: str) -> None:
    apply(AppendOnly(table))

    with pytest.raises(DatabaseError, match="append-only"):
        attempt(statement)

    assert rows() == [120]


def test_a_row_is_added(table: str) -> None:
    apply(AppendOnly(table))

    attempt("INSERT INTO a_ledger VALUES (-120)")

    assert rows() == [-120, 120]


@pytest.mark.parametrize("statement", ["UPDATE a_ledger SET amount = 1", "DELETE FROM a_ledger"])
def test_the_step_can_be_taken_back(table: str, statement: str) -> None:
    step = AppendOnly(table)
    apply(step)
    apply(step, back=True)

    attempt(statement)

    assert rows() != [120]
