"""Asking a school whether a transfer was its own, and what becomes of its answer."""

from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from xingtan.accounts.models import Kind, Post
from xingtan.accounts.tests import given as accounts
from xingtan.audit.models import Entry
from xingtan.billing import actions, queries
from xingtan.billing.errors import AnsweredAlready, AskedAlready, ChangedMeanwhile, NobodyToAsk, NotDecidable
from xingtan.billing.models import Answer, Bill, LineStanding, Question
from xingtan.billing.queries import Narrowing
from xingtan.billing.tests import given
from xingtan.foundation import clock
from xingtan.foundation.tests import files
from xingtan.organisations.tests import given as organisations
from xingtan.outbox.models import Message

pytestmark = pytest.mark.django_db


@pytest.fixture
def bill() -> Bill:
    return given.bill(heads=30)


@pytest.fixture
def contact(bill: Bill) -> Post:
    post = accounts.post(Kind.SCHOOL_CONTACT, school=bill.school)
    post.account.mail = "kuaiji@example.cn"
    post.account.save()
    return post


def answered(question: Question, answer: str, said: str = "", *, by: Post | None = None) -> Question:
    by = by or accounts.post(Kind.SCHOOL_CONTACT, school=question.bill.school)
    return actions.answer_question(question=question, answer=answer, said=said, file=None, by=by, now=clock.now())


def in_queue(standing: LineStanding, *, is_asked: bool) -> bool:
    rows = queries.queue(standing.programme, given.finance_clerk(), Narrowing(is_asked=is_asked))
    return rows.filter(pk=standing.pk).exists()


def test_the_school_gets_a_message_with_a_link_and_without_the_remark(bill: Bill, contact: Post) -> None:
    standing = given.transfer("1800.00", payer="某代理中心", remark="代付 李四13912345678")

    question = given.question(standing, bill, words="请看看回单")

    message = Message.objects.get(channel="mail")
    assert message.to == contact.account.mail
    assert settings.PUBLIC_URL + reverse("billing:question", args=[question.public_id]) in message.body
    assert "¥1,800.00" in message.body
    assert "请看看回单" in message.body
    assert "13912345678" not in message.body
    assert Entry.objects.filter(verb="ask_school").count() == 1


def test_a_line_that_is_asked_about_waits_aside_and_comes_back_with_the_answer(bill: Bill, contact: Post) -> None:
    standing = given.transfer("1800.00")

    question = given.question(standing, bill)
    assert (in_queue(standing, is_asked=True), in_queue(standing, is_asked=False)) == (True, False)

    answered(question, Answer.YES)
    assert (in_queue(standing, is_asked=True), in_queue(standing, is_asked=False)) == (False, True)


def test_a_yes_makes_the_school_the_first_candidate_even_if_matching_did_not_find_it(bill: Bill) -> None:
    other = given.bill(organisations.school("石咀镇中心小学"), heads=10)
    standing = given.transfer("600.00", payer="石咀镇中心小学")

    answered(given.question(standing, bill), Answer.YES)

    found = queries.candidates_of(standing)
    assert [each.bill.pk for each in found] == [bill.pk, other.pk]
    assert (found[0].reasons[0]["code"], found[0].reasons[0]["for"]) == ("school_yes", True)


def test_a_no_speaks_against_the_candidate_and_puts_it_last(bill: Bill) -> None:
    standing = given.transfer("600.00", payer="东雷乡中心小学")

    answered(given.question(standing, bill), Answer.NO)

    reasons = queries.candidates_of(standing)[-1].reasons
    assert ("school_no", False) in [(reason["code"], reason["for"]) for reason in reasons]


def test_a_clerk_who_had_the_line_open_is_told_that_the_school_has_answered(bill: Bill) -> None:
    standing = given.transfer("1800.00")
    question = given.question(standing, bill)
    seen = standing.version
    answered(question, Answer.NO)

    with pytest.raises(ChangedMeanwhile):
        actions.set_aside(
            line=standing.line, why="other", note="", version=seen, by=given.finance_clerk(), now=clock.now()
        )


def test_one_school_is_asked_once_at_a_time_and_another_beside_it(bill: Bill) -> None:
    standing = given.transfer("1800.00")
    given.question(standing, bill)

    with pytest.raises(AskedAlready):
        given.question(standing, bill)
    given.question(standing, given.bill(organisations.school("石咀镇中心小学"), heads=10))

    assert Question.objects.count() == 2


def test_a_school_without_anybody_is_not_asked_and_nothing_changes(bill: Bill) -> None:
    standing = given.transfer("1800.00")

    with pytest.raises(NobodyToAsk):
        actions.ask_school(
            line=standing.line, bill=bill, words="", version=standing.version, by=given.finance_clerk(), now=clock.now()
        )

    standing.refresh_from_db()
    assert (standing.version, Question.objects.count(), Message.objects.count()) == (1, 0, 0)


