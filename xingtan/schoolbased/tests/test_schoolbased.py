"""What a school holds counts once the head signed; the county's draw can be repeated; nothing is erased (R18-R21, R65)."""

from datetime import time, timedelta

import pytest

from xingtan.accounts.models import Kind, Post
from xingtan.accounts.tests import given as people
from xingtan.enrolment.models import Enrolment
from xingtan.enrolment.tests import given as enrolments
from xingtan.foundation import clock
from xingtan.organisations.models import Division
from xingtan.organisations.tests import given as organisations
from xingtan.programmes.tests import given as programmes
from xingtan.schoolbased import actions, errors, queries
from xingtan.schoolbased.models import Activity, Check, Lack, Presence, Work
from xingtan.schoolbased.rules import Slot, drawn, sample_size, within_research_time
from xingtan.schoolbased.tests import given
from xingtan.study.tests import given as studied

pytestmark = pytest.mark.django_db
AT = given.AFTERNOON


def county() -> Post:
    return people.post(Kind.COUNTY_ADMIN, division=Division.objects.get(pk=organisations.WUTAI))


def minutes(enrolment: Enrolment) -> int:
    return queries.minutes_by_enrolment([enrolment.pk]).get(enrolment.pk, 0)


def test_minutes_count_for_who_was_present_once_the_head_signed() -> None:
    present, absent = given.teachers()
    activity = given.recorded(present)
    assert minutes(present) == 0

    actions.sign_activity(activity=activity, by=given.head(present.school), now=AT)

    assert (minutes(present), minutes(absent)) == (90, 0)


def test_only_the_head_of_the_school_signs() -> None:
    (teacher,) = given.teachers(1)
    activity = given.recorded(teacher)
    stranger = given.head(organisations.school("代县第二小学", division="140923"))

    for by in (given.contact(teacher.school), stranger):
        with pytest.raises(errors.NotYourSchool):
            actions.sign_activity(activity=activity, by=by, now=AT)
    activity.refresh_from_db()
    assert activity.state == Activity.State.RECORDED


def test_what_is_signed_is_not_recorded_anew() -> None:
    (teacher,) = given.teachers(1)
    activity = given.signed(teacher)
    record = actions.Record(AT.date(), 600, "改", [teacher])

    with pytest.raises(errors.AlreadySigned):
        actions.record_activity(activity=activity, record=record, by=given.contact(teacher.school), now=AT)
    assert minutes(teacher) == 90


def test_an_activity_needs_a_lesson_or_a_topic() -> None:
    (teacher,) = given.teachers(1)

    with pytest.raises(errors.TopicMissing):
        given.planned(teacher, topic="  ")
    assert not Activity.objects.exists()


@pytest.mark.parametrize("days", [0, 1])
def test_a_record_is_of_today_or_before(days: int) -> None:
    (teacher,) = given.teachers(1)
    activity = given.planned(teacher)
    record = actions.Record(AT.date() + timedelta(days=days), 90, "", [teacher])
    by, at = given.contact(teacher.school), clock.moment(2020, 12, 23, 23, 59)

    if days:
        with pytest.raises(errors.HeldInFuture):
            actions.record_activity(activity=activity, record=record, by=by, now=at)
    else:
        assert actions.record_activity(activity=activity, record=record, by=by, now=at).minutes == 90


@pytest.mark.parametrize(
    ("length", "refused"), [(0, errors.MinutesOutOfRange), (601, errors.MinutesOutOfRange), (600, None), (1, None)]
)
def test_nobody_sits_longer_than_ten_hours(length: int, refused: type[Exception] | None) -> None:
    (teacher,) = given.teachers(1)

    if refused:
        with pytest.raises(refused):
            given.recorded(teacher, minutes=length)
    else:
        assert given.recorded(teacher, minutes=length).minutes == length


def test_a_teacher_of_another_school_is_not_recorded_as_present() -> None:
    (teacher,) = given.teachers(1)
    other = enrolments.enrolment(
        programme=teacher.programme, school=organisations.school("代县第二小学", division="140923")
    )

    with pytest.raises(errors.NotYourSchool):
        given.recorded(teacher, other)


