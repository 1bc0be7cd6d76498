"""Asking about what schools are asked: by line, by school, and which answers a clerk has not looked at yet."""

from typing import Any

from django.db.models import Exists, OuterRef

from xingtan.accounts.models import Post
from xingtan.billing.models import Answer, BankLine, LineStanding, Question
from xingtan.billing.queries.queue import OPEN, lines_in
from xingtan.programmes.models import Programme

ANSWERED = (Answer.YES, Answer.NO)


def questions_of(line: BankLine) -> list[Question]:
    """What was asked about a line and not taken back, latest first."""
    rows = Question.objects.filter(line=line).exclude(answer=Answer.TAKEN_BACK)
    return list(rows.select_related("bill__school").order_by("-pk"))


def questions_for(post: Post, programme: Programme) -> list[Question]:
    """What a school is asked and has still to answer; nothing about a line that was settled without it."""
    rows = Question.objects.within(post).filter(programme=programme, line__standing__state__in=OPEN).waiting()
    return list(rows.select_related("line").order_by("pk"))


def is_settled(question: Question) -> bool:
    """Whether the line was decided without the answer."""
    return not LineStanding.objects.filter(pk=question.line_id, state__in=OPEN).exists()


def answered_lines(programme: Programme, post: Post) -> Any:
    """Open lines about which a school has answered and none is asked any more."""
    asked = Question.objects.filter(line=OuterRef("pk"))
    return lines_in(programme, post).filter(
        Exists(asked.filter(answer__in=ANSWERED)), ~Exists(asked.filter(answer=Answer.WAITING))
    )
