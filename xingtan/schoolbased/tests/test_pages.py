"""The pages of school-based study, in the order of the work."""

import pytest
from django.test import Client

from xingtan.accounts.models import Account, Kind
from xingtan.accounts.tests import given as people
from xingtan.enrolment.models import Enrolment
from xingtan.foundation import clock
from xingtan.organisations.models import Division
from xingtan.organisations.tests import given as organisations
from xingtan.schoolbased.models import Activity, Check, Conditions, Lack, Work
from xingtan.schoolbased.tests import given

pytestmark = pytest.mark.django_db


def browser_of(enrolment: Enrolment) -> Client:
    Account.objects.filter(pk=enrolment.account_id).update(activated_at=clock.now())
    return people.signed_in(given.learner_post(enrolment))


def test_from_the_plan_to_the_finding() -> None:
    (teacher,) = given.teachers(1)
    contact = people.signed_in(given.contact(teacher.school))
    head = people.signed_in(given.head(teacher.school))
    county = people.signed_in(people.post(Kind.COUNTY_ADMIN, division=Division.objects.get(pk=organisations.WUTAI)))

    with clock.standing_at(given.AFTERNOON):
        planned = contact.post("/schoolbased/plan/", {"form": "critique", "planned_on": "2020-12-23", "topic": "评课"})
        activity = Activity.objects.get()
        address = f"/schoolbased/{activity.public_id}/"
        assert planned.headers["Location"] == address
        record = {"held_on": "2020-12-23", "minutes": "90", "words": "听课评课。", "present": [teacher.public_id]}
        kept = contact.post(f"{address}record/", {**record, "minutes": "9000"})
        assert kept.status_code == 422
        assert "听课评课。" in kept.content.decode()
        contact.post(f"{address}record/", {**record, "photos": [given.picture()]})
        head.post(f"{address}sign/")
        county.post("/schoolbased/checks/draw/", {"percent": "100"})
        check = Check.objects.get()
        page = f"/schoolbased/checks/{check.public_id}/"
        assert county.get(page).status_code == 200
        assert county.post(page, {"finding": "return", "words": ""}).status_code == 422
        county.post(page, {"finding": "return", "words": "照片不清楚。"})

        seen = head.get(address).content.decode()

    assert "照片不清楚。" in seen
    activity.refresh_from_db()
    assert activity.state == Activity.State.RETURNED


def test_a_teacher_hands_in_reflects_and_says_what_is_missing() -> None:
    (teacher,) = given.teachers(1)
    task, activity = given.task(teacher.programme), given.signed(teacher)
    browser = browser_of(teacher)

    with clock.standing_at(given.AFTERNOON):
        assert task.title in browser.get("/schoolbased/mine/").content.decode()
        empty = browser.post(f"/schoolbased/tasks/{task.public_id}/hand-in/", {"words": ""})
        assert empty.status_code == 422
        browser.post(f"/schoolbased/tasks/{task.public_id}/hand-in/", {"words": "我的设计"})
        browser.post(f"/schoolbased/{activity.public_id}/reflect/", {"words": "值得一学。"})
        browser.post("/schoolbased/lacks/tell/", {"kind": "time", "words": "课时太多。"})
        page = browser.get(f"/schoolbased/{activity.public_id}/").content.decode()

    assert Work.objects.get().words == "我的设计"
    assert Lack.objects.get().kind == "time"
    assert "值得一学。" in page


def test_a_school_declares_answers_and_keeps_its_hours() -> None:
    (teacher,) = given.teachers(1)
    lack = given.lack(teacher)
    browser = people.signed_in(given.head(teacher.school))

    assert browser.post(f"/schoolbased/lacks/{lack.public_id}/answer/", {"words": ""}).status_code == 422
    browser.post(f"/schoolbased/lacks/{lack.public_id}/answer/", {"words": "已解决。"})
    browser.post("/schoolbased/conditions/declare/", {"has_network": "on", "words": "电脑 12 月到位。"})
    wrong = browser.post("/schoolbased/times/", {"weekday": "2", "begins": "17:00", "ends": "16:00"})
    browser.post("/schoolbased/times/", {"weekday": "2", "begins": "15:30", "ends": "17:00"})

    assert wrong.status_code == 422
    assert "已解决。" in browser.get("/schoolbased/conditions/").content.decode()
    assert not Conditions.objects.get().are_met
    assert "15:30" in browser.get("/schoolbased/times/").content.decode()


def test_a_school_judges_work_and_the_provider_sets_tasks() -> None:
    (teacher,) = given.teachers(1)
    work = given.work(teacher)
    school = people.signed_in(given.head(teacher.school))
    academic = people.signed_in(people.post(Kind.ACADEMIC, programme_code=teacher.programme.code))
    address = f"/schoolbased/works/{work.public_id}/"

    assert school.post(address, {"verdict": "return", "words": ""}).status_code == 422
    assert school.post(address, {"verdict": "accept", "words": ""}).status_code == 302
    told = {"title": "一堂好课", "words": "", "stage": "", "due_on": "2021-03-01", "minutes": "45"}
    assert academic.post("/schoolbased/tasks/new/", {**told, "due_on": "2022-03-01"}).status_code == 422
    assert academic.post("/schoolbased/tasks/new/", told).status_code == 302
    assert "一堂好课" in academic.get("/schoolbased/tasks/").content.decode()
    file = school.get(f"{address}file/")
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert b"".join(file.streaming_content)  # type: ignore[attr-defined]  # read to its end, so that it is closed


@pytest.mark.parametrize("number", [1, 5])
def test_the_list_takes_the_same_queries(number: int, django_assert_num_queries: object) -> None:
    (teacher,) = given.teachers(1)
    for _ in range(number):
        given.signed(teacher)
    browser = people.signed_in(people.post(Kind.COUNTY_ADMIN, division=teacher.school.division))
    browser.get("/schoolbased/")

    with django_assert_num_queries(13):  # type: ignore[operator]
        assert browser.get("/schoolbased/?state=signed").status_code == 200


@pytest.mark.parametrize("number", [1, 5])
def test_a_teachers_page_takes_the_same_queries(number: int, django_assert_num_queries: object) -> None:
    (teacher,) = given.teachers(1)
    for _ in range(number):
        given.signed(teacher)
        given.work(teacher)
    browser = browser_of(teacher)
    browser.get("/schoolbased/mine/")

    with django_assert_num_queries(15):  # type: ignore[operator]
        assert browser.get("/schoolbased/mine/").status_code == 200
