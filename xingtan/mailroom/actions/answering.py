"""Putting an answer into the outbox, within the transaction that decided what it says."""

from datetime import datetime

from xingtan.accounts.models import Post
from xingtan.mailroom import queries
from xingtan.mailroom.answers import answer_body, answer_headers, answer_subject
from xingtan.mailroom.models import Letter, LetterStep
from xingtan.mailroom.rules import Kind, may_answer
from xingtan.outbox import actions as outbox


def is_answerable(letter: Letter, now: datetime) -> bool:
    """Whether the sender of a mail may be answered now."""
    return may_answer(Kind(letter.kind), sender=letter.sender, answers_today=queries.answers_today(letter, now))


def answer(letter: Letter, *, now: datetime, by: Post | None) -> None:
    """Answer the sender with how the mail stands now. The key counts the answers: each goes out once."""
    nth = letter.steps.filter(kind=LetterStep.Kind.ANSWERED).count() + 1
    outbox.send(
        channel="mail", to=letter.sender, subject=answer_subject(letter),
        body=answer_body(letter, queries.enclosures_of(letter)), headers=answer_headers(letter),
        dedup_key=f"mailroom:{letter.public_id}:{nth}", now=now,
    )  # fmt: skip
    LetterStep.objects.create(letter=letter, kind=LetterStep.Kind.ANSWERED, at=now, by=by)