def test_a_photo_is_written_anew_and_an_attack_is_refused() -> None:
    (teacher,) = given.teachers(1)
    photo = given.photo(teacher)
    attack = given.Upload(b"<svg onload=alert(1)>", "x.jpg")
    record = actions.Record(AT.date(), 90, "", [teacher], photos=(attack,))

    with pytest.raises(Exception, match=r"x\.jpg"):
        actions.record_activity(
            activity=given.planned(teacher), record=record, by=given.contact(teacher.school), now=AT
        )
    assert photo.is_picture


def test_a_reflection_is_of_who_was_there_and_survives_a_mended_record() -> None:
    present, absent = given.teachers()
    activity = given.recorded(present)
    actions.reflect(activity=activity, words="收获很大。", by=given.learner_post(present), now=AT)

    with pytest.raises(errors.WasNotPresent):
        actions.reflect(activity=activity, words="我也在。", by=given.learner_post(absent), now=AT)
    record = actions.Record(AT.date(), 60, "改正", [present, absent])
    actions.record_activity(activity=activity, record=record, by=given.contact(present.school), now=AT)

    kept = Presence.objects.filter(activity=activity).order_by("pk").values_list("enrolment", "reflection")
    assert list(kept) == [(present.pk, "收获很大。"), (absent.pk, "")]


def test_a_draw_is_the_same_for_the_same_seed_in_any_order() -> None:
    names = [f"a{number}" for number in range(40)]

    assert drawn("7f", names, 5) == drawn("7f", reversed(names), 5)
    assert drawn("7f", names, 5) != drawn("80", names, 5)
    assert (sample_size(40, 10), sample_size(41, 10), sample_size(1, 1), sample_size(0, 50)) == (4, 5, 1, 0)


def test_the_county_draws_what_was_signed_and_never_drawn_and_the_draw_can_be_repeated() -> None:
    (teacher,) = given.teachers(1)
    by = county()
    activities = [given.signed(teacher) for _ in range(4)]
    given.recorded(teacher)

    sample = actions.draw_sample(
        programme=teacher.programme, division=Division.objects.get(pk=organisations.WUTAI), percent=50, by=by, now=AT
    )
    again = actions.draw_sample(
        programme=teacher.programme, division=Division.objects.get(pk=organisations.WUTAI), percent=100, by=by, now=AT
    )

    chosen = set(sample.checks.values_list("activity__public_id", flat=True))
    assert chosen == set(drawn(sample.seed, sample.population, 2))
    assert sorted(sample.population) == sorted(each.public_id for each in activities)
    assert again.checks.count() == 2
    with pytest.raises(errors.NothingToDraw):
        actions.draw_sample(
            programme=teacher.programme,
            division=Division.objects.get(pk=organisations.WUTAI),
            percent=10,
            by=by,
            now=AT,
        )


def test_what_the_county_gives_back_counts_no_longer_until_it_is_signed_anew() -> None:
    (teacher,) = given.teachers(1)
    by, activity = county(), given.signed(teacher)
    actions.draw_sample(
        programme=teacher.programme, division=Division.objects.get(pk=organisations.WUTAI), percent=100, by=by, now=AT
    )
    check = Check.objects.get()

    with pytest.raises(errors.ReasonMissing):
        actions.find(check=check, is_good=False, words=" ", by=by, now=AT)
    actions.find(check=check, is_good=False, words="没有照片。", by=by, now=AT)
    assert minutes(teacher) == 0
    with pytest.raises(errors.FindingStands):
        actions.find(check=check, is_good=True, words="", by=by, now=AT)

    record = actions.Record(AT.date(), 80, "补充照片", [teacher], photos=(given.picture(),))
    actions.record_activity(activity=activity, record=record, by=given.contact(teacher.school), now=AT)
    actions.sign_activity(activity=activity, by=given.head(teacher.school), now=AT)

    assert minutes(teacher) == 80
    assert [step.verb for step in activity.steps.all()] == [
        "planned", "recorded", "signed", "returned", "recorded", "signed",
    ]  # fmt: skip


