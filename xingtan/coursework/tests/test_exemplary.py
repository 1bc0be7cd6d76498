"""What is held up as good: recommended works read by the class, excellent contributions, and why a work came back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from xingtan.coursework import actions, queries
from xingtan.coursework.actions import Verdict
from xingtan.coursework.models import WorkMark
from xingtan.coursework.tests import given
from xingtan.coursework.tests.given import NOW
from xingtan.enrolment.models import Enrolment
from xingtan.foundation import clock
from xingtan.organisations.tests import given as organisations

pytestmark = pytest.mark.django_db


def recommended(room: given.Room, learner: Enrolment, text: str, title: str = "教学设计") -> None:
    version = given.handed_in(given.homework(room, title=title), learner, text)
    verdict = Verdict(WorkMark.Outcome.RECOMMENDED, given.FULL, "目标清楚。")
    actions.mark_work(version=version, verdict=verdict, seen=0, by=room.tutor, now=NOW)


def page(reader: Enrolment, name: str = "recommended") -> str:
    with clock.standing_at(NOW):
        return given.browser(reader).get(reverse(f"coursework:{name}")).content.decode()


def test_the_class_reads_recommended_works_without_a_name() -> None:
    room = given.a_room(2)
    writer, reader = room.learners
    recommended(room, writer, "先说目标，再说过程。")
    given.marked(given.handed_in(given.homework(room, title="反思"), writer, "没有被推荐的一篇。"), room.tutor)

    html = page(reader)

    assert "先说目标，再说过程。" in html
    assert "没有被推荐的一篇。" not in html
    assert writer.account.name not in html


def test_a_name_stands_beside_it_only_where_the_programme_says_so() -> None:
    room = given.a_room(2, programme=given.programme(names_recommended=1))
    recommended(room, room.learners[0], "先说目标。")

    assert room.learners[0].account.name in page(room.learners[1])


def test_another_class_reads_nothing_of_it() -> None:
    here = given.a_room(1)
    away = given.a_room(1, school=organisations.school("原平市实验小学", division=organisations.YUANPING))
    recommended(here, here.learners[0], "先说目标。")
    thread = given.said(given.topic(here), here, given.learner_post(here.learners[0]))
    actions.find_excellent(contribution=thread, is_excellent=True, by=here.tutor, now=NOW)

    assert "先说目标。" not in page(away.learners[0])
    assert thread.title not in page(away.learners[0], "excellent_list")
    assert thread.title in page(here.learners[0], "excellent_list")


def test_a_hidden_contribution_is_not_held_up() -> None:
    room = given.a_room(1)
    thread = given.said(given.topic(room), room, given.learner_post(room.learners[0]))
    reply = given.said(thread.topic, room, given.learner_post(room.learners[0]), thread=thread)
    for each in (thread, reply):
        actions.find_excellent(contribution=each, is_excellent=True, by=room.tutor, now=NOW)
    assert queries.excellent_in([room.online_class]).count() == 2

    actions.hide(contribution=thread, reason="重复", by=room.tutor, now=NOW)

    assert not queries.excellent_in([room.online_class]).exists()


def test_who_is_in_no_class_sees_an_empty_page() -> None:
    alone = given.learner_elsewhere(given.a_room(1).programme)

    assert "还没有推荐的作业" in page(alone)


def test_the_reason_of_the_latest_return_is_told() -> None:
    room = given.a_room(1)
    homework, learner = given.homework(room), room.learners[0]
    given.returned(given.handed_in(homework, learner), room.tutor, "请补充反思。")
    given.returned(given.handed_in(homework, learner, "补充了反思。"), room.tutor, "请写明目标。")
    work = queries.work_of(homework, learner)

    assert work is not None
    assert queries.return_reasons([work]) == {work.pk: "请写明目标。"}


@pytest.mark.parametrize("name", ["recommended", "excellent_list"])
def test_the_lists_ask_the_database_as_often_at_any_size(name: str) -> None:
    room = given.a_room(2)
    browser, topic = given.browser(room.learners[1]), given.topic(room)
    counts = []
    for many in (0, 2, 6):
        for number in range(many):
            recommended(room, room.learners[0], "先说目标。", title=f"作业{many}-{number}")
            said = given.said(topic, room, given.learner_post(room.learners[0]))
            actions.find_excellent(contribution=said, is_excellent=True, by=room.tutor, now=NOW)
        with clock.standing_at(NOW), CaptureQueriesContext(connection) as counted:
            assert browser.get(reverse(f"coursework:{name}")).status_code == 200
        counts.append(len(counted))

    assert counts[1] == counts[2]
