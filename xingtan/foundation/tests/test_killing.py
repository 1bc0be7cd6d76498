"""The tool that kills work at every point sees what it should see."""

import pytest
from django.db import transaction

from xingtan.foundation.models import TimerRun
from xingtan.foundation.tests.killing import Killing, commits, killed_at_each_point

__all__ = ["commits", "killed_at_each_point"]
BOTH = ["first", "second"]


def stored() -> list[str]:
    return list(TimerRun.objects.order_by("job").values_list("job", flat=True))


def write_both() -> None:
    for job in BOTH:
        TimerRun.objects.create(job=job)


def write_both_or_none() -> None:
    with transaction.atomic():
        write_both()


def test_one_transaction_is_never_seen_half(killed_at_each_point: Killing) -> None:
    points = [(point, stored()) for point in killed_at_each_point(write_both_or_none)]

    assert [seen for point, seen in points if point.is_finished] == [BOTH]
    assert [seen for point, seen in points if point.before == "COMMIT"] == [[]]
    assert [seen for point, seen in points if point.before == "what follows the commit"] == [BOTH]
    assert all(seen in ([], BOTH) for _point, seen in points)
    assert [point.number for point, _seen in points] == list(range(1, len(points) + 1))


def test_work_without_a_transaction_is_caught_half_done(killed_at_each_point: Killing) -> None:
    seen = [stored() for _point in killed_at_each_point(write_both)]

    assert BOTH[:1] in seen


def test_each_turn_begins_with_what_was_there_at_first(killed_at_each_point: Killing) -> None:
    TimerRun.objects.create(job="given")

    for point in killed_at_each_point(write_both_or_none):
        assert set(stored()) - set(BOTH) == {"given"}, point
        TimerRun.objects.create(job="written while looking")

    assert set(stored()) == {*BOTH, "given", "written while looking"}


def test_work_that_fails_by_itself_fails_the_test(killed_at_each_point: Killing) -> None:
    def fail() -> None:
        TimerRun.objects.count()
        raise ArithmeticError("of its own")

    with pytest.raises(AssertionError, match="ArithmeticError: of its own"):
        list(killed_at_each_point(fail))
