"""What stands on the desks before an area starts: the notice, the meeting, the plan, registration, reminders."""

from typing import Any

import pytest

from xingtan.accounts.models import Kind
from xingtan.desks.items import Desk
from xingtan.desks.queries import desk_of
from xingtan.desks.tests import given
from xingtan.foundation import clock
from xingtan.notices.models import Notice
from xingtan.notices.tests import given as notices
from xingtan.organisations.models import School
from xingtan.organisations.tests import given as organisations
from xingtan.oversight import actions
from xingtan.oversight.rules import Subject
from xingtan.oversight.tests import given as oversight
from xingtan.programmes.actions import issue_notice
from xingtan.programmes.models import Programme
from xingtan.programmes.tests import given as programmes

pytestmark = pytest.mark.django_db
AT = clock.moment(2020, 11, 20, 10)


@pytest.fixture(autouse=True)
def _in_november(settings: Any, tmp_path: Any) -> Any:
    settings.MEDIA_ROOT = tmp_path
    with clock.standing_at(AT):
        yield


def house() -> tuple[Programme, Notice, School]:
    programme = programmes.programme_2020()
    notice = issue_notice(programme=programme, document=programmes.DOCUMENT, by=None, now=AT)
    return programme, notice, organisations.school()


def sentences(kind: str, programme: Programme, school: School) -> str:
    desk: Desk = desk_of(given.post(kind, programme, school), programme, AT)
    return "\n".join(todo.sentence for todo in desk.todos)


def test_a_county_is_led_to_forward_and_to_its_plan_until_both_are_done() -> None:
    programme, notice, school = house()
    before = sentences(Kind.COUNTY_ADMIN, programme, school)

    notices.forwarded(notice)
    programmes.plan(programme=programme)
    after = sentences(Kind.COUNTY_ADMIN, programme, school)

    assert "转发给学校" in before
    assert "本县实施计划还没有提交" in before
    assert "转发给学校" not in after
    assert "实施计划" not in after


def test_a_school_is_led_to_sign_and_to_record_its_meeting_until_both_are_done() -> None:
    programme, notice, school = house()
    notices.forwarded(notice)
    before = sentences(Kind.SCHOOL_CONTACT, programme, school)

    notices.signed(notice, school)
    notices.meeting(school)
    after = sentences(Kind.SCHOOL_CONTACT, programme, school)

    assert "请签收" in before
    assert "还没有登记动员会" in before
    assert "签收" not in after
    assert "动员会" not in after


def test_the_city_sees_how_many_plans_wait_to_be_filed() -> None:
    programme, _notice, school = house()
    programmes.plan(programme=programme)
    programmes.plan(organisations.YUANPING, "filed", programme)

    assert "1 份实施计划待备案" in sentences(Kind.CITY_SUPERVISOR, programme, school)


def test_a_reminder_stands_on_the_schools_desk() -> None:
    programme, _notice, school = house()
    oversight.contact(school)

    actions.remind_school(
        programme=programme, school=school, by=oversight.county_admin(), now=AT, subject=Subject.MEETING
    )

    assert "提醒：未登记动员会" in sentences(Kind.SCHOOL_HEAD, programme, school)
