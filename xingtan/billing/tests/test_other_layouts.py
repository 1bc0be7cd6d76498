"""The same lines exported again in another layout: none is stored twice, none is lost, and what cannot be told is asked."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from xingtan.accounts.tests import given as people
from xingtan.billing import actions, queries
from xingtan.billing.errors import StoredOtherwise
from xingtan.billing.jobs import import_uploaded
from xingtan.billing.models import BankLine, Statement
from xingtan.billing.statement import Told, retold
from xingtan.billing.tests import given
from xingtan.foundation import clock
from xingtan.foundation.models import Progress
from xingtan.foundation.sheets import write_csv
from xingtan.foundation.tasks import Reporter
from xingtan.programmes.tests import given as programmes

DAY = datetime.combine(date(2020, 11, 18), time())
ONE = Told(DAY, Decimal(120), Decimal(620), "", "甲小学")


@pytest.mark.parametrize(
    ("other", "is_same"),
    [
        ({}, True),
        ({"serial": "S77", "payer_name": ""}, True),
        ({"booked": DAY.replace(hour=9, minute=30)}, True),
        ({"payer_name": "甲 小学"}, True),
        ({"payer_name": "乙小学"}, False),
        ({"balance": Decimal(621)}, False),
        ({"balance": None}, False),
        ({"signed": Decimal(-120)}, False),
        ({"booked": DAY + timedelta(days=1)}, False),
    ],
)
def test_day_sum_and_balance_say_which_line_it_is_unless_something_contradicts(
    other: dict[str, Any], is_same: bool
) -> None:
    assert retold([ONE], [ONE._replace(**other)]) == [is_same]


@pytest.mark.parametrize(
    ("mine", "theirs"), [({"serial": "S1"}, {"serial": "S2"}), ({"booked": DAY.replace(hour=9)}, {"booked": DAY.replace(hour=8)})]
)  # fmt: skip
def test_two_serials_or_two_times_are_two_lines(mine: dict[str, Any], theirs: dict[str, Any]) -> None:
    assert retold([ONE._replace(**mine)], [ONE._replace(**theirs)]) == [False]


def test_each_stored_line_stands_for_one_only() -> None:
    assert retold([ONE] * 3, [ONE] * 2) == [True, True, False]


# --- with the database: the same five lines as two banks' exports tell them ---------------------

LINES = [("2020-11-18", "3600.00", "东雷乡中心小学"), ("2020-11-18", "120.00", "某单位"), ("2020-11-18", "120.00", "某单位"),
         ("2020-11-19", "1440.00", "茹村乡中心小学"), ("2020-11-20", "0.01", "零钱小学")]  # fmt: skip


def with_balances(lines: list[tuple[str, str, str]]) -> list[tuple[str, str, str, str]]:
    balance, told = Decimal(1000), []
    for day, amount, payer in lines:
        balance += Decimal(amount)
        told.append((day, amount, payer, f"{balance}"))
    return told


def first_layout(lines: list[tuple[str, str, str]] = LINES) -> bytes:
    rows = [
        [day, amount, "", payer, "培训费", balance, f"S{nth:04d}"]
        for nth, (day, amount, payer, balance) in enumerate(with_balances(lines))
    ]
    return write_csv(("交易日期", "收入金额", "支出金额", "对方户名", "附言", "余额", "交易流水号"), rows)


def second_layout(lines: list[tuple[str, str, str]] = LINES, *, balances: bool = True) -> bytes:
    rows = [
        [f"{day} 09:0{nth}:00", "贷", amount, payer, "培训", *([balance] if balances else [])]
        for nth, (day, amount, payer, balance) in enumerate(with_balances(lines))
    ]
    return write_csv(("交易时间", "借贷标志", "发生额", "对方单位", "摘要", *(["余额"] if balances else [])), rows)


def taken(content: bytes, name: str) -> Statement:
    programme = programmes.programme_2020()
    prepared = actions.prepare_statement(programme=programme, content=content, name=name)
    return actions.import_statement(programme=programme, prepared=prepared, by=None, now=clock.now())


@pytest.mark.django_db
@pytest.mark.parametrize("turned", [False, True])
def test_another_layout_brings_no_line_twice_and_loses_none(turned: bool) -> None:
    layouts = [first_layout, second_layout][:: -1 if turned else 1]
    taken(layouts[0](LINES[:4]), "a.csv")

    second = taken(layouts[1](), "b.csv")

    assert (second.lines_known, second.lines_new) == (4, 1)
    assert sorted(BankLine.objects.values_list("amount", flat=True)) == sorted(
        Decimal(amount) for _, amount, _ in LINES
    )
    assert queries.ledger_breaches() == []


def uploaded(content: bytes, name: str) -> Any:
    return actions.keep_upload(
        programme=programmes.programme_2020(), content=content, name=name, by=given.finance_clerk(), now=clock.now()
    )


def imported(upload: Any, *, is_sure: bool) -> str | None:
    progress = Progress.objects.create(job="import", title="导入", owner="", created_at=clock.now())
    return import_uploaded(Reporter(progress.pk), upload=upload.pk, post=given.finance_clerk().pk, is_sure=is_sure)


@pytest.mark.django_db
def test_without_balances_nothing_is_taken_until_a_clerk_has_compared() -> None:
    taken(first_layout(), "a.csv")
    upload = uploaded(second_layout(balances=False), "b.csv")
    page = people.signed_in(given.finance_clerk()).get(reverse("billing:statement_preview", args=[upload.public_id]))
    assert 'name="is_sure"' in page.content.decode()

    with pytest.raises(StoredOtherwise):
        imported(upload, is_sure=False)
    assert BankLine.objects.count() == len(LINES)

    imported(upload, is_sure=True)
    assert BankLine.objects.count() == 2 * len(LINES)


@pytest.mark.django_db
def test_with_balances_a_whole_period_told_again_is_known_and_asks_nothing() -> None:
    taken(first_layout(), "a.csv")
    upload = uploaded(second_layout(), "b.csv")
    page = people.signed_in(given.finance_clerk()).get(reverse("billing:statement_preview", args=[upload.public_id]))

    assert 'name="is_sure"' not in page.content.decode()
    imported(upload, is_sure=False)

    assert BankLine.objects.count() == len(LINES)
