"""Two people decide about one refund at once."""

from functools import partial

from xingtan.billing import actions
from xingtan.billing.errors import RefundMoved
from xingtan.billing.models import RefundStep
from xingtan.billing.tests import given
from xingtan.foundation import clock
from xingtan.foundation.tests.racing import Together, at_once, commits

__all__ = ["at_once", "commits"]


def test_approved_and_refused_at_once_only_one_of_both_happens(at_once: Together) -> None:
    standing = given.paid(given.transfer("3700.00"), given.bill(heads=30), "3600.00")
    refund = given.refund(standing)
    decide = partial(actions.decide_refund, refund=refund, words="请留作下一批", now=clock.now())

    came = at_once([partial(decide, approved=yes, by=given.finance_clerk()) for yes in (True, False, True, False)])

    assert sum(isinstance(each, RefundMoved) for each in came) == 3
    assert RefundStep.objects.count() == 1
