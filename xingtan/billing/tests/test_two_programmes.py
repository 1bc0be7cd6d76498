"""Two programmes collect on one account: no line twice, none lost, each in the right queue."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from xingtan.accounts.tests import given as accounts
from xingtan.billing import actions, queries
from xingtan.billing.errors import BillElsewhere, ChangedMeanwhile, NotDecidable, OtherCollectingAccount
from xingtan.billing.models import BankLine, LineHandover, LineStanding, LineState, Statement
from xingtan.billing.queries.day_book import days_of
from xingtan.billing.tests import given
from xingtan.foundation import clock
from xingtan.foundation.sheets import write_csv
from xingtan.programmes.models import Programme
from xingtan.programmes.tests import given as programmes

pytestmark = pytest.mark.django_db


@pytest.fixture
def first() -> Programme:
    return programmes.programme_2020()


@pytest.fixture
def second(first: Programme) -> Programme:
    return given.other_programme()


def hand_over(standing: LineStanding, to: Programme, version: int = 0) -> LineHandover:
    by = given.finance_clerk(standing.programme)
    return actions.hand_over(line=standing.line, to=to, version=version or standing.version, by=by, now=clock.now())


def test_the_same_period_for_both_programmes_is_stored_once(first: Programme, second: Programme) -> None:
    shared, last = given.row(), given.row()
    given.statement(shared, programme=first)

    later = given.statement(shared, last, programme=second)

    assert (later.lines_known, later.lines_new) == (1, 1)
    assert BankLine.objects.count() == 2
    assert queries.ledger_breaches() == []


def test_a_file_for_the_second_tells_what_stands_with_the_first(first: Programme, second: Programme) -> None:
    shared = given.row()
    given.statement(shared, programme=first)
    content = given.statement_file(shared, given.row())

    prepared = actions.prepare_statement(programme=second, content=content, name="a.csv")
    overlap = actions.overlap_of(programme=second, prepared=prepared)

    assert (overlap.known, overlap.elsewhere, overlap.new, overlap.is_strange) == (1, 1, 1, False)


def test_a_line_handed_over_is_matched_with_the_other_programmes_bills(first: Programme, second: Programme) -> None:
    bill = given.bill(heads=30, programme=second)
    standing = given.transfer(payer="某单位", remark=f"{bill.code} 30人", programme=first)

    hand_over(standing, second)

    standing.refresh_from_db()
    assert (standing.programme, standing.state, standing.allocated) == (second, LineState.BOOKED, Decimal("3600.00"))
    assert BankLine.objects.count() == 1
    assert queries.ledger_breaches() == []


def test_a_line_handed_over_leaves_one_queue_and_enters_the_other(first: Programme, second: Programme) -> None:
    standing = given.transfer(programme=first)
    clerks = {programme: given.finance_clerk(programme) for programme in (first, second)}

    hand_over(standing, second)

    assert not BankLine.objects.within(clerks[first]).exists()
    assert BankLine.objects.within(clerks[second]).get().pk == standing.pk


def test_a_line_can_be_handed_back(first: Programme, second: Programme) -> None:
    standing = given.transfer(programme=first)
    hand_over(standing, second)
    standing.refresh_from_db()

    hand_over(standing, first)

    standing.refresh_from_db()
    assert (standing.programme, LineHandover.objects.count()) == (first, 2)


def test_what_is_decided_is_not_handed_over(first: Programme, second: Programme) -> None:
    standing = given.paid(given.transfer(programme=first), given.bill(programme=first), "3600.00")

    with pytest.raises(NotDecidable):
        hand_over(standing, second)

    assert not LineHandover.objects.exists()


def test_a_line_is_handed_over_only_on_the_same_account_and_as_it_was_seen(first: Programme, second: Programme) -> None:
    standing = given.transfer(programme=first)

    for to in (given.other_programme("elsewhere", account="0512040509026400000"), first):
        with pytest.raises(OtherCollectingAccount):
            hand_over(standing, to)
    with pytest.raises(ChangedMeanwhile):
        hand_over(standing, second, version=standing.version + 1)

    standing.refresh_from_db()
    assert (standing.programme, LineHandover.objects.count()) == (first, 0)


def test_after_handing_over_only_the_other_programmes_bills_can_get_it(first: Programme, second: Programme) -> None:
    standing = given.transfer(programme=first)
    bill = given.bill(programme=first)
    hand_over(standing, second)
    standing.refresh_from_db()

    with pytest.raises(BillElsewhere):
        given.paid(standing, bill, "3600.00")


def test_a_handover_can_neither_be_changed_nor_deleted(first: Programme, second: Programme) -> None:
    row = hand_over(given.transfer(programme=first), second)

    with pytest.raises(DatabaseError), transaction.atomic():
        LineHandover.objects.filter(pk=row.pk).update(by="x")


def test_the_page_offers_the_other_programme_and_hands_over(first: Programme, second: Programme) -> None:
    standing = given.transfer(programme=first)
    client = accounts.signed_in(given.finance_clerk(first))
    page = client.get(reverse("billing:transfer", args=[standing.line.public_id])).content.decode()

    answer = client.post(
        reverse("billing:hand_over", args=[standing.line.public_id]), {"programme": second.code, "version": standing.version}
    )  # fmt: skip

    assert f'<option value="{second.code}">' in page
    assert answer.status_code == 302
    assert LineStanding.objects.get().programme == second


def test_the_page_of_a_lone_programme_offers_none(first: Programme) -> None:
    standing = given.transfer(programme=first)
    client = accounts.signed_in(given.finance_clerk(first))

    assert (
        "hand_over_to" not in client.get(reverse("billing:transfer", args=[standing.line.public_id])).content.decode()
    )


def test_a_period_in_another_layout_is_not_taken_in_without_a_look(first: Programme) -> None:
    given.statement(given.row(payer="东雷乡中心小学", serial="S1"), programme=first)
    other = given.statement_file(["2020-11-18", "3600.00", "", "东雷乡中心校", "", "30人", ""])

    prepared = actions.prepare_statement(programme=first, content=other, name="b.csv")

    assert actions.overlap_of(programme=first, prepared=prepared).is_strange
    assert Statement.objects.count() == 1


def balanced(amount: str, balance: str, remark: str, day: str) -> list[str]:
    """A line of a statement that tells the balance after it."""
    return [day, amount, "", balance, "某单位", remark, f"S{balance}"]


BALANCED = ("交易日期", "收入金额", "支出金额", "余额", "对方户名", "附言", "交易流水号")


def test_the_day_book_of_a_shared_account_agrees_with_the_bank_for_both_programmes(
    first: Programme, second: Programme
) -> None:
    clerk = given.finance_clerk(first)
    rows = [balanced("100.00", "600.00", "一", "2020-11-18"), balanced("40.00", "640.00", "二", "2020-11-18")]
    prepared = actions.prepare_statement(programme=first, content=write_csv(BALANCED, rows), name="共用账户.csv")
    actions.import_statement(programme=first, prepared=prepared, by=clerk, now=clock.now())
    actions.match_lines(programme=first, by=clerk, now=clock.now())
    hand_over(LineStanding.objects.get(line__amount="40.00"), second)

    (mine,) = days_of(first, clerk)
    (theirs,) = days_of(second, given.finance_clerk(second))

    assert [mine.came_in, mine.elsewhere, mine.running, mine.difference] == list(map(Decimal, (140, 40, 640, 0)))
    assert [theirs.came_in, theirs.elsewhere, theirs.running, theirs.difference] == list(
        map(Decimal, (140, 100, 640, 0))
    )
    assert [mine.open + mine.aside, theirs.open + theirs.aside] == [Decimal(100), Decimal(40)]
