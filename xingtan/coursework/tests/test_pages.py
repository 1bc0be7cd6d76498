"""What learners, tutors and the institution see and do on the pages."""

import io
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from xingtan.accounts.models import Kind
from xingtan.accounts.tests import given as people
from xingtan.classes.tests import given as classes
from xingtan.courses.models import Course
from xingtan.coursework import actions
from xingtan.coursework.models import Assignment, Contribution, PeerReview, Topic, Version, Work, WorkMark
from xingtan.coursework.tests import given
from xingtan.coursework.tests.given import NOW, TEXT, Room
from xingtan.foundation import clock
from xingtan.organisations.tests import given as organisations

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_term() -> Any:
    with clock.standing_at(NOW):
        yield


def shown(client: Client, address: str, status: int = 200) -> str:
    """A page's words."""
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def page_of(assignment: Assignment) -> str:
    return f"/coursework/homework/{assignment.public_id}/"


def points(**more: str) -> dict[str, str]:
    """What a tutor types."""
    return {
        "points_0": "20",
        "points_1": "45",
        "points_2": "25",
        "comment": "过程完整。",
        "version": "1",
        "seen": "0",
        **more,
    }


def sent(client: Client, assignment: Assignment, **said: Any) -> Any:
    """The learner presses a button."""
    return client.post(page_of(assignment), {"text": TEXT, "seen": "", "do": "hand_in", **said})


def test_a_learner_sees_the_homework_of_the_own_courses_hands_it_in_and_reads_the_mark() -> None:
    room = given.a_room(1)
    homework, phone = given.homework(room), given.browser(room.learners[0])
    assert homework.title in shown(phone, "/coursework/")

    sent(phone, homework, added=[given.photo()])
    version = Version.objects.get()
    given.marked(version, room.tutor, "20", "45", "25", outcome=WorkMark.Outcome.RECOMMENDED)

    page = shown(phone, page_of(homework))
    assert "90" in page
    assert "目标清楚。" in page
    assert len(version.files) == 1


def test_what_is_too_short_is_kept_as_a_draft_with_its_files_and_said_so() -> None:
    room = given.a_room(1)
    homework, phone = given.homework(room, least_characters=800, takes_files=True), given.browser(room.learners[0])

    answer = sent(phone, homework)

    assert answer.status_code == 422
    assert "至少800个字" in answer.content.decode()
    assert TEXT in answer.content.decode()
    assert (Work.objects.get().draft, Work.objects.get().state) == (TEXT, Work.State.DRAFT)


def test_a_bad_file_costs_no_word_of_the_text() -> None:
    room = given.a_room(1)
    homework, phone = given.homework(room), given.browser(room.learners[0])

    answer = sent(phone, homework, added=[given.paper("x.pdf", b"<svg onload=alert(1)>")])

    assert answer.status_code == 422
    assert Work.objects.get().draft == TEXT
    assert not Version.objects.exists()


def test_saving_while_typing_answers_with_the_moment_and_a_second_device_is_told() -> None:
    room = given.a_room(1)
    homework, phone = given.homework(room), given.browser(room.learners[0])
    address = f"{page_of(homework)}draft/"

    first = phone.post(address, {"text": "第一段", "seen": ""})
    other = phone.post(address, {"text": "别处写的", "seen": ""})
    going_on = phone.post(address, {"text": "第一段，接着写", "seen": ""})

    assert "20:00" in first.content.decode()
    assert "id_seen" in first.content.decode()
    assert (other.status_code, going_on.status_code) == (409, 200)
    assert Work.objects.get().draft == "第一段，接着写"


def test_who_saves_over_another_device_sees_both_texts_and_keeps_the_own_by_saving_again() -> None:
    room = given.a_room(1)
    homework, phone = given.homework(room), given.browser(room.learners[0])
    given.draft(homework, room.learners[0], "电脑上写的")

    answer = sent(phone, homework, text="手机上写的", do="save")
    page = answer.content.decode()
    again = sent(phone, homework, text="手机上写的", do="save", seen=Work.objects.get().saved_at.isoformat())

    assert answer.status_code == 422
    assert "电脑上写的" in page
    assert "手机上写的" in page
    assert again.status_code == 302
    assert Work.objects.get().draft == "手机上写的"


