"""The lists of school-based study as workbooks: in scope, audited; and what goes with a lesson beside it."""

import io
from typing import Any

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from xingtan.accounts.models import Account, Kind, Post
from xingtan.accounts.tests import given as people
from xingtan.audit.models import Entry
from xingtan.courses.tests import given as courses
from xingtan.enrolment.tests import given as enrolments
from xingtan.foundation import clock
from xingtan.organisations.models import Division
from xingtan.organisations.tests import given as organisations
from xingtan.schoolbased import actions
from xingtan.schoolbased.models import Activity
from xingtan.schoolbased.tests import given
from xingtan.schoolbased.tests.given import AFTERNOON as NOW

pytestmark = pytest.mark.django_db


def rows_of(answer: Any) -> list[tuple[Any, ...]]:
    sheet = load_workbook(io.BytesIO(b"".join(answer) if answer.streaming else answer.content)).worksheets[0]
    return list(sheet.iter_rows(values_only=True))


@pytest.mark.parametrize(
    ("name", "action"),
    [("index", "export_activities"), ("works", "export_school_works"), ("conditions", "export_conditions")],
)
def test_a_county_takes_its_own_lists_along_and_another_county_gets_none_of_them(name: str, action: str) -> None:
    enrolment = enrolments.enrolment()
    given.recorded(enrolment, at=NOW)
    given.work(enrolment, at=NOW)
    school = enrolment.school
    elsewhere = Division.objects.exclude(pk=school.division_id).filter(code__startswith="1409", kind="county").first()
    found = []
    for division in (school.division, elsewhere):
        with clock.standing_at(NOW):
            browser = people.signed_in(people.post(Kind.COUNTY_ADMIN, division=division))
            found.append(rows_of(browser.get(reverse(f"schoolbased:{name}"), {"export": "xlsx"})))

    assert any(school.registered_name in row for row in found[0])
    assert not any(school.registered_name in row for row in found[1])
    assert len(found[1]) == 1
    assert Entry.objects.filter(verb=action).count() == 2


def test_the_random_checks_leave_with_their_finding() -> None:
    enrolment = enrolments.enrolment()
    given.signed(enrolment, at=NOW)
    given.check(enrolment.programme, enrolment.school.division, at=NOW)
    with clock.standing_at(NOW):
        browser = people.signed_in(people.post(Kind.COUNTY_ADMIN, division=enrolment.school.division))
        rows = rows_of(browser.get(reverse("schoolbased:checks"), {"export": "xlsx"}))

    assert len(rows) == 2
    assert rows[1][0] == enrolment.school.registered_name
    assert Entry.objects.filter(verb="export_checks").count() == 1


def test_a_lesson_names_the_activities_of_the_own_school_that_go_with_it() -> None:
    enrolment = enrolments.enrolment()
    lesson = courses.lesson(programme=enrolment.programme)
    plan = actions.Plan(Activity.Form.CRITIQUE, NOW.date(), "共看一课，一起评议", lesson=lesson)
    actions.plan_activity(
        programme=enrolment.programme, school=enrolment.school, plan=plan, by=given.contact(enrolment.school), now=NOW
    )
    other = enrolments.enrolment(school=organisations.school("原平市实验小学", division=organisations.YUANPING))
    pages = []
    for each in (enrolment, other):
        Account.objects.filter(pk=each.account_id).update(activated_at=NOW)
        post = Post.objects.select_related("account").get(account=each.account_id, kind=Kind.LEARNER)
        with clock.standing_at(NOW):
            browser = people.signed_in(post)
            pages.append(browser.get(reverse("schoolbased:of_lesson", args=[lesson.public_id])).content.decode())

    assert "共看一课，一起评议" in pages[0]
    assert "共看一课，一起评议" not in pages[1]
