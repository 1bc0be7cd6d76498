"""Matching and undoing, killed before every statement: nothing of it is ever there by half."""

from decimal import Decimal

import pytest

from xingtan.accounts.models import Post
from xingtan.billing import actions, queries
from xingtan.billing.models import Allocation, LineStanding
from xingtan.billing.tests import given
from xingtan.foundation import clock
from xingtan.foundation.tests.killing import Killing, commits, killed_at_each_point

__all__ = ["commits", "killed_at_each_point"]
REMARK = "五台县东雷乡中心小学30人"
Stored = tuple[list[str], list[Decimal]]


def stored() -> Stored:
    states = LineStanding.objects.order_by("pk").values_list("state", flat=True)
    return list(states), list(Allocation.objects.order_by("pk").values_list("amount", flat=True))


@pytest.fixture
def booked(commits: None) -> LineStanding:
    """A line that matching booked, and two that are not matched yet: its return, and the money sent again."""
    given.bill()
    standing = given.transfer(payer="东雷乡中心小学", remark=REMARK)
    back = given.row(payer="东雷乡中心小学", remark="退汇", went_out=True, day="2020-11-19")
    given.statement(back, given.row(payer="东雷乡中心小学", remark=REMARK, day="2020-11-20"))
    return standing


@pytest.fixture
def clerk(commits: None) -> Post:
    return given.finance_clerk()


def test_matching_is_whole_or_not_at_all(booked: LineStanding, clerk: Post, killed_at_each_point: Killing) -> None:
    before, now = stored(), clock.now()
    programme = booked.programme

    seen = []
    for _point in killed_at_each_point(lambda: actions.match_lines(programme=programme, by=clerk, now=now)):
        seen.append(stored())
        assert queries.ledger_breaches() == []

    after = (["review", "review", "booked"], [Decimal(3600), Decimal(-3600), Decimal(3600)])
    assert seen[-1] == after
    assert [each for each in seen if each not in (before, after)] == []


def test_undoing_is_whole_or_not_at_all(booked: LineStanding, clerk: Post, killed_at_each_point: Killing) -> None:
    before, now = stored(), clock.now()

    def undo() -> None:
        actions.undo(line=booked.line, version=booked.version, by=clerk, now=now)

    seen = []
    for _point in killed_at_each_point(undo):
        seen.append(stored())
        assert queries.ledger_breaches() == []

    after = (["review", "new", "new"], [Decimal(3600), Decimal(-3600)])
    assert seen[-1] == after
    assert [each for each in seen if each not in (before, after)] == []