def test_a_booked_line_is_not_asked_about(bill: Bill, contact: Post) -> None:
    standing = given.paid(given.transfer(), bill, "3600")

    with pytest.raises(NotDecidable):
        given.question(standing, bill)


def test_an_answer_is_given_once(bill: Bill) -> None:
    question = given.question(given.transfer("1800.00"), bill)
    answered(question, Answer.YES)

    with pytest.raises(AnsweredAlready):
        answered(question, Answer.NO)

    question.refresh_from_db()
    assert question.answer == Answer.YES


def test_a_question_taken_back_brings_the_line_back_and_can_no_longer_be_answered(bill: Bill) -> None:
    standing = given.transfer("1800.00")
    question = given.question(standing, bill)

    actions.take_back_question(question=question, by=given.finance_clerk(), now=clock.now())

    assert in_queue(standing, is_asked=False)
    with pytest.raises(AnsweredAlready):
        answered(question, Answer.YES)


def test_history_tells_who_asked_and_what_was_answered(bill: Bill) -> None:
    standing = given.transfer("1800.00")
    answered(given.question(standing, bill), Answer.NO, "是另一所学校汇的")

    steps = queries.history_of(standing.line)

    assert [step.what for step in steps] == ["said_no", "asked"]
    assert steps[0].about == "是另一所学校汇的"


def answer_page(client: Client, question: Question, **fields: Any) -> Any:
    return client.post(reverse("billing:question", args=[question.public_id]), fields)


def test_a_school_answers_on_its_page_with_a_photo_that_the_clerk_can_open(bill: Bill, contact: Post) -> None:
    clerk = given.finance_clerk()
    standing = given.transfer("1800.00")
    question, school = given.question(standing, bill, by=clerk), accounts.signed_in(contact)
    pdf = SimpleUploadedFile("回单.pdf", files.pdf())

    answer = answer_page(school, question, answer="yes", said="15人的", file=pdf)

    question.refresh_from_db()
    assert answer.status_code == 302
    assert (question.answer, question.said, question.file_name) == (Answer.YES, "15人的", "回单.pdf")
    desk = accounts.signed_in(clerk)
    assert "15人的" in desk.get(reverse("billing:transfer", args=[standing.line.public_id])).content.decode()
    file = desk.get(reverse("billing:question_file", args=[question.public_id]))
    assert file.getvalue().startswith(b"%PDF")


@pytest.mark.parametrize(
    "fields", [{}, {"answer": "perhaps"}, {"answer": "taken_back"}, {"answer": "yes", "said": "x" * 201}]
)
def test_an_answer_that_is_none_is_marked_and_keeps_the_question_open(
    bill: Bill, contact: Post, fields: dict[str, str]
) -> None:
    question = given.question(given.transfer("1800.00"), bill)

    assert answer_page(accounts.signed_in(contact), question, **fields).status_code == 422

    question.refresh_from_db()
    assert question.answer == Answer.WAITING


def test_a_program_is_not_taken_for_a_voucher_and_the_words_stay(bill: Bill, contact: Post) -> None:
    question = given.question(given.transfer("1800.00"), bill)
    file = SimpleUploadedFile("回单.pdf", b"MZ\x90\x00\x03")

    answer = answer_page(accounts.signed_in(contact), question, answer="yes", said="是我们的", file=file)

    assert answer.status_code == 422
    assert "是我们的" in answer.content.decode()
    question.refresh_from_db()
    assert question.answer == Answer.WAITING


def test_another_school_finds_no_such_question(bill: Bill, contact: Post) -> None:
    question = given.question(given.transfer("1800.00"), bill)
    stranger = accounts.signed_in(accounts.post(Kind.SCHOOL_CONTACT, school=organisations.school("石咀镇中心小学")))

    assert answer_page(stranger, question, answer="yes").status_code == 404

    question.refresh_from_db()
    assert question.answer == Answer.WAITING


def test_a_line_settled_without_the_answer_asks_the_school_for_nothing(bill: Bill, contact: Post) -> None:
    standing = given.transfer("1800.00")
    question = given.question(standing, bill)
    assert queries.questions_for(contact, bill.programme) == [question]

    given.paid(standing, bill, "1800")

    assert queries.questions_for(contact, bill.programme) == []
    page = accounts.signed_in(contact).get(reverse("billing:question", args=[question.public_id])).content.decode()
    assert 'name="answer"' not in page


def test_a_clerk_asks_by_a_button_and_goes_on_to_the_next_line(bill: Bill, contact: Post) -> None:
    standing, following = given.transfer("1800.00"), given.transfer("100.00")

    answer = accounts.signed_in(given.finance_clerk()).post(
        reverse("billing:ask", args=[standing.line.public_id]), {"bill": bill.public_id, "version": 1, "words": ""}
    )

    assert answer["Location"] == reverse("billing:transfer", args=[following.line.public_id])
    assert Question.objects.count() == 1