@pytest.mark.parametrize("hours", [0, 24])
def test_a_task_is_open_to_the_end_of_its_last_day(hours: int) -> None:
    (teacher,) = given.teachers(1)
    task = given.task(teacher.programme, due_on=AT.date())
    late = clock.moment(2020, 12, 23, 23, 59) + timedelta(hours=hours)

    if hours:
        with pytest.raises(errors.TaskClosed):
            given.work(teacher, task, at=late)
    else:
        assert given.work(teacher, task, at=late).state == Work.State.HANDED_IN


def test_accepted_work_counts_and_stays_as_it_is() -> None:
    (teacher,) = given.teachers(1)
    work, by = given.work(teacher), given.head(teacher.school)

    actions.judge_work(work=work, is_accepted=False, words="请补充反思。", by=by, now=AT)
    assert minutes(teacher) == 0
    work = given.work(teacher, work.task)
    actions.judge_work(work=work, is_accepted=True, words="", by=by, now=AT)

    assert minutes(teacher) == 45
    with pytest.raises(errors.WorkAccepted):
        given.work(teacher, work.task)


def test_research_times_do_not_overlap_and_may_touch() -> None:
    (teacher,) = given.teachers(1)
    programme, school = teacher.programme, teacher.school
    given.research_time(programme, school)

    given.research_time(programme, school, Slot(2, time(17), time(18)))
    for slot, refused in [
        (Slot(2, time(16), time(16, 30)), errors.TimesOverlap),
        (Slot(3, time(16), time(16)), errors.TimesOutOfOrder),
    ]:
        with pytest.raises(refused):
            given.research_time(programme, school, slot)


@pytest.mark.parametrize(("minute", "seconds"), [(-30, 0), (-1, 59 * 60), (0, 60 * 60), (60, 30 * 60), (90, 0)])
def test_how_much_of_an_hour_lies_in_research_time(minute: int, seconds: int) -> None:
    slot = Slot(2, time(15, 30), time(17))
    began = clock.moment(2020, 12, 23, 15, 30) + timedelta(minutes=minute)
    lasts = timedelta(minutes=30) if minute == -30 else timedelta(hours=1)

    assert within_research_time(began, began + lasts, [slot]) == seconds


def test_online_study_in_research_time_shows_as_such() -> None:
    """R20: half of what was watched fell into the school's research time."""
    learner, lesson = studied.learner(), studied.lesson()
    enrolment = learner.enrolment
    given.research_time(enrolment.programme, enrolment.school)
    studied.watched(learner, lesson, 60, at=clock.moment(2020, 12, 23, 16))
    studied.watched(learner, lesson, 120, at=clock.moment(2020, 12, 23, 20))

    share = queries.research_share(enrolment.programme, enrolment.school)

    assert (share.seconds, share.of, share.percent) == (60, 120, 50)


def test_a_lack_is_seen_by_the_county_until_the_school_answers() -> None:
    (teacher,) = given.teachers(1)
    lack, by = given.lack(teacher), county()
    given.lack(teacher)
    assert Lack.objects.count() == 1
    assert queries.waiting(by, teacher.programme).lacks == 1

    actions.answer_lack(lack=lack, words="已拉网线。", by=given.contact(teacher.school), now=AT)

    assert queries.waiting(by, teacher.programme).lacks == 0
    with pytest.raises(errors.LackAnswered):
        actions.answer_lack(lack=lack, words="再答", by=given.contact(teacher.school), now=AT)


def test_what_a_county_of_another_place_sees() -> None:
    (teacher,) = given.teachers(1)
    given.signed(teacher)
    stranger = people.post(Kind.COUNTY_ADMIN, division=Division.objects.get(pk="140923"))

    assert queries.activities_within(county(), programmes.programme_2020()).count() == 1
    assert queries.activities_within(stranger, programmes.programme_2020()).count() == 0
