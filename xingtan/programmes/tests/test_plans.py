"""A county's plan: handed in, returned, filed; who may do what; nothing of its way is lost (R13). Support (R16)."""

from datetime import timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from pytest_django import Settings

from xingtan.accounts.models import Kind
from xingtan.accounts.tests import given as people
from xingtan.audit.models import Entry
from xingtan.foundation import clock
from xingtan.foundation.attachments import AttachmentTypeRefused
from xingtan.notices.tests import given as notices
from xingtan.organisations.tests import given as organisations
from xingtan.programmes import actions, queries
from xingtan.programmes.errors import PlanNotPossible, SupportInFuture
from xingtan.programmes.models import CountyPlan, PlanStep, SupportItem
from xingtan.programmes.rules import PlanDeed, PlanState, plan_after
from xingtan.programmes.tests import given

pytestmark = pytest.mark.django_db
WAY = {
    ("missing", "hand_in"): "submitted",
    ("returned", "hand_in"): "submitted",
    ("submitted", "hand_in"): "submitted",
    ("submitted", "return"): "returned",
    ("filed", "return"): "returned",
    ("submitted", "file"): "filed",
}


@pytest.fixture(autouse=True)
def _files_go_elsewhere(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def county(code: str = organisations.WUTAI) -> Client:
    return people.signed_in(people.post(Kind.COUNTY_ADMIN, division=organisations.division(code)))


def city() -> Client:
    return people.signed_in(people.post(Kind.CITY_SUPERVISOR, division=organisations.division(organisations.CITY)))


@pytest.mark.parametrize(("state", "deed"), list(product(PlanState, PlanDeed)))
def test_only_these_steps_are_possible(state: PlanState, deed: PlanDeed) -> None:
    assert plan_after(state, deed) == WAY.get((state.value, deed.value))


def test_fifteen_units_have_a_plan_and_the_city_has_none() -> None:
    units = [each.code for each in queries.units_of(given.programme_2020())]

    assert len(units) == 15
    assert organisations.WUTAISHAN in units
    assert organisations.CITY not in units


def test_a_county_hands_in_the_city_returns_and_files_and_every_step_stays() -> None:
    given.programme_2020()
    ours, bureau = county(), city()
    page = f"/programme/plans/{organisations.WUTAI}/"
    ours.post(f"{page}hand-in/", {"file": given.plan_file("计划一.pdf"), "words": "请审阅"})
    plan = CountyPlan.objects.get()

    bureau.post(f"/programme/plans/{plan.public_id}/return/", {"reason": "请补上经费安排。"})
    returned = ours.get(page).content.decode()
    ours.post(f"{page}hand-in/", {"file": given.plan_file("计划二.pdf"), "words": ""})
    bureau.post(f"/programme/plans/{plan.public_id}/file/")

    assert "请补上经费安排。" in returned
    assert list(plan.steps.values_list("kind", flat=True)) == ["submitted", "returned", "submitted", "filed"]
    text = bureau.get(page).content.decode()
    assert "计划一.pdf" in text
    assert "计划二.pdf" in text
    assert Entry.objects.filter(verb__in=["hand_in_plan", "return_plan", "file_plan"]).count() == 4


def test_a_filed_plan_is_not_replaced() -> None:
    plan = given.plan(state="filed")

    with pytest.raises(PlanNotPossible):
        given.plan()

    plan.refresh_from_db()
    assert (plan.state, plan.steps.count()) == ("filed", 2)


def test_a_plan_is_not_returned_without_a_reason() -> None:
    plan = given.plan()

    answer = city().post(f"/programme/plans/{plan.public_id}/return/", {"reason": " "})

    plan.refresh_from_db()
    assert (answer.status_code, plan.state) == (422, "submitted")


def test_another_file_than_a_document_is_refused_and_the_remark_stays() -> None:
    given.programme_2020()

    answer = county().post(
        f"/programme/plans/{organisations.WUTAI}/hand-in/", {"file": _wrong(), "words": "请审阅附件"}
    )

    assert answer.status_code == 422
    assert "请审阅附件" in answer.content.decode()
    assert not CountyPlan.objects.exists()
    with pytest.raises(AttachmentTypeRefused):
        actions.hand_in_plan(
            programme=given.programme_2020(), division=organisations.division(), file=_wrong(), words="", by=None,
            now=clock.now(),
        )  # fmt: skip


def _wrong() -> Any:
    return SimpleUploadedFile("计划.pdf", b"MZ\x90\0")


def test_a_county_neither_files_nor_sees_the_next_and_the_city_hands_nothing_in() -> None:
    ours, theirs = given.plan(), given.plan(organisations.YUANPING)
    step = theirs.steps.get()
    clerk, bureau = county(), city()

    statuses = [
        clerk.post(f"/programme/plans/{ours.public_id}/file/").status_code,
        clerk.get(f"/programme/plans/{organisations.YUANPING}/").status_code,
        clerk.get(f"/programme/plans/files/{step.public_id}/").status_code,
        clerk.post(f"/programme/plans/{organisations.YUANPING}/hand-in/", {"file": given.plan_file()}).status_code,
        bureau.post(f"/programme/plans/{organisations.WUTAI}/hand-in/", {"file": given.plan_file()}).status_code,
    ]

    assert statuses == [404] * 5
    assert PlanStep.objects.count() == 2


def test_the_file_comes_back_as_it_was() -> None:
    step = given.plan().steps.get()

    answer = city().get(f"/programme/plans/files/{step.public_id}/")

    assert b"".join(answer.streaming_content) == given.PDF  # type: ignore[attr-defined]
    assert answer["Content-Disposition"].startswith("attachment")


def test_the_city_sees_who_lacks_one_and_narrows_by_state() -> None:
    given.plan(state="filed")
    given.plan(organisations.YUANPING)

    everything = city().get("/programme/plans/")
    filed = city().get("/programme/plans/", {"state": "filed"})

    assert everything.context["lacking"] == 13
    assert [each["row"].division.code for each in filed.context["page"]] == [organisations.WUTAI]
    assert "未提交" in everything.content.decode()


def test_a_step_is_never_changed() -> None:
    given.plan()

    with pytest.raises(DatabaseError), transaction.atomic():
        PlanStep.objects.update(words="x")


def test_support_is_noted_today_and_not_for_tomorrow() -> None:
    given.support()

    with pytest.raises(SupportInFuture):
        actions.add_support(
            programme=given.programme_2020(), division=organisations.division(), kind="money", words="x",
            done_on=clock.today() + timedelta(days=1), file=None, by=None, now=clock.now(),
        )  # fmt: skip

    assert SupportItem.objects.count() == 1
    assert "为12所村小开通宽带。" in county().get(f"/programme/plans/{organisations.WUTAI}/").content.decode()


@pytest.mark.parametrize("plans", [1, 15])
def test_the_list_takes_the_same_queries_for_many_as_for_few(plans: int, django_assert_max_num_queries: Any) -> None:
    for unit in list(queries.units_of(given.programme_2020()))[:plans]:
        given.plan(unit.code)
    browser = city()
    browser.get("/programme/plans/")

    with django_assert_max_num_queries(10):
        browser.get("/programme/plans/")


def test_the_days_to_be_online_count_from_the_schools_receipt() -> None:
    document, programme = given.DOCUMENT, given.programme_2020()
    notice = actions.issue_notice(programme=programme, document=document, by=None, now=clock.moment(2020, 11, 16, 9))
    early, late, none = (organisations.school(f"五台县第{number}小学") for number in range(3))
    notices.signed(notice, early, clock.moment(2020, 11, 17, 9))
    notices.signed(notice, late, clock.moment(2020, 12, 15, 23, 59))

    due = [queries.activation_due_on(programme, school).isoformat() for school in (early, late, none)]

    assert due[:2] == ["2020-12-24", "2020-12-29"]
    assert due[2] == queries.activation_due_on(programme).isoformat() == "2020-12-24"
