"""Deciding about many rosters in one go: each by itself, refusals kept beside them (A05)."""

from typing import Any

import pytest

from xingtan.enrolment.models import Enrolment
from xingtan.foundation import clock
from xingtan.organisations.tests import given as organisations
from xingtan.programmes.models import Programme
from xingtan.programmes.tests import given as programmes
from xingtan.rosters import actions, jobs, queries
from xingtan.rosters.errors import NothingTicked, ReasonNeeded
from xingtan.rosters.models import Review, Roster
from xingtan.rosters.tests import bundles, given

pytestmark = pytest.mark.django_db
AT = given.IN_TIME


@pytest.fixture
def programme() -> Programme:
    """Counties accept by themselves."""
    return programmes.programme_2020(A05={"centre_accepts": False})


def waiting(programme: Programme, count: int = 3, *, first: int = 0) -> list[Roster]:
    """Rosters handed in by as many schools of a county."""
    rosters = []
    for n in range(first, first + count):
        school = organisations.school(f"五台县第{'一二三四五六七八九'[n]}小学")
        sheet = given.rows(2, school=school, first=10 * n + 1)
        rosters.append(given.submitted_roster(programme=programme, school=school, sheet=sheet))
    return rosters


def decided(programme: Programme, verdict: str, *, reason: str = "", **narrowed: Any) -> Review:
    """A review begun and carried out by the county."""
    by = bundles.county_post()
    rosters = queries.rosters_within(by, programme).filter(**narrowed)
    with clock.standing_at(AT):
        review = jobs.begin_review(programme=programme, rosters=rosters, verdict=verdict, reason=reason, by=by)
        jobs.decide_review(bundles.reporter(), review=review.pk)
    review.refresh_from_db()
    return review


def test_all_are_accepted_and_their_teachers_enrolled(programme: Programme) -> None:
    waiting(programme)
    review = decided(programme, "accept")
    assert set(Roster.objects.values_list("state", flat=True)) == {"accepted"}
    assert Enrolment.objects.count() == 6
    assert review.finished_at is not None
    assert queries.item_counts(review) == {"done": 3}


def test_many_go_back_with_one_reason(programme: Programme) -> None:
    rosters = waiting(programme)
    decided(programme, "return", reason="请补报新调入的教师", pk__in=[each.pk for each in rosters[:2]])
    assert list(Roster.objects.order_by("pk").values_list("state", flat=True)) == ["returned", "returned", "submitted"]
    assert rosters[0].steps.order_by("-pk")[0].words == "请补报新调入的教师"


def test_one_that_is_refused_keeps_its_reason_and_the_others_are_decided(programme: Programme) -> None:
    first, second, third = waiting(programme)
    second.rows.update(id_hash=first.rows.order_by("position")[0].id_hash)
    by = bundles.county_post()
    with clock.standing_at(AT):
        rosters = queries.rosters_within(by, programme)
        review = jobs.begin_review(programme=programme, rosters=rosters, verdict="accept", reason="", by=by)
        actions.send_back(roster=third, reason="缺一位", by=given.reviewer(third.school), now=AT)
        jobs.decide_review(bundles.reporter(), review=review.pk)
    states = dict(review.items.values_list("roster_id", "state"))
    assert (states[first.pk], states[third.pk]) == ("done", "refused")
    assert review.items.get(roster=third).words
    assert Roster.objects.get(pk=third.pk).state == "returned"


def test_decided_again_after_a_standstill_nothing_happens_twice(programme: Programme) -> None:
    waiting(programme)
    review = decided(programme, "accept")
    with clock.standing_at(AT):
        jobs.decide_review(bundles.reporter(), review=review.pk)
    assert Enrolment.objects.count() == 6
    assert queries.item_counts(review) == {"done": 3}


def test_a_county_decides_only_where_it_is_its_turn(programme: Programme) -> None:
    waiting(programme, 1)
    other = organisations.school("代县实验小学", division="140923")
    given.submitted_roster(
        programme=programme, school=other, sheet=given.rows(2, school=other, county="代县", first=50)
    )
    review = decided(programme, "accept")
    assert review.items.count() == 1
    with pytest.raises(NothingTicked):
        decided(programme, "accept", school=other)
    assert Roster.objects.get(school=other).state == "submitted"


def test_a_return_needs_a_reason(programme: Programme) -> None:
    waiting(programme, 1)
    with pytest.raises(ReasonNeeded):
        decided(programme, "return", reason="  ")
    assert not Review.objects.exists()
