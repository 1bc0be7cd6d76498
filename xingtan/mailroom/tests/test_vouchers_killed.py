"""Killed at any point of sorting, a voucher by mail hangs on its bill once and is answered once, or waits as before."""

from xingtan.billing.models import Voucher
from xingtan.billing.tests import given as billing
from xingtan.billing.tests import papers
from xingtan.foundation import clock
from xingtan.foundation.tests.killing import Killing, commits, killed_at_each_point
from xingtan.mailroom import actions
from xingtan.mailroom.models import Enclosure, Letter
from xingtan.mailroom.tests import given, letters
from xingtan.organisations.tests import given as organisations
from xingtan.outbox.models import Message

__all__ = ["commits", "killed_at_each_point"]
NOTHING, EVERYTHING = ("new", 0, 0, 0), ("taken", 1, 1, 1)


def stored() -> tuple[str, int, int, int]:
    state = Letter.objects.get().state
    return state, Voucher.objects.count(), Enclosure.objects.count(), Message.objects.count()


def test_all_or_nothing_and_the_next_turn_ends_it(killed_at_each_point: Killing) -> None:
    with clock.standing_at(given.IN_TIME):
        billing.bill(organisations.school("东雷乡中心小学"))
        letter = given.kept(letters.letter("五台县东雷乡中心小学汇款凭证", ("凭证.jpg", papers.photo())))

    def work() -> Letter:
        return actions.sort(letter=letter, now=given.IN_TIME)

    for point in killed_at_each_point(work):
        found = stored()
        assert found == EVERYTHING if point.is_finished else found in {NOTHING, EVERYTHING}, point
        if found == NOTHING and point.number % 8 == 0:
            work()
            assert stored() == EVERYTHING
