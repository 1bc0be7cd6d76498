"""Each staff post's first page: what is left to do, overdue first, with a button to where it is done."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from xingtan.accounts.models import STAFF, Kind, Post
from xingtan.accounts.tests import given as people
from xingtan.assessment.tests import given as assessment
from xingtan.billing.actions import answer_question, bring_voucher, question_voucher
from xingtan.billing.jobs import draw_all_bills
from xingtan.billing.tests import given as billing
from xingtan.billing.tests import papers
from xingtan.courses.tests import given as courses
from xingtan.desks.items import Desk, Todo, in_order
from xingtan.desks.queries import desk_of
from xingtan.desks.tests import given
from xingtan.enrolment.tests import given as enrolment
from xingtan.foundation import clock
from xingtan.invoicing.actions import note_failure
from xingtan.invoicing.tests import given as invoicing
from xingtan.organisations.models import School
from xingtan.organisations.tests import given as organisations
from xingtan.oversight.jobs import count_changed
from xingtan.programmes.tests import given as programmes
from xingtan.rosters.tests import given as rosters
from xingtan.study.tests import given as study

pytestmark = pytest.mark.django_db

BEFORE_THE_END = clock.moment(2020, 12, 8, 10)
IN_TERM = clock.moment(2020, 12, 26, 10)


def desk(kind: str, at: datetime = IN_TERM, school: School | None = None) -> Desk:
    """The desk of someone with this post, of one school or its county; its figures counted now."""
    programme, school = programmes.programme_2020(), school or organisations.school()
    with clock.standing_at(at):
        draw_all_bills()
        count_changed()
        return desk_of(given.post(kind, programme, school), programme, at)


def sentences(found: Desk) -> list[str]:
    """What is to be done, in order."""
    return [todo.sentence for todo in found.todos]


def todo(found: Desk, words: str) -> Todo:
    """The one thing to do that has these words."""
    return next(todo for todo in found.todos if words in todo.sentence)


@pytest.mark.parametrize("kind", STAFF)
def test_every_staff_post_has_a_first_page(kind: str) -> None:
    courses.whole_catalogue(programmes.programme_2020())
    enrolment.enrolments(2)

    post = given.post(kind, programmes.programme_2020(), organisations.school())
    html = people.signed_in(post).get("/desk/").content.decode()

    assert "2020年度全员培训" in html
    assert ("今天要做的" in html) or ("今天没有待办事项。" in html)


@pytest.mark.parametrize("kind", STAFF)
def test_a_house_without_a_programme_still_has_desks(kind: str) -> None:
    post = people.post(kind, **({"division": organisations.division()} if kind in {"city_supervisor", "county_admin"} else
                                {"school": organisations.school()} if kind in {"school_head", "school_contact"} else {}))  # fmt: skip

    html = people.signed_in(post).get("/desk/").content.decode()

    assert "还没有载入培训项目。" in html


def test_the_county_reviews_what_came_in_and_knows_since_when() -> None:
    rosters.submitted_roster(at=BEFORE_THE_END - timedelta(days=2))

    found = todo(desk(Kind.COUNTY_ADMIN, BEFORE_THE_END), "待审核")

    assert found.sentence == "1 份报名表待审核"
    assert found.since == "最早的已等 2 天"
    assert found.href == "/rosters/"


def test_schools_that_have_handed_in_nothing_are_counted_until_enrolment_closes() -> None:
    organisations.school("五台县实验小学")
    organisations.school("五台县第二小学")
    organisations.school("代县实验小学", division="140923")

    before = desk(Kind.COUNTY_ADMIN, clock.moment(2020, 12, 9, 23, 59, 59))
    after = desk(Kind.COUNTY_ADMIN, clock.moment(2020, 12, 10))

    assert "2 所学校还没有提交报名表" in sentences(before)
    assert not any("提交报名表" in sentence for sentence in sentences(after))


def test_unpaid_schools_are_waited_for_until_the_day_and_overdue_after_it() -> None:
    enrolment.enrolments(37)

    before = todo(desk(Kind.COUNTY_ADMIN, clock.moment(2020, 12, 9, 23, 59, 59)), "未缴清")
    after = todo(desk(Kind.COUNTY_ADMIN, clock.moment(2020, 12, 10)), "未缴清")

    assert (before.kind, after.kind) == ("wait", "stop")
    assert after.sentence == "1 所学校未缴清费用"
    assert after.since == "应于 12月9日（周三）前"


def test_teachers_not_activated_are_due_two_weeks_after_login_opens() -> None:
    enrolment.enrolments(3)

    found = todo(desk(Kind.COUNTY_ADMIN, clock.moment(2020, 12, 24, 23, 59, 59)), "没有激活")

    assert found.sentence == "还有 3 位教师没有激活账号"
    assert found.since == "应于 12月24日（周四）前"
    assert found.kind == "wait"
    assert found.href.endswith("/names/activated/?reached=no")


def test_a_county_sees_nothing_of_its_neighbour() -> None:
    enrolment.enrolments(3, school=organisations.school("代县实验小学", division="140923"))

    found = desk(Kind.COUNTY_ADMIN)

    assert found.figures[0].value == "0"
    own = {"本县实施计划还没有提交", "2020 年教师工资总额和培训经费未申报", "1 所学校未申报公用经费"}
    assert set(sentences(found)) == own


def test_the_school_is_told_its_fee_and_how_to_pay() -> None:
    school = organisations.school()
    enrolment.enrolments(37, school=school)

    found = todo(desk(Kind.SCHOOL_CONTACT, school=school), "培训费")

    assert found.sentence == "培训费 ¥4,440.00 尚未缴纳"
    assert found.button == "如何缴费"


def test_a_paid_fee_is_nothing_to_do() -> None:
    bill = billing.bill()
    transfer = billing.transfer(amount=f"{bill.amount}")
    billing.paid(transfer, bill, f"{bill.amount}")

    assert not any("培训费" in sentence for sentence in sentences(desk(Kind.SCHOOL_CONTACT, school=bill.school)))


@pytest.mark.parametrize("kind", [Kind.SCHOOL_HEAD, Kind.SCHOOL_CONTACT])
def test_a_school_that_has_enrolled_nobody_is_led_to_its_roster(kind: str) -> None:
    found = desk(kind, BEFORE_THE_END)

    assert found.todos[0].sentence == "本校还没有报名"
    assert found.todos[0].since == "应于 12月9日（周三）前"


def test_a_returned_roster_stands_first() -> None:
    roster = rosters.returned_roster(at=BEFORE_THE_END)

    found = desk(Kind.SCHOOL_CONTACT, BEFORE_THE_END, roster.school)

    assert found.todos[0].sentence == "本校报名表被退回"
    assert found.todos[0].kind == "stop"


def test_finance_sees_what_waits_to_be_matched_and_how_much_money_it_is() -> None:
    billing.transfer(amount="4440.00")

    found = todo(desk(Kind.FINANCE), "待核对")

    assert found.sentence == "1 笔到账待核对"
    assert found.since == "共 ¥4,440.00"
    assert found.href == "/billing/transfers/"


def test_a_school_that_is_asked_about_a_transfer_sees_that_first_until_it_has_answered() -> None:
    bill = billing.bill(organisations.school(), heads=3)
    question = billing.question(billing.transfer("360.00", payer="某代理公司"), bill)
    contact = people.post(Kind.SCHOOL_CONTACT, school=bill.school)

    found = desk_of(contact, bill.programme, IN_TERM)
    assert (found.todos[0].kind, found.todos[0].href) == ("stop", f"/billing/questions/{question.public_id}/")

    answer_question(question=question, answer="yes", said="", file=None, by=contact, now=clock.now())
    assert not any("/questions/" in item.href for item in desk_of(contact, bill.programme, IN_TERM).todos)


def test_finance_sees_that_a_school_has_answered() -> None:
    bill = billing.bill(organisations.school(), heads=3)
    question = billing.question(billing.transfer("360.00", payer="某代理公司"), bill)
    contact = people.post(Kind.SCHOOL_CONTACT, school=bill.school)
    answer_question(question=question, answer="no", said="", file=None, by=contact, now=clock.now())

    assert todo(desk(Kind.FINANCE), "已答复").href == "/billing/transfers/"


def test_finance_sees_vouchers_to_check_invoices_to_batch_and_those_refused() -> None:
    asked = invoicing.request(organisations.school(), programme=programmes.programme_2020())
    bill = asked.bill
    bring_voucher(
        bill=bill, content=papers.photo(), name="凭证.jpg",
        by=invoicing.contact(bill.school), now=clock.now(),
    )  # fmt: skip

    found = desk(Kind.FINANCE)
    assert todo(found, "凭据").href == "/billing/vouchers/"
    assert todo(found, "发票申请").href == "/invoices/batches/"

    invoicing.batched(asked)
    note_failure(programme=bill.programme, serial=asked.serial, reason="购买方名称有误", by=None, now=clock.now())
    refused = todo(desk(Kind.FINANCE), "退回")
    assert (refused.kind, refused.href) == ("stop", "/invoices/?state=failed")
    assert todo(desk(Kind.SCHOOL_CONTACT, school=bill.school), "退回").href == "/invoices/"


def test_a_school_is_led_to_its_details_then_to_the_invoice_and_left_alone_once_it_is_asked_for() -> None:
    bill = invoicing.paid_bill(organisations.school(), programme=programmes.programme_2020())
    contact = invoicing.contact(bill.school)

    def led() -> list[str]:
        return [todo.sentence for todo in desk_of(contact, bill.programme, IN_TERM).todos if todo.href == "/invoices/"]

    unconfirmed = led()
    invoicing.profile(bill.school, bill.programme)
    ready = led()
    invoicing.request(bill.school, programme=bill.programme)

    assert (unconfirmed, ready, led()) == (["请核对并确认开票信息"], ["现在可以申请开票"], [])


def test_a_school_is_told_of_a_voucher_that_a_clerk_doubts() -> None:
    bill = billing.bill(organisations.school())
    contact = invoicing.contact(bill.school)
    [voucher] = bring_voucher(bill=bill, content=papers.photo(), name="凭证.jpg", by=contact, now=clock.now())
    question_voucher(voucher=voucher, words="看不清", by=billing.finance_clerk(), now=clock.now())

    found = todo(desk_of(contact, bill.programme, IN_TERM), "不符")

    assert (found.kind, found.href) == ("stop", f"/billing/bills/{bill.public_id}/vouchers/")


def test_content_is_told_which_stage_lacks_lessons() -> None:
    courses.catalogue(courses.course("ethics", lessons=2))

    found = sentences(desk(Kind.CONTENT_EDITOR))

    assert any(sentence.startswith("小学课程已发布") and sentence.endswith("/ 36 学时") for sentence in found)


def test_results_are_provisional_until_the_last_second_and_then_to_be_settled() -> None:
    assessment.assessed(assessment.learners(2))

    assert "学期结束前为暂定" in sentences(desk(Kind.ACADEMIC, assessment.LAST_SECOND))[0]
    assert "学期已结束，可以结算成绩" in sentences(desk(Kind.ACADEMIC, assessment.AFTER_TERM))


def test_certificates_that_can_be_issued_are_counted() -> None:
    assessment.passed(2)

    assert "2 份证书可以颁发" in sentences(desk(Kind.ACADEMIC, assessment.AFTER_TERM))


def test_support_is_led_to_the_accounts_that_wait() -> None:
    enrolment.enrolments(3)

    assert todo(desk(Kind.SUPPORT), "没有激活").href == "/account/activation/"


def test_the_auditor_sees_the_length_of_the_chain() -> None:
    assert desk(Kind.AUDITOR).figures[0].label == "审计记录（条）"
    assert int(desk(Kind.AUDITOR).figures[0].value.replace(",", "")) > 0


def test_a_button_leads_only_where_the_post_may_go() -> None:
    enrolment.enrolments(3)
    billing.transfer(amount="4440.00")

    for kind in STAFF:
        client = people.signed_in(given.post(kind, programmes.programme_2020(), organisations.school()))
        found = desk(kind)
        hrefs = [todo.href for todo in found.todos] + [figure.href for figure in found.figures]
        assert {client.get(href).status_code for href in hrefs if href} <= {200, 302}, kind


def test_overdue_things_stand_first_and_done_ones_last() -> None:
    todos = in_order([Todo("done", "ok"), Todo("waits"), None, Todo("late", "stop"), Todo("waits too")])

    assert [todo.sentence for todo in todos] == ["late", "waits", "waits too", "done"]


def test_the_line_of_study_tells_of_yesterday() -> None:
    learner = study.learner()
    study.watched(learner, study.lesson(programme=learner.enrolment.programme), 60, at=study.EVENING)
    client = people.signed_in(given.post(Kind.COUNTY_ADMIN, learner.enrolment.programme, learner.enrolment.school))

    with clock.standing_at(study.EVENING + timedelta(days=1)):
        html = client.get("/desk/daily/").content.decode()

    assert "昨天有 1 位教师学习" in html


def test_a_line_without_study_says_so() -> None:
    enrolment.enrolments(1)

    client = people.signed_in(given.post(Kind.COUNTY_ADMIN, programmes.programme_2020(), organisations.school()))

    assert "最近两周没有教师学习" in client.get("/desk/daily/").content.decode()


@pytest.mark.parametrize("kind", STAFF)
def test_a_desk_asks_the_database_as_often_for_many_as_for_few(kind: str) -> None:
    programme, school = programmes.programme_2020(), organisations.school()
    assessment.scheme(programme)
    post = given.post(kind, programme, school)
    rosters.submitted_roster(at=BEFORE_THE_END)
    enrolment.enrolments(1, school=school)
    few = queries_of(post)

    enrolment.enrolments(30, school=school)
    enrolment.enrolments(10, school=organisations.school("五台县第二小学"))

    assert queries_of(post) == few


def queries_of(post: Post) -> int:
    """How many SQL queries the first page takes."""
    client = people.signed_in(post)
    with clock.standing_at(IN_TERM):
        draw_all_bills()
        count_changed()
        client.get("/desk/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/desk/")
    return len(asked)
