"""Reminding schools: who lacks what, once a day and subject, the text before it goes, what the school sees."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from xingtan.accounts.models import Kind, Post
from xingtan.accounts.tests import given as people
from xingtan.audit.models import Entry
from xingtan.foundation import clock
from xingtan.notices.tests import given as notices
from xingtan.organisations.models import School
from xingtan.organisations.tests import given as organisations
from xingtan.outbox.models import Message
from xingtan.oversight import actions, jobs, queries
from xingtan.oversight.errors import HolidayToday, NothingLacks
from xingtan.oversight.models import Reminder
from xingtan.oversight.rules import Subject
from xingtan.oversight.tests import given
from xingtan.oversight.tests.given import notice_of
from xingtan.programmes.actions import issue_notice
from xingtan.programmes.models import Programme
from xingtan.programmes.tests import given as programmes
from xingtan.rosters.tests import given as rosters

pytestmark = pytest.mark.django_db
AT = clock.moment(2020, 12, 1, 10)


@pytest.fixture(autouse=True)
def _before_the_deadline(settings: Any, tmp_path: Any) -> Any:
    settings.MEDIA_ROOT = tmp_path
    with clock.standing_at(AT):
        yield


def programme_with_notice() -> Programme:
    programme = programmes.programme_2020()
    issue_notice(programme=programme, document=programmes.DOCUMENT, by=None, now=AT)
    programme.refresh_from_db()
    return programme


def schools(*names: str) -> list[School]:
    made = [given.school(name, teachers=0) for name in names]
    for each in made:
        given.contact(each)
    return made


def remind(programme: Programme, subject: Subject, *made: School, at: Any = AT, by: Post | None = None) -> Any:
    return actions.remind_schools(
        programme=programme, subject=subject, school_ids=[each.pk for each in made],
        by=by or given.county_admin(), now=at,
    )  # fmt: skip


def lacking(programme: Programme, subject: Subject) -> set[str]:
    return {each.registered_name for each in queries.lacking(School.objects.all(), programme, subject)}


def test_a_school_lacks_its_signature_only_once_the_notice_was_sent_to_it() -> None:
    programme = programme_with_notice()
    first, second = schools("五台县第一小学", "五台县第二小学")
    assert lacking(programme, Subject.UNSIGNED) == set()

    notices.forwarded(notice_of(programme))
    notices.signed(notice_of(programme), first)

    assert lacking(programme, Subject.UNSIGNED) == {second.registered_name}


def test_a_school_lacks_its_meeting_and_its_roster_until_they_are_there() -> None:
    programme = programme_with_notice()
    first, second = schools("五台县第一小学", "五台县第二小学")
    notices.meeting(first)
    rosters.draft(programme=programme, school=second)
    rosters.submitted_roster(programme=programme, school=first)

    assert lacking(programme, Subject.MEETING) == {second.registered_name}
    assert lacking(programme, Subject.ROSTER) == {second.registered_name}


def test_payment_activation_and_lag_come_from_the_tallies_with_how_many_teachers() -> None:
    school, empty = given.school(teachers=4), given.school("五台县第二小学", teachers=0)
    given.counted()
    programme = programmes.programme_2020()

    for subject in (Subject.PAYMENT, Subject.ACTIVATION, Subject.LAGGING):
        rows: Any = queries.lacking(School.objects.all(), programme, subject)
        assert [(each.pk, each.lacks) for each in rows] == [(school.pk, 4)], subject
    assert empty.registered_name not in lacking(programme, Subject.PAYMENT)


def test_each_school_is_reminded_of_the_same_thing_once_a_day_and_of_another_thing_too() -> None:
    programme = programme_with_notice()
    made = schools("五台县第一小学", "五台县第二小学")

    first = remind(programme, Subject.ROSTER, *made)
    again = remind(programme, Subject.ROSTER, *made, at=AT + timedelta(hours=6))
    other = remind(programme, Subject.MEETING, made[0])
    tomorrow = remind(programme, Subject.ROSTER, *made, at=AT + timedelta(days=1))

    assert (first.sent, again.sent, again.today_already, other.sent, tomorrow.sent) == (2, 0, 2, 1, 2)
    assert (Reminder.objects.count(), Message.objects.count()) == (5, 5)
    assert Entry.objects.filter(verb="remind_schools").count() == 4


def test_contact_and_head_are_both_told_and_a_school_without_people_is_named() -> None:
    programme = programme_with_notice()
    [school] = schools("五台县第一小学")
    head = people.post(Kind.SCHOOL_HEAD, school=school)
    head.account.mail = "head@example.invalid"
    head.account.save()
    nobody = given.school("五台县第二小学", teachers=0)

    done = remind(programme, Subject.ROSTER, school, nobody)

    assert (done.sent, done.without_people) == (1, 1)
    assert {message.to for message in Message.objects.all()} == {"contact@example.invalid", "head@example.invalid"}


def test_what_was_done_meanwhile_is_not_reminded_of() -> None:
    programme = programme_with_notice()
    [school] = schools("五台县第一小学")
    notices.meeting(school)

    done = remind(programme, Subject.MEETING, school)

    assert (done.sent, done.settled) == (0, 1)
    with pytest.raises(NothingLacks):
        actions.remind_school(
            programme=programme, school=school, by=given.county_admin(), now=AT, subject=Subject.MEETING
        )


@pytest.mark.parametrize(("day", "is_sent"), [(10, True), (11, False), (17, False), (18, True)])
def test_on_the_days_of_a_holiday_nobody_is_reminded(day: int, is_sent: bool) -> None:
    programme = programme_with_notice()
    [school] = schools("五台县第一小学")
    at = clock.moment(2021, 2, day, 10)

    if is_sent:
        assert remind(programme, Subject.ROSTER, school, at=at).sent == 1
    else:
        with pytest.raises(HolidayToday):
            remind(programme, Subject.ROSTER, school, at=at)
        assert not Reminder.objects.exists()


def test_a_programme_that_reminds_on_holidays_does() -> None:
    programme = programmes.programme_2020(A18={"reminders_on_holidays": True})
    [school] = schools("五台县第一小学")

    assert remind(programme, Subject.ROSTER, school, at=clock.moment(2021, 2, 12, 10)).sent == 1


def test_in_the_quiet_hours_of_the_programme_the_message_waits_for_the_morning() -> None:
    programme = programme_with_notice()
    programme.facts = {**programme.facts, "reminders": {"quiet_from": 21, "quiet_until": 8}}
    [school] = schools("五台县第一小学")

    remind(programme, Subject.ROSTER, school, at=clock.moment(2020, 12, 1, 22))

    assert Message.objects.get().due_at == clock.moment(2020, 12, 2, 8)


def test_the_programme_words_the_text_and_no_name_of_a_teacher_goes_out() -> None:
    school = given.school(teachers=3)
    given.contact(school)
    given.counted()
    programme = programmes.programme_2020()
    programme.facts = {**programme.facts, "reminders": {"activation": "{school}还有{count}位教师没有激活账号。"}}

    remind(programme, Subject.ACTIVATION, school, at=given.MID_TERM)

    said = Message.objects.get().body
    assert "五台县实验小学还有3位教师没有激活账号。" in said
    assert given.teachers(school)[0].account.name not in said


def county() -> Client:
    return people.signed_in(given.county_admin())


def test_a_clerk_ticks_sees_the_text_and_sends_it() -> None:
    programme_with_notice()
    first, second = schools("五台县第一小学", "五台县第二小学")
    clerk, ticked = county(), {"school": [first.public_id]}

    preview = clerk.post("/figures/chase/roster/preview/", ticked)
    assert not Reminder.objects.exists()
    sent = clerk.post("/figures/chase/roster/send/", {**ticked, "note": "请于明天中午前报送。"}, follow=True)

    assert "五台县第一小学" in preview.context["text"]
    assert Reminder.objects.get().school == first
    assert "请于明天中午前报送。" in Message.objects.get().body
    text = sent.content.decode()
    assert "今天已提醒" in text
    assert second.registered_name in text


def test_a_county_reminds_no_school_of_the_next_county() -> None:
    programme_with_notice()
    theirs = given.school("原平市实验小学", teachers=0, division=organisations.YUANPING)
    given.contact(theirs)

    county().post("/figures/chase/roster/send/", {"school": [theirs.public_id]})

    assert not Reminder.objects.exists()
    assert not Message.objects.exists()


def test_without_a_tick_nothing_is_sent() -> None:
    programme_with_notice()
    schools("五台县第一小学")

    answer = county().post("/figures/chase/roster/send/", {}, follow=True)

    assert "请至少勾选一所学校" in answer.content.decode()
    assert not Reminder.objects.exists()


def test_all_of_many_are_reminded_in_the_background_and_a_second_run_sends_nothing_twice() -> None:
    programme = programme_with_notice()
    made = schools(*(f"五台县第{number}小学" for number in range(32)))
    clerk = given.county_admin()

    answer = people.signed_in(clerk).post("/figures/chase/roster/send/", {"everybody": "on"})

    assert answer.status_code == 302
    assert "/figures/chase/" not in answer["Location"]

    class Silent:
        def expect(self, total: int) -> None: ...
        def step(self, count: int = 1) -> None: ...
        def lead_to(self, url: str) -> None: ...

    for _run in range(2):
        jobs.remind_many(
            Silent(), programme=programme.code, subject="roster", by=clerk.public_id,  # type: ignore[arg-type]
            school_ids=[each.pk for each in made], note="",
        )  # fmt: skip

    assert Reminder.objects.count() == 32
    assert Message.objects.count() == 32


def test_a_reminder_stands_with_the_school_until_it_is_answered_or_a_week_old() -> None:
    programme = programme_with_notice()
    [school] = schools("五台县第一小学")
    remind(programme, Subject.MEETING, school)
    today = AT.date()

    assert [each.subject for each in queries.unanswered(school, programme, today)] == [Subject.MEETING]
    assert queries.unanswered(school, programme, today + timedelta(days=6))
    assert not queries.unanswered(school, programme, today + timedelta(days=7))
    notices.meeting(school)
    assert not queries.unanswered(school, programme, today)


def test_a_subject_that_does_not_exist_is_missing() -> None:
    programme_with_notice()

    assert county().get("/figures/chase/passwords/").status_code == 404


@pytest.mark.parametrize("number", [2, 14])
@pytest.mark.parametrize("subject", list(Subject))
def test_the_list_takes_the_same_queries_for_many_as_for_few(
    subject: Subject, number: int, django_assert_max_num_queries: Any
) -> None:
    programme = programme_with_notice()
    notices.forwarded(notice_of(programme))
    schools(*(f"五台县第{each}小学" for each in range(number)))
    clerk = county()
    clerk.get(f"/figures/chase/{subject.value}/")

    with django_assert_max_num_queries(18):
        clerk.get(f"/figures/chase/{subject.value}/")
