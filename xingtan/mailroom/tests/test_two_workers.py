"""Two workers that read the same mailbox at the same moment."""

from xingtan.foundation import clock
from xingtan.foundation.tests.racing import Together, at_once, commits
from xingtan.mailroom import actions
from xingtan.mailroom.actions import Found
from xingtan.mailroom.models import Letter
from xingtan.mailroom.tests import given
from xingtan.outbox.models import Message
from xingtan.programmes.tests import given as programmes
from xingtan.rosters.models import Roster

__all__ = ["at_once", "commits"]


def test_two_workers_make_one_draft_and_one_answer_of_a_mail(commits: None, at_once: Together) -> None:
    with clock.standing_at(given.IN_TIME):
        raw, programme = given.roster_mail(), programmes.programme_2020()

    def work(uid: int) -> Letter:
        with clock.standing_at(given.IN_TIME):
            letter = actions.keep(found=Found("box", 1, uid, raw, len(raw)), programme=programme, now=given.IN_TIME)
            return actions.sort(letter=letter, now=given.IN_TIME)

    outcomes = at_once([lambda: work(1), lambda: work(1), lambda: work(2)])

    assert [each for each in outcomes if isinstance(each, Exception)] == []
    assert Letter.objects.get().state == "taken"
    assert Letter.objects.get().arrivals.count() == 2
    assert (Roster.objects.get().version, Message.objects.count()) == (2, 1)
