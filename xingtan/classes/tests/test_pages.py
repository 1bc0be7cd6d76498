"""The pages of classes as each post sees them: made, guided, read; the same few queries for any size."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from xingtan.accounts.models import Kind
from xingtan.accounts.tests import given as people
from xingtan.classes import actions, queries
from xingtan.classes.models import Bulletin, ClassNotice, NoticeReading, OnlineClass, Tutor
from xingtan.classes.tests import given
from xingtan.enrolment.tests import given as enrolments
from xingtan.foundation import clock
from xingtan.foundation.models import Progress
from xingtan.organisations.tests import given as organisations

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> Client:
    given.programme()
    return people.signed_in(given.county())


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return str(answer.content.decode())


def learner_of(online_class: OnlineClass) -> Client:
    account = queries.members(online_class)[0].enrolment.account
    account.activated_at = clock.now()
    account.save()
    return people.signed_in(account.posts.get(kind=Kind.LEARNER))


def asked(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries_asked:
        shown(client, address)
    return len(queries_asked)


def test_a_county_looks_at_the_preview_and_makes_just_that(county: Client) -> None:
    enrolments.enrolments(60)
    page = county.get("/classes/forming/", follow=True)
    assert "五台小学语文1班" in page.content.decode()
    plan = page.context["plan"]

    answer = county.post("/classes/forming/make/", {"digest-140922": plan.digest}, follow=True)

    assert OnlineClass.objects.count() == 0 or Progress.objects.get().state == "done"
    assert answer.redirect_chain[-1][0].startswith("/desk/runs/") or "/desk/" in answer.redirect_chain[-1][0]
    assert Progress.objects.get().title == "正在编班"


def test_a_preview_names_who_would_be_in_a_class(county: Client) -> None:
    enrolments.enrolments(entrants=[enrolments.entrant("贺桂枝")])

    assert "贺桂枝" in shown(county, "/classes/forming/140922/?show=1")
    assert "不足50人" in shown(county, "/classes/forming/140922/")


def test_a_county_appoints_a_tutor_on_the_page_and_gives_a_class(county: Client) -> None:
    made = given.a_class(is_tutored=False)
    typed = {"name": "赵建国", "mobile": "19900009902", "unit": "五台中学", "stage": "小学", "subject": "语文"}

    county.post("/classes/tutors/appoint/", typed)
    tutor = Tutor.objects.get()
    county.post(f"/classes/{made.public_id}/tutor/", {"tutor": tutor.public_id})

    assert queries.tutors_of(made) == [tutor]
    assert "赵建国" in shown(county, "/classes/tutors/")
    assert "19900009902" not in shown(county, f"/classes/tutors/{tutor.public_id}/")


def test_what_is_refused_stands_at_its_field_and_what_was_typed_is_kept(county: Client) -> None:
    typed = {"name": "赵建国", "mobile": "123", "unit": "五台中学", "stage": "", "subject": ""}

    answer = county.post("/classes/tutors/appoint/", typed)

    assert answer.status_code == 422
    assert "五台中学" in answer.content.decode()
    assert not Tutor.objects.exists()


def test_members_are_moved_by_ticking_them(county: Client) -> None:
    first, second = given.a_class(3), given.a_class(1)
    seat = queries.members(first)[0]

    county.post(f"/classes/{first.public_id}/members/move/", {"member": seat.public_id, "to": second.public_id})
    assert queries.heads_of([first, second]) == {first.pk: 2, second.pk: 2}

    nobody = county.post(f"/classes/{first.public_id}/members/move/", {"to": second.public_id})
    assert nobody.status_code == 422
    assert queries.heads_of([first, second]) == {first.pk: 2, second.pk: 2}


def test_a_merge_is_taken_back_in_the_history(county: Client) -> None:
    into, leaving = given.a_class(2), given.a_class(1)
    county.post(f"/classes/{leaving.public_id}/change/merge/", {"merge-to": into.public_id})
    assert queries.heads_of([into]) == {into.pk: 3}

    line = queries.changes_within(given.county(), into.programme)[0]
    county.post(f"/classes/history/{line.public_id}/undo/")

    assert queries.heads_of([into, leaving]) == {into.pk: 2, leaving.pk: 1}


def test_the_export_of_members_masks_every_number(county: Client) -> None:
    made = given.a_class(3)
    mobile = queries.members(made)[0].enrolment.account.mobile

    answer = county.get(f"/classes/{made.public_id}/members/?export=xlsx")

    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)
    assert len(rows) == 4
    assert not any(mobile == str(cell) for row in rows for cell in row)


def test_a_tutor_tells_the_class_and_a_learner_reads_it() -> None:
    made = given.a_class(2)
    tutor, learner = people.signed_in(given.tutor_post(made)), learner_of(made)
    tutor.post(f"/classes/{made.public_id}/notices/new/", {"title": "开班通知", "body": "请先激活账号。"})
    notice = ClassNotice.objects.get()

    assert "1条未读通知" in shown(learner, "/desk/")
    assert "未读" in shown(learner, "/classes/mine/")
    assert "请先激活账号" in shown(learner, f"/classes/notices/{notice.public_id}/")
    shown(learner, f"/classes/notices/{notice.public_id}/")

    assert NoticeReading.objects.count() == 1
    assert "未读" not in shown(learner, "/classes/mine/")
    assert "2人中1人已读" in shown(tutor, f"/classes/{made.public_id}/")


def test_a_countys_notice_reaches_all_its_classes_and_no_others(county: Client) -> None:
    here = given.a_class(1)
    away = given.a_class(1, school=organisations.school("原平市实验小学", division=organisations.YUANPING))
    county.post("/classes/notices/new/", {"title": "全县通知", "body": "下周检查。"})

    assert "全县通知" in shown(learner_of(here), "/classes/mine/")
    assert "全县通知" not in shown(learner_of(away), "/classes/mine/")
    notice = ClassNotice.objects.get()
    assert learner_of(away).get(f"/classes/notices/{notice.public_id}/").status_code == 404


def test_a_notice_taken_back_is_shown_no_more() -> None:
    made = given.a_class(1)
    tutor = people.signed_in(given.tutor_post(made))
    tutor.post(f"/classes/{made.public_id}/notices/new/", {"title": "发错了", "body": "略"})

    tutor.post(f"/classes/notices/{ClassNotice.objects.get().public_id}/take-back/")

    assert "发错了" not in shown(learner_of(made), "/classes/mine/")


def test_a_plan_is_written_changed_and_struck() -> None:
    made = given.a_class(1)
    tutor, today = people.signed_in(given.tutor_post(made)), clock.today()
    typed = {"title": "第一单元", "begins_on": str(today), "due_on": str(today + timedelta(days=7)), "words": ""}
    tutor.post(f"/classes/{made.public_id}/plan/new/", typed)
    item = queries.plan_of(made).get()
    assert "第一单元" in shown(learner_of(made), "/classes/mine/")

    wrong = tutor.post(f"/classes/plan/{item.public_id}/", typed | {"due_on": str(today - timedelta(days=1))})
    assert wrong.status_code == 422
    tutor.post(f"/classes/plan/{item.public_id}/", typed | {"title": "第二单元"})
    assert queries.plan_of(made).get().title == "第二单元"

    tutor.post(f"/classes/plan/{item.public_id}/strike/")
    assert not queries.plan_of(made).exists()


def test_a_bulletin_is_drafted_with_figures_published_and_written_anew() -> None:
    made = given.a_class(2)
    tutor, learner = people.signed_in(given.tutor_post(made)), learner_of(made)
    days = {"since": str(clock.today() - timedelta(days=13)), "until": str(clock.today())}
    tutor.post(f"/classes/{made.public_id}/bulletins/new/", {"title": "开局良好", "body": "一切顺利。", **days})
    bulletin = Bulletin.objects.get()
    address = f"/classes/bulletins/{bulletin.public_id}/"
    assert learner.get(address).status_code == 404
    assert dict(row[:2] for row in queries.versions_of(bulletin)[0].figures)["已开始学习"] == "0/2"

    tutor.post(f"{address}publish/")
    assert "一切顺利" in shown(learner, address)

    tutor.post(f"{address}edit/", {"title": "开局良好", "body": "更正：一切顺利。", "seen": 1})
    stale = tutor.post(f"{address}edit/", {"title": "旧", "body": "旧", "seen": 1})
    assert stale.status_code == 422
    assert [version.body for version in queries.versions_of(bulletin)] == ["更正：一切顺利。", "一切顺利。"]
    assert "以前的版本" not in shown(learner, address)


def test_a_tutor_opens_no_page_of_another_class() -> None:
    mine, other = given.a_class(1), given.a_class(1)
    tutor = people.signed_in(given.tutor_post(mine))
    address = f"/classes/{other.public_id}/"

    for page in ("", "members/", "notices/new/", "plan/new/", "bulletins/new/"):
        assert tutor.get(address + page).status_code == 404
    assert tutor.post(f"{address}notices/new/", {"title": "a", "body": "b"}).status_code == 404
    assert tutor.get(f"/classes/tutors/{queries.tutors_of(other)[0].public_id}/").status_code == 404
    assert not ClassNotice.objects.exists()


def test_the_institution_sees_classes_and_changes_none() -> None:
    made = given.a_class(2)
    academic = people.signed_in(people.post(Kind.ACADEMIC, programme_code=made.programme.code))

    assert made.name in shown(academic, "/classes/")
    assert "给全班" not in shown(academic, f"/classes/{made.public_id}/")
    assert academic.post(f"/classes/{made.public_id}/change/rename/", {"rename-name": "x"}).status_code == 404


def test_learners_see_the_number_only_when_the_tutor_shares_it() -> None:
    made = given.a_class(1)
    whom, learner = queries.tutors_of(made)[0], learner_of(made)
    mobile = whom.post.account.mobile
    assert mobile not in shown(learner, "/classes/mine/")

    people.signed_in(whom.post).post(f"/classes/tutors/{whom.public_id}/share/", {"shares": "yes"})

    assert mobile in shown(learner, "/classes/mine/")


def test_a_learner_without_a_class_is_told_so() -> None:
    row = enrolments.enrolment()
    row.account.activated_at = clock.now()
    row.account.save()

    assert "还没有编入班级" in shown(people.signed_in(row.account.posts.get(kind=Kind.LEARNER)), "/classes/mine/")


@pytest.mark.parametrize("page", ["", "members/"])
def test_a_class_of_120_is_shown_with_as_few_queries_as_one_of_three(county: Client, page: str) -> None:
    small, large = given.a_class(3), given.a_class(120)

    few, many = (asked(county, f"/classes/{each.public_id}/{page}") for each in (small, large))

    assert few == many <= 15


def test_the_lists_of_classes_and_tutors_take_the_same_queries_for_two_and_for_eight(county: Client) -> None:
    for _ in range(2):
        given.a_class(1)
    before = [asked(county, address) for address in ("/classes/", "/classes/tutors/", "/classes/history/")]
    for _ in range(6):
        given.a_class(1)

    after = [asked(county, address) for address in ("/classes/", "/classes/tutors/", "/classes/history/")]

    assert after == before
    assert max(after) <= 15


def test_a_tutors_desk_tells_who_has_not_activated() -> None:
    made = given.a_class(3)

    page = shown(people.signed_in(given.tutor_post(made)), "/desk/")

    assert "您班里有3位教师没有激活账号" in page


def test_who_has_no_class_is_put_into_one_by_the_county(county: Client) -> None:
    full = given.programme(largest=1)
    made = given.a_class(1, programme=full)
    late = enrolments.enrolments(1, programme=full)[0]
    actions.follow_enrolments(programme=given.programme(largest=1), now=clock.now())
    assert late.account.name in shown(county, "/classes/unplaced/")
    typed = {"teacher": late.public_id, "to": made.public_id}

    assert county.post("/classes/unplaced/place/", typed).status_code == 422
    given.programme(largest=2)
    county.post("/classes/unplaced/place/", typed)

    assert queries.class_of(late) == made
