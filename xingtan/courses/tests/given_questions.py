"""A question bank, filled as the house fills it."""

from dataclasses import replace
from itertools import count
from typing import Any

from xingtan.accounts.models import Kind, Post
from xingtan.accounts.tests import given as people
from xingtan.courses.actions import questions as actions
from xingtan.courses.models.questions import BankQuestion, QuestionFile
from xingtan.courses.question_files import read_question_file
from xingtan.courses.questions.content import Question
from xingtan.courses.tests.question_samples import SINGLE
from xingtan.foundation import clock
from xingtan.programmes.models import Programme
from xingtan.programmes.tests import given as programmes

_numbers = count(1)
GOOD_GIFT = "一加一？ {=二 ~三}\n\n二加二？ {=四 ~五}"
BAD_GIFT = f"{GOOD_GIFT}\n\n没有答案"


def editor(programme: Programme | None = None) -> Post:
    """A content editor of the programme."""
    programme = programme or programmes.programme_2020()
    return people.post(Kind.CONTENT_EDITOR, programme_code=programme.code)


def question(
    asked: Question | None = None, *, programme: Programme | None = None, is_approved: bool = True, **said: Any
) -> BankQuestion:
    """A question of the bank, approved unless not wanted; without one given, another text each time."""
    asked = asked or replace(SINGLE, text=f"第 {next(_numbers)} 题：师德的灵魂是什么？")
    return actions.write_question(
        programme=programme or programmes.programme_2020(), question=replace(asked, **said), by=None, now=clock.now(),
        is_approved=is_approved,
    )  # fmt: skip


def file(content: str = GOOD_GIFT, *, name: str = "题.gift", programme: Programme | None = None) -> QuestionFile:
    """A file read for the bank, not taken over yet."""
    return actions.keep_question_file(
        programme=programme or programmes.programme_2020(), name=name,
        reading=read_question_file(content.encode(), name), by=None, now=clock.now(),
    )  # fmt: skip