def test_markup_in_a_work_is_shown_as_it_was_typed() -> None:
    room = given.a_room(1)
    homework = given.homework(room)
    given.handed_in(homework, room.learners[0], "<script>alert(1)</script>")

    work = Work.objects.get()

    assert "<script>alert(1)" not in shown(people.signed_in(room.tutor), f"/coursework/marking/works/{work.public_id}/")


def test_homework_of_another_stage_is_no_page() -> None:
    room = given.a_room(1)
    homework = given.homework(room)
    track = next(each for each in room.programme.tracks.all() if "小学" not in each.stages)
    Course.objects.filter(pk=room.course.pk).update(track=track)

    phone = given.browser(room.learners[0])

    shown(phone, page_of(homework), 404)
    assert homework.title not in shown(phone, "/coursework/")


def test_the_desk_leads_from_one_work_to_the_next() -> None:
    room = given.a_room(2)
    homework = given.homework(room)
    for number, learner in enumerate(room.learners):
        given.handed_in(homework, learner, at=NOW + timedelta(minutes=number))
    desk = people.signed_in(room.tutor)
    assert "2" in shown(desk, "/coursework/marking/")
    first, second = Work.objects.order_by("handed_in_at")

    answer = desk.post(f"/coursework/marking/works/{first.public_id}/", points(outcome="marked"))
    last = desk.post(f"/coursework/marking/works/{second.public_id}/", points(outcome="recommended"))

    assert answer["Location"] == f"/coursework/marking/works/{second.public_id}/"
    assert last["Location"].endswith(f"/{homework.public_id}/")
    assert list(Work.objects.values_list("score", flat=True).order_by("pk")) == [90, 90]


def test_a_verdict_that_cannot_be_recorded_keeps_every_word() -> None:
    room = given.a_room(1)
    given.handed_in(given.homework(room), room.learners[0])
    work, desk = Work.objects.get(), people.signed_in(room.tutor)

    wrong = desk.post(f"/coursework/marking/works/{work.public_id}/", points(outcome="marked", points_1="51"))
    silent = desk.post(f"/coursework/marking/works/{work.public_id}/", points(outcome="returned", comment=" "))

    assert (wrong.status_code, silent.status_code) == (422, 422)
    assert "过程" in wrong.content.decode()
    assert 'value="51"' in wrong.content.decode()
    assert "过程完整。" in wrong.content.decode()
    assert not WorkMark.objects.exists()


def test_the_second_of_two_markers_sees_the_first_mark_and_the_own_words() -> None:
    room = given.a_room(1)
    version = given.handed_in(given.homework(room), room.learners[0])
    given.marked(version, room.tutor, "10", "40", "20")
    other = people.signed_in(given.academic(room.programme))

    answer = other.post(
        f"/coursework/marking/works/{version.work.public_id}/", points(outcome="marked", comment="我也写了评语。")
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "目标清楚。" in page
    assert "我也写了评语。" in page
    assert WorkMark.objects.count() == 1


def test_the_export_of_a_pile_names_everybody_with_their_mark() -> None:
    room = given.a_room(2)
    homework = given.homework(room)
    given.marked(given.handed_in(homework, room.learners[0]), room.tutor, "20", "45", "25")
    given.handed_in(homework, room.learners[1])
    desk = people.signed_in(room.tutor)

    answer = desk.get(f"/coursework/marking/classes/{room.online_class.public_id}/{homework.public_id}/?export=xlsx")

    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)
    assert sorted(str(row[4] or "") for row in rows[1:]) == ["", "90.00"]


@pytest.mark.parametrize("members", [2, 120])
def test_the_marked_list_of_a_class_takes_as_many_queries_for_a_hundred_and_twenty_as_for_two(members: int) -> None:
    room = given.a_room(members)
    homework = given.homework(room)
    for learner in room.learners[:6]:
        given.marked(given.handed_in(homework, learner), room.tutor)
    desk = people.signed_in(room.tutor)
    address = f"/coursework/marking/classes/{room.online_class.public_id}/"
    shown(desk, address)

    with CaptureQueriesContext(connection) as asked:
        page = shown(desk, address)

    assert page.count("<tr>") == members + 1
    assert len(asked) <= 15


