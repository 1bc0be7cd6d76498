"""One school after the deadline: two people, a reason, a last day (A04, R47)."""

from datetime import date

import pytest

from xingtan.accounts.models import Kind, Post
from xingtan.accounts.tests import given as people
from xingtan.audit.models import Entry
from xingtan.foundation import clock
from xingtan.organisations.tests import given as organisations
from xingtan.programmes.models import Programme
from xingtan.programmes.tests import given as programmes
from xingtan.rosters import actions, queries
from xingtan.rosters.errors import (
    LateEnrolmentOff,
    NotReopeningNow,
    NotTheReviewer,
    ReasonNeeded,
    ReopeningAsked,
    ReopeningDecided,
    RosterClosed,
    SecondPersonNeeded,
    UntilTooFar,
)
from xingtan.rosters.models import Reopening
from xingtan.rosters.tests import given

pytestmark = pytest.mark.django_db

AFTER = clock.moment(2020, 12, 10, 8)
UNTIL = date(2020, 12, 12)


def ask(programme: Programme | None = None, *, by: Post | None = None, **changed: object) -> Reopening:
    words: dict[str, object] = {"cause": "late", "reason": "学校停电两天", "until": UNTIL, "now": AFTER} | changed
    school = organisations.school()
    return actions.ask_reopening(
        programme=programme or programmes.programme_2020(),
        school=school,
        by=by or given.reviewer(school),
        **words,  # type: ignore[arg-type]
    )


def test_a_granted_school_hands_in_after_the_deadline_and_the_others_do_not() -> None:
    roster = given.draft(2)
    actions.decide_reopening(reopening=ask(), granted=True, words="", by=given.centre(), now=AFTER)

    done = actions.hand_in(roster=roster, declared_by="刘校长", version=roster.version, by=None, now=AFTER)

    assert done.state == "submitted"
    with pytest.raises(RosterClosed):
        given.draft(1, school=organisations.school("五台县第二小学校"), at=AFTER)


def test_the_last_day_counts_to_its_last_second() -> None:
    programme, school = programmes.programme_2020(), organisations.school()
    actions.decide_reopening(reopening=ask(programme), granted=True, words="", by=given.centre(), now=AFTER)

    assert queries.is_received(programme, clock.moment(2020, 12, 12, 23, 59, 59), school)
    assert not queries.is_received(programme, clock.moment(2020, 12, 13), school)
    assert not queries.is_received(programme, clock.moment(2020, 12, 11))


def test_asking_alone_opens_nothing() -> None:
    roster = given.draft(2)
    ask()

    with pytest.raises(RosterClosed):
        actions.hand_in(roster=roster, declared_by="刘校长", version=roster.version, by=None, now=AFTER)


def test_one_person_with_two_posts_is_one_person() -> None:
    asking = given.centre()
    manager = people.post(Kind.PROVIDER_MANAGER, holder=asking.account, programme_code=programmes.programme_2020().code)
    reopening = ask(by=asking)

    for post in (asking, manager):
        with pytest.raises(SecondPersonNeeded):
            actions.decide_reopening(reopening=reopening, granted=True, words="", by=post, now=AFTER)

    assert Reopening.objects.get().state == "asked"
    assert not queries.reopenings_to_decide(manager, reopening.programme).exists()


def test_the_county_asks_and_does_not_decide() -> None:
    reopening = ask()
    other = people.post(Kind.COUNTY_ADMIN, division=reopening.school.division)

    with pytest.raises(NotTheReviewer):
        actions.decide_reopening(reopening=reopening, granted=True, words="", by=other, now=AFTER)


def test_a_refusal_says_why_and_opens_nothing() -> None:
    programme, school = programmes.programme_2020(), organisations.school()
    reopening = ask(programme)
    with pytest.raises(ReasonNeeded):
        actions.decide_reopening(reopening=reopening, granted=False, words=" ", by=given.centre(), now=AFTER)

    refused = actions.decide_reopening(
        reopening=reopening, granted=False, words="名额已满", by=given.centre(), now=AFTER
    )

    assert (refused.state, refused.words) == ("refused", "名额已满")
    assert not queries.is_received(programme, AFTER, school)
    with pytest.raises(ReopeningDecided):
        actions.decide_reopening(reopening=reopening, granted=True, words="", by=given.centre(), now=AFTER)


def test_what_cannot_be_asked() -> None:
    with pytest.raises(NotReopeningNow):
        ask(now=given.IN_TIME)
    with pytest.raises(ReasonNeeded):
        ask(reason="  ")
    with pytest.raises(UntilTooFar):
        ask(until=date(2021, 4, 13))
    with pytest.raises(UntilTooFar):
        ask(until=date(2020, 12, 9))
    with pytest.raises(LateEnrolmentOff):
        ask(cause="newly_hired")
    ask()
    with pytest.raises(ReopeningAsked):
        ask()
    assert Reopening.objects.count() == 1


def test_newly_hired_teachers_come_late_where_the_programme_takes_them() -> None:
    programme = programmes.programme_2020(A04={"late_enrolment_by_city": True})

    assert ask(programme, cause="newly_hired").state == "asked"


def test_both_steps_are_in_the_audit_trail_without_the_reason() -> None:
    actions.decide_reopening(reopening=ask(), granted=True, words="同意", by=given.centre(), now=AFTER)

    entries = list(Entry.objects.filter(verb__contains="reopening").order_by("number"))
    assert [entry.verb for entry in entries] == ["ask_reopening", "decide_reopening"]
    assert "停电" not in str([entry.facts for entry in entries])
