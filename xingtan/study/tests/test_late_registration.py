"""Who activates late has no later end: validity and assessment time stay as they are (R38, A04)."""

from datetime import timedelta

import pytest

from xingtan.accounts.models import Account
from xingtan.foundation import clock
from xingtan.study.actions import Heard
from xingtan.study.errors import StudyClosed
from xingtan.study.queries import terms_of
from xingtan.study.tests import given

pytestmark = pytest.mark.django_db
FIRST_DAY, LATE = clock.moment(2020, 12, 10, 8), clock.moment(2021, 3, 20, 8)
LAST_SECOND, AFTER = clock.moment(2021, 4, 12, 23, 59, 59), clock.moment(2021, 4, 13)


def activated(at: object) -> given.Learner:
    with clock.standing_at(at):  # type: ignore[arg-type]
        learner = given.learner()
    assert Account.objects.get(pk=learner.post.account_id).activated_at == at
    return learner


@pytest.mark.parametrize("at", [FIRST_DAY, LATE])
def test_an_account_activated_early_or_late_ends_in_the_same_second(at: object) -> None:
    learner = activated(at)
    lesson = given.lesson()

    assert given.play(learner, lesson, LAST_SECOND).token
    with pytest.raises(StudyClosed):
        given.play(learner, lesson, AFTER)
    assert terms_of(learner.enrolment.programme).closes_at == AFTER


def test_what_a_late_one_watches_up_to_the_end_counts_and_not_a_second_more() -> None:
    learner, lesson = activated(LATE), given.lesson()
    begun = given.play(learner, lesson, AFTER - timedelta(seconds=60))

    heard = given.beat(begun, (0, 60), now=AFTER - timedelta(seconds=1))

    assert isinstance(heard, Heard)
    assert heard.gained == 60
    with pytest.raises(StudyClosed):
        given.play(learner, lesson, AFTER)


def test_the_page_of_a_late_one_says_the_same_last_day() -> None:
    with clock.standing_at(LATE):
        pages = [activated(at).browser().get("/desk/").content.decode() for at in (FIRST_DAY, LATE)]

    assert all("4月12日" in page for page in pages)