@pytest.mark.parametrize("works", [2, 8])
def test_a_pile_and_a_work_on_the_desk_ask_as_often_for_few_as_for_many(works: int) -> None:
    room = given.a_room(works)
    homework = given.homework(room)
    for learner in room.learners:
        given.handed_in(homework, learner)
    desk = people.signed_in(room.tutor)
    work = Work.objects.order_by("pk")[0]
    pile = f"/coursework/marking/classes/{room.online_class.public_id}/{homework.public_id}/"

    for address, most in (
        (pile, 9),
        (f"/coursework/marking/works/{work.public_id}/", 15),
        ("/coursework/marking/", 8),
    ):
        shown(desk, address)
        with CaptureQueriesContext(connection) as asked:
            shown(desk, address)
        assert len(asked) == most, (address, [each["sql"][:90] for each in asked])


def test_homework_is_set_with_its_rubric_and_a_faulty_one_keeps_what_was_typed() -> None:
    room = given.a_room(1)
    academic = people.signed_in(given.academic(room.programme))
    typed = {
        "course": room.course.pk, "title": "教学反思", "task": "写一份反思。", "due_at": "2021-01-31T23:59",
        "takes_files": "on", "resubmissions": "2", "criterion_0": "目标", "points_0": "20", "levels_0": "20 明确",
    }  # fmt: skip

    wrong = academic.post("/coursework/set/homework/", {**typed, "levels_0": "明确 20"})
    assert wrong.status_code == 422
    assert "明确 20" in wrong.content.decode()
    academic.post("/coursework/set/homework/", typed)

    made = Assignment.objects.get()
    assert (made.title, made.takes_late, len(made.rubric)) == ("教学反思", False, 1)
    assert "教学反思" in shown(academic, "/coursework/set/")
    academic.post(f"/coursework/set/homework/{made.public_id}/", {**typed, "title": "单元反思"})
    assert Assignment.objects.get().title == "单元反思"


def test_a_colleague_reviews_without_seeing_the_name() -> None:
    room = given.a_room(2)
    homework = given.homework(room, peers=1)
    for learner in room.learners:
        given.handed_in(homework, learner)
    actions.ask_reviews(assignment=homework, now=NOW)
    review = PeerReview.objects.get(reviewer=room.learners[0])
    phone = given.browser(room.learners[0])
    author = room.learners[1].account.name
    assert "评阅" in shown(phone, "/coursework/")

    page = shown(phone, f"/coursework/reviews/{review.public_id}/")
    answer = phone.post(
        f"/coursework/reviews/{review.public_id}/", {**points(), "comment": "结构清楚，活动丰富，反思可再具体。"}
    )

    assert TEXT in page
    assert (
        author not in page.partition('id="main"')[2].partition("</main>")[0] or author == room.learners[0].account.name
    )
    assert answer.status_code == 302
    assert PeerReview.objects.get(pk=review.pk).given_at == NOW


def test_a_discussion_from_thread_to_answer_to_report() -> None:
    room = given.a_room(2)
    topic, tutor = given.topic(room), people.signed_in(room.tutor)
    first, second = (given.browser(learner) for learner in room.learners)
    address = f"/coursework/discussions/topics/{topic.public_id}/"

    first.post(address, {"title": "同桌先说", "body": "让学生先和同桌说一遍。", "key": "a" * 16})
    thread = Contribution.objects.get()
    within = f"/coursework/discussions/{thread.public_id}/"
    tutor.post(within, {"body": "可以再试试轮流说。", "key": "b" * 16})
    second.post(f"{within}complain/", {"reason": "离题"})

    page = shown(second, within)
    assert "可以再试试轮流说。" in page
    assert "离题" in shown(tutor, "/coursework/discussions/")
    tutor.post(f"{within}hide/", {"reason": "与主题无关"})
    assert "与主题无关" in shown(first, address)
    shown(second, within, 404)
    assert "1" in shown(tutor, "/coursework/discussions/")


