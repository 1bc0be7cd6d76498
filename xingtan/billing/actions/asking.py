"""Asking a school whether a transfer was its own; its answer comes back to the line as evidence."""

from datetime import datetime

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from xingtan.accounts.models import Kind, Post
from xingtan.audit import actions as audit
from xingtan.billing.actions.deciding import locked, touch
from xingtan.billing.errors import AnsweredAlready, AskedAlready, BillElsewhere, NobodyToAsk, NotDecidable
from xingtan.billing.models import Answer, BankLine, Bill, LineStanding, Question
from xingtan.billing.queries import OPEN
from xingtan.foundation.attachments import DOCUMENTS, PICTURES, Attachment
from xingtan.foundation.clock import ZONE
from xingtan.foundation.fields import new_public_id
from xingtan.foundation.yuan import shown
from xingtan.outbox import actions as outbox
from xingtan.outbox.gateways import sms_is_set_up
from xingtan.outbox.models import Message
from xingtan.programmes.queries import sends_at

MAY_BE_SENT = PICTURES | DOCUMENTS
"""What a school may add to its answer: a photo of the voucher, a PDF, a sheet."""
_TAIL = 4


@transaction.atomic
def ask_school(*, line: BankLine, bill: Bill, words: str, version: int, by: Post, now: datetime) -> Question:
    """Ask the contact and the head of a bill's school “was this your transfer?”; by mail, by SMS, on their desk.

    Raises ``ChangedMeanwhile``, ``NotDecidable``, ``AskedAlready``, ``NobodyToAsk``. The line leaves the queue
    until the school has answered or the question is taken back.
    """
    standing = locked(line, version)
    if standing.state not in OPEN:
        raise NotDecidable(state=standing.get_state_display())
    if bill.programme_id != standing.programme_id:
        raise BillElsewhere()
    if Question.objects.waiting().filter(line=line, bill=bill).exists():
        raise AskedAlready(school=bill.school)
    people = _people(bill)
    if not people:
        raise NobodyToAsk(school=bill.school)
    question: Question = Question.objects.create(
        programme=standing.programme, line=line, bill=bill, words=words[:200], asked_by=str(by)[:200], asked_at=now
    )
    for person in people:
        _send(question, person, now)
    touch(standing, by, now)
    audit.record("ask_school", by=by, about=line, school=bill.school.registered_name)
    return question


def _people(bill: Bill) -> list[Post]:
    rows = Post.objects.filter(school=bill.school_id, kind__in=(Kind.SCHOOL_CONTACT, Kind.SCHOOL_HEAD), is_active=True)
    return list(rows.select_related("account").order_by("pk"))


def _send(question: Question, person: Post, now: datetime) -> None:
    """By mail where an address is known, by SMS where a gateway is set up; it stands on the school's desk either way.

    What is asked at night or on a holiday goes out on the next morning (A18).
    """
    not_before = sends_at(question.programme, now)
    key, account, body = f"question:{question.pk}:{person.pk}", person.account, message_of(question)
    if account.mail:
        outbox.send(
            channel=Message.Channel.MAIL, to=account.mail, subject=_("Was this your transfer?"), body=body,
            dedup_key=f"{key}:mail", now=now, not_before=not_before,
        )  # fmt: skip
    if sms_is_set_up():
        outbox.send(
            channel=Message.Channel.SMS, to=account.mobile, body=body, dedup_key=f"{key}:sms", now=now,
            not_before=not_before,
        )  # fmt: skip


def message_of(question: Question) -> str:
    """The whole message: when, how much, from whom and where to answer. The remark, which may name others, stays inside."""
    line = question.line
    said = _("%(school)s: on %(day)s %(amount)s arrived from “%(payer)s” (account ending in %(tail)s). Was this your transfer? %(link)s") % {
        "school": question.bill.school.registered_name,
        "day": f"{line.booked_at.astimezone(ZONE):%Y-%m-%d}",
        "amount": shown(line.amount),
        "payer": line.payer_name or _("No payer named"),
        "tail": line.payer_account[-_TAIL:] or "–",
        "link": settings.PUBLIC_URL + reverse("billing:question", kwargs={"question": question.public_id}),
    }  # fmt: skip
    return "\n".join(part for part in (said, question.words, question.programme.undertaking_institution) if part)


@transaction.atomic
def answer_question(
    *, question: Question, answer: str, said: str, file: Attachment | None, by: Post, now: datetime
) -> Question:
    """The school's yes or no, with words and a file if it likes; the line is back in the queue. Once only."""
    standing, row = _locked(question)
    if row.answer != Answer.WAITING:
        raise AnsweredAlready(who=row.answered_by)
    row.answer, row.said, row.answered_by, row.answered_at = answer, said[:200], str(by)[:200], now
    if file is not None:
        row.file_name = file.file_name
        row.file.save(new_public_id() + file.ending, ContentFile(file.content), save=False)
    row.save()
    if standing.state in OPEN:
        touch(standing, by, now)
    audit.record("answer_question", by=by, about=row.line, answer=answer, with_file=file is not None)
    return row


@transaction.atomic
def take_back_question(*, question: Question, by: Post, now: datetime) -> None:
    """The clerk no longer asks; the school sees that nothing is left to answer."""
    standing, row = _locked(question)
    if row.answer != Answer.WAITING:
        raise AnsweredAlready(who=row.answered_by)
    row.answer, row.answered_by, row.answered_at = Answer.TAKEN_BACK, str(by)[:200], now
    row.save()
    touch(standing, by, now)
    audit.record("take_back_question", by=by, about=row.line)


def _locked(question: Question) -> tuple[LineStanding, Question]:
    """The line's standing first, as everywhere, then the question."""
    standing = LineStanding.objects.select_for_update().get(pk=question.line_id)
    rows = Question.objects.select_for_update(of=("self",)).select_related("line", "bill__school")
    return standing, rows.get(pk=question.pk)
