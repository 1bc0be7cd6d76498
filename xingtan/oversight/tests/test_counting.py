"""Counting: figures are those of the records, only what changed is counted, and divisions add up."""

from datetime import timedelta
from typing import Any

import pytest

from xingtan.accounts.models import Account
from xingtan.assessment.tests import given as assessment
from xingtan.billing.tests import given as billing
from xingtan.enrolment import actions as enrolment
from xingtan.foundation import clock
from xingtan.organisations import actions as organisations
from xingtan.organisations.models import SchoolChange
from xingtan.organisations.tests import given as organisations_given
from xingtan.outbox.models import Message
from xingtan.oversight import actions, jobs, queries
from xingtan.oversight.errors import HolidayToday, NobodyLags, NoContact, RemindedToday
from xingtan.oversight.models import DivisionTally, Reminder, Snapshot, Tally
from xingtan.oversight.rules import total
from xingtan.oversight.tests import given
from xingtan.programmes.tests import given as programmes

pytestmark = pytest.mark.django_db


def test_a_school_is_counted_step_by_step() -> None:
    school = given.school(teachers=4, teachers_on_register=5)
    first, second, *_ = given.teachers(school)
    Account.objects.filter(pk__in=[first.account_id, second.account_id]).update(activated_at=given.MID_TERM)
    assessment.lenient_scheme(first.programme)
    assessment.all_marks(first)

    given.counted()

    counts = given.tally(school).counts
    assert (counts.schools, counts.schools_enrolled, counts.on_register, counts.register_enrolled) == (1, 1, 5, 4)
    assert (counts.enrolled, counts.paid, counts.activated, counts.studying, counts.qualified) == (4, 0, 2, 0, 1)
    assert counts.lagging == 4


def test_a_school_counts_as_paid_when_its_bill_is_covered() -> None:
    school = given.school(teachers=3)
    billing.bill(school, heads=3)
    given.counted()
    before = given.tally(school).paid
    bill = billing.bill(school, heads=3)
    billing.paid(billing.transfer("360.00"), bill, "360.00")

    given.counted()

    assert (before, given.tally(school).paid, given.tally(school).schools_paid) == (0, 3, 1)


def test_schools_without_anybody_enrolled_are_counted_too() -> None:
    school = given.school(teachers=0, teachers_on_register=12)

    given.counted()

    assert given.tally(school).counts.schools == 1
    assert given.tally(school).counts.enrolled == 0


def test_only_what_changed_is_counted_again() -> None:
    quiet, busy = given.school("五台县第一小学"), given.school("五台县第二小学")
    assessment.scheme()
    given.counted()

    organisations.note_change([busy.pk], given.MID_TERM)
    given.counted(given.MID_TERM + timedelta(hours=1))

    assert given.tally(quiet).counted_at == given.MID_TERM
    assert given.tally(busy).counted_at == given.MID_TERM + timedelta(hours=1)
    assert not SchoolChange.objects.exists()
    assert Snapshot.objects.get().taken_at == given.MID_TERM + timedelta(hours=1)


def test_a_new_day_counts_everybody_again_since_lagging_depends_on_the_date() -> None:
    school = given.school()
    given.counted()

    with clock.standing_at(given.MID_TERM + timedelta(days=1)):
        jobs.begin_the_day()
        jobs.begin_the_day()

    assert SchoolChange.objects.filter(school=school).count() >= 1


def test_the_counties_add_up_to_the_city_and_city_direct_schools_are_a_row_of_their_own() -> None:
    given.school("五台县实验小学", 3)
    given.school("原平市实验小学", 2, division="140981")
    given.school("忻州市第一中学", 1, division="140900", is_city_direct=True, stages=("高中",))
    given.counted()

    city = queries.overview(programmes.programme_2020(), organisations_given.division("140900"))

    heads = {(row.code, row.is_direct): row.counts.enrolled for row in city.rows if row.counts.enrolled}
    assert heads == {("140922", False): 3, ("140981", False): 2, ("140900", True): 1}
    assert city.counts.enrolled == 6 == total(row.counts for row in city.rows).enrolled
    assert len(city.rows) == 16


def test_wutai_county_does_not_hold_wutaishan() -> None:
    given.school("五台县实验小学", 3)
    given.school("台怀镇中心小学", 2, division="140971")
    given.counted()

    county = queries.counts_of_division(programmes.programme_2020(), organisations_given.division("140922"))

    assert county.enrolled == 3


def test_a_withdrawn_teacher_is_counted_no_more() -> None:
    school = given.school(teachers=3)
    given.counted()

    enrolment.withdraw(
        enrolment=given.teachers(school)[0], reason="退休", by=given.city_supervisor(), now=given.MID_TERM
    )
    given.counted()

    assert given.tally(school).enrolled == 2
    assert DivisionTally.objects.get(division="140922").enrolled == 2


def test_the_sum_of_a_division_is_always_that_of_its_schools() -> None:
    for number in range(3):
        given.school(f"五台县第{number}小学", number + 1)
    given.counted()

    schools = total(each.counts for each in Tally.objects.filter(division="140922"))

    assert DivisionTally.objects.get(division="140922").counts == schools


@pytest.mark.parametrize("teachers", [3, 60])
def test_counting_a_school_takes_the_same_queries_at_any_size(teachers: int, django_assert_num_queries: Any) -> None:
    school = given.school(teachers=teachers)
    given.counted()
    programme = programmes.programme_2020()

    with django_assert_num_queries(29):
        actions.recount(programme=programme, school_ids=[school.pk], now=given.MID_TERM)


# --- reminders -------------------------------------------------------------------------------


def remind(school: Any, now: Any = given.MID_TERM) -> Reminder:
    return actions.remind_school(
        programme=programmes.programme_2020(), school=school, by=given.city_supervisor(), now=now
    )


def test_a_school_is_reminded_once_a_day_by_a_message_without_names() -> None:
    school = given.school(teachers=2)
    given.contact(school)
    given.counted()

    remind(school)
    with pytest.raises(RemindedToday):
        remind(school, given.MID_TERM + timedelta(hours=5))
    remind(school, given.MID_TERM + timedelta(days=1))

    assert (Reminder.objects.count(), Message.objects.count()) == (2, 2)
    assert given.teachers(school)[0].account.name not in Message.objects.latest("pk").body


def test_a_school_where_nobody_lags_is_not_reminded() -> None:
    school = given.school(teachers=0)
    given.contact(school)
    given.counted()

    with pytest.raises(NobodyLags):
        remind(school)

    assert not Message.objects.exists()


def test_without_a_contact_the_reminder_says_what_to_do() -> None:
    school = given.school()
    given.counted()

    with pytest.raises(NoContact):
        remind(school)

    assert not Reminder.objects.exists()


def test_on_a_holiday_nobody_is_reminded() -> None:
    school = given.school()
    given.contact(school)
    spring_festival = clock.moment(2021, 2, 12, 10)
    given.counted(spring_festival)

    with pytest.raises(HolidayToday):
        remind(school, spring_festival)

    assert not Message.objects.exists()
