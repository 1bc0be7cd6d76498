"""Quizzes a learner has begun or should take soon."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from xingtan.coursework.queries.quizzes import MyQuiz, due_for
from xingtan.desks.items import Todo
from xingtan.desks.navigation import href_of
from xingtan.enrolment.models import Enrolment
from xingtan.ui import days

SOON = timedelta(days=7)


def quizzes_due(enrolment: Enrolment, now: datetime) -> list[Todo]:
    """What runs, what closes within a week and is not passed, and what has no close and was never tried; two queries."""
    return [todo for each in due_for(enrolment, now) if (todo := _due(each, now)) is not None]


def _due(each: MyQuiz, now: datetime) -> Todo | None:
    quiz, running = each.quiz, each.running
    href = href_of("quizzes:quiz", quiz=quiz.public_id)
    until = _("until %(at)s") % {"at": days.moment(quiz.closes_at)} if quiz.closes_at else ""
    if running is not None:
        until = _("until %(at)s") % {"at": days.moment(running.ends_at)} if running.ends_at else until
        return Todo(
            _("“%(title)s” is begun and not handed in") % {"title": quiz.title}, "stop", until, href, _("Go on")
        )
    if quiz.closes_at is None and each.done:
        return None
    if quiz.closes_at is not None and quiz.closes_at > now + SOON:
        return None
    words = _("“%(title)s” is not passed yet") if each.done else _("Take the quiz “%(title)s”")
    return Todo(words % {"title": quiz.title}, "wait", until, href, _("To the quiz"))
