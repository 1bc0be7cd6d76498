"""Which share was on time: teachers online (R61, A02) and rosters handed in (A26), each school by its own receipt."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from xingtan.accounts.models import Account, Kind
from xingtan.accounts.tests import given as people
from xingtan.enrolment.models import Enrolment
from xingtan.foundation import clock
from xingtan.notices.tests import given as notices
from xingtan.organisations.models import School
from xingtan.organisations.tests import given as organisations
from xingtan.oversight import queries
from xingtan.oversight.rules import Counts, Rate, is_on_time, rate
from xingtan.oversight.tests import given
from xingtan.programmes.tests import given as programmes
from xingtan.rosters.tests import given as rosters

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
LAST_MOMENT = clock.moment(2020, 12, 25) - SECOND
"""Received before sign-in opened on 12-10: online by 12-24 (A02)."""


@pytest.mark.parametrize(
    ("done_on", "on_time"),
    [(date(2020, 12, 23), True), (date(2020, 12, 24), True), (date(2020, 12, 25), False), (None, False)],
)
def test_the_last_day_counts(done_on: date | None, on_time: bool) -> None:
    assert is_on_time(done_on, date(2020, 12, 24)) is on_time


def test_nobody_who_was_due_is_a_dash_and_no_hundred_per_cent() -> None:
    assert str(rate(Rate.ONLINE_ON_TIME, Counts(enrolled=5))) == "—"


def school_of(name: str = "五台县实验小学", teachers: int = 3) -> School:
    """A school whose teachers were enrolled before the deadline."""
    school = given.school(name, teachers)
    Enrolment.objects.filter(school=school).update(enrolled_at=clock.moment(2020, 12, 5, 9))
    return school


def activated(school: School, *moments: datetime | None) -> None:
    for each, at in zip(given.teachers(school), moments, strict=True):
        Account.objects.filter(pk=each.account_id).update(activated_at=at)


def online(school: School) -> tuple[int, int]:
    counts = given.tally(school).counts
    return counts.online_prompt, counts.online_due


@pytest.mark.django_db
def test_teachers_online_in_the_last_second_of_the_day_due_are_on_time_and_a_second_later_not() -> None:
    school = school_of()
    activated(school, LAST_MOMENT, LAST_MOMENT + SECOND, None)

    given.counted()

    assert online(school) == (1, 3)


@pytest.mark.django_db
def test_the_day_is_counted_from_the_schools_own_receipt() -> None:
    early, late = school_of("五台县第一小学", 1), school_of("五台县第二小学", 1)
    notice = given.notice_of(given.programme_with_notice())
    notices.forwarded(notice, at=clock.moment(2020, 11, 18))
    notices.signed(notice, early, clock.moment(2020, 11, 19))
    notices.signed(notice, late, clock.moment(2020, 12, 20))
    for school in (early, late):
        activated(school, clock.moment(2021, 1, 3, 23, 59))

    given.counted()

    assert [online(early), online(late)] == [(0, 1), (1, 1)]


@pytest.mark.django_db
def test_who_was_enrolled_only_after_the_day_cannot_be_late() -> None:
    school = school_of(teachers=2)
    activated(school, LAST_MOMENT, clock.moment(2021, 1, 10))
    Enrolment.objects.filter(pk=given.teachers(school)[1].pk).update(enrolled_at=LAST_MOMENT + SECOND)

    given.counted()

    assert online(school) == (1, 1)


@pytest.mark.django_db
@pytest.mark.parametrize(("handed_in", "prompt"), [("2020-11-29T23:59:59", 1), ("2020-11-30T00:00:00", 0)])
def test_a_roster_handed_in_ten_days_after_receipt_is_on_time_and_a_second_later_not(
    handed_in: str, prompt: int
) -> None:
    school = organisations.school()
    notice = given.notice_of(given.programme_with_notice())
    notices.forwarded(notice, at=clock.moment(2020, 11, 18))
    notices.signed(notice, school, clock.moment(2020, 11, 19))
    rosters.submitted_roster(2, school=school, at=datetime.fromisoformat(f"{handed_in}+08:00"))

    given.counted(clock.moment(2020, 12, 5))

    assert given.tally(school).counts.schools_prompt == prompt
    assert queries.counts_of_division(programmes.programme_2020(), school.division).schools_prompt == prompt


@pytest.mark.django_db
def test_city_county_and_school_show_the_shares_and_the_school_both_days() -> None:
    school = school_of(teachers=4)
    notice = given.notice_of(given.programme_with_notice())
    notices.forwarded(notice, at=clock.moment(2020, 11, 16))
    activated(school, LAST_MOMENT, LAST_MOMENT, LAST_MOMENT, None)
    given.counted()
    city, county = people.signed_in(given.city_supervisor()), people.signed_in(given.county_admin())
    head = people.signed_in(people.post(Kind.SCHOOL_HEAD, school=school))

    def page(client: Any, name: str, **which: str) -> str:
        with clock.standing_at(given.MID_TERM):
            return client.get(reverse(f"oversight:{name}", kwargs=which)).content.decode()

    assert "按时上线</dt>" in page(city, "division", division="140900")
    assert "75.0%" in page(city, "division", division="140900")
    assert "3/4（75.0%）" in page(county, "division", division="140922")
    own = page(head, "school", school=school.public_id)
    assert "3/4（75.0%）" in own
    assert "12月24日" in own
    assert "11月30日" in own


@pytest.mark.django_db
def test_a_county_can_be_sorted_by_who_handed_in_on_time() -> None:
    given.school("五台县第一小学", 1)
    given.counted()
    with clock.standing_at(given.MID_TERM):
        answer = people.signed_in(given.county_admin()).get(
            reverse("oversight:division", kwargs={"division": "140922"}), {"sort": "-prompt"}
        )

    assert answer.status_code == 200


@pytest.mark.django_db
def test_the_share_opens_to_the_names_on_both_sides_of_it() -> None:
    early, late = school_of("五台县第一小学", 3), school_of("五台县第二小学", 2)
    notice = given.notice_of(given.programme_with_notice())
    notices.forwarded(notice, at=clock.moment(2020, 11, 18))
    notices.signed(notice, late, clock.moment(2020, 12, 20))
    activated(early, LAST_MOMENT, LAST_MOMENT + SECOND, None)
    activated(late, clock.moment(2021, 1, 4) - SECOND, clock.moment(2021, 1, 4))
    Enrolment.objects.filter(pk=given.teachers(early)[2].pk).update(enrolled_at=LAST_MOMENT + SECOND)
    given.counted()
    client = people.signed_in(given.county_admin())
    address = reverse("oversight:division_names", kwargs={"division": "140922", "step": "online_on_time"})

    with clock.standing_at(given.MID_TERM):
        have, have_not = (client.get(address, {"reached": reached}).context["page"] for reached in ("", "no"))
        assert f'href="{address}?reached=no"' in client.get("/figures/divisions/140922/").content.decode()

    assert {row.pk for row in have} == {given.teachers(early)[0].pk, given.teachers(late)[0].pk}
    assert {row.pk for row in have_not} == {given.teachers(early)[1].pk, given.teachers(late)[1].pk}
    counts = queries.counts_of_division(programmes.programme_2020(), early.division)
    assert (counts.online_prompt, counts.online_due) == (2, 4)