def test_blocked_words_come_back_with_the_text_still_in_the_form() -> None:
    room = given.a_room(1)
    topic, phone = given.topic(room), given.browser(room.learners[0])

    answer = phone.post(
        f"/coursework/discussions/topics/{topic.public_id}/",
        {"title": "求助", "body": "有没有人代写作业？急", "key": "c" * 16},
    )

    assert answer.status_code == 422
    assert "代写作业" in answer.content.decode()
    assert "有没有人代写作业？急" in answer.content.decode()


def test_topics_are_set_changed_and_taken_back() -> None:
    room = given.a_room(1)
    academic = people.signed_in(given.academic(room.programme))
    typed = {"course": room.course.pk, "title": "课堂提问", "words": "怎样提问？", "closes_at": ""}

    academic.post("/coursework/set/topics/", typed)
    topic = Topic.objects.get()
    academic.post(f"/coursework/set/topics/{topic.public_id}/", {**typed, "title": "怎样提问"})
    academic.post(f"/coursework/set/topics/{topic.public_id}/take-back/")

    topic.refresh_from_db()
    assert (topic.title, topic.taken_back_at) == ("怎样提问", NOW)


def quality_rows(room: Room, kind: str, **scope: Any) -> str:
    return shown(people.signed_in(people.post(kind, **scope)), "/coursework/tutors/")


def test_a_county_sees_how_its_own_tutors_keep_up_and_nobody_elses() -> None:
    here = given.a_room(2)
    away = given.a_room(1, school=organisations.school("原平市实验小学", division=organisations.YUANPING))
    away.tutor.account.name = "别县教师"
    away.tutor.account.save()
    homework = given.homework(here)
    given.marked(given.handed_in(homework, here.learners[0]), here.tutor)
    given.handed_in(homework, here.learners[1])
    given.said(given.topic(here), here, given.learner_post(here.learners[0]))

    page = quality_rows(here, Kind.COUNTY_ADMIN, division=organisations.division(organisations.WUTAI))

    assert "1/2（50.0%）" in page
    assert "0/1（0.0%）" in page
    assert "别县教师" not in page


@pytest.mark.parametrize("tutors", [1, 5])
def test_the_figures_of_tutors_ask_as_often_for_few_as_for_many(tutors: int) -> None:
    rooms = [given.a_room(1) for _ in range(tutors)]
    homework = given.homework(rooms[0])
    for room in rooms:
        given.marked(given.handed_in(homework, room.learners[0]), room.tutor)
    manager = people.signed_in(people.post(Kind.PROVIDER_MANAGER, programme_code=rooms[0].programme.code))
    shown(manager, "/coursework/tutors/")

    with CaptureQueriesContext(connection) as asked:
        shown(manager, "/coursework/tutors/")

    assert len(asked) == 14


def test_the_comment_bank_and_the_sample_have_their_pages() -> None:
    room = given.a_room(1, programme=given.programme(sample_percent=100))
    given.marked(given.handed_in(given.homework(room), room.learners[0]), room.tutor)
    tutor, academic = people.signed_in(room.tutor), people.signed_in(given.academic(room.programme))

    tutor.post("/coursework/marking/phrases/", {"text": "目标明确，层次清楚。"})
    assert "目标明确，层次清楚。" in shown(tutor, f"/coursework/marking/works/{Work.objects.get().public_id}/")
    page = shown(academic, "/coursework/set/sample/")
    assert TEXT in page
    assert "目标清楚。" not in page
    version = Version.objects.get()
    academic.post("/coursework/set/sample/", {**points(), "version": version.public_id})

    assert TEXT not in shown(academic, "/coursework/set/sample/")


def test_a_file_of_a_work_goes_to_its_tutor_as_a_download_and_to_no_other_tutor() -> None:
    room = given.a_room(1)
    homework = given.homework(room)
    (added,) = actions.add_files(assignment=homework, enrolment=room.learners[0], files=[given.paper()], now=NOW)
    other = people.signed_in(classes.tutor().post)
    address = f"/coursework/files/{added.public_id}/"

    answer = people.signed_in(room.tutor).get(address)
    assert b"".join(answer.streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]

    assert answer["Content-Disposition"].startswith("attachment")
    shown(other, address, 404)
