"""What is left to do about homework and discussions: for who hands in, and for who marks."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xingtan.classes.models import OnlineClass
from xingtan.coursework.models import Contribution, Work
from xingtan.coursework.queries import (
    Asked,
    answers_to_read,
    asked_of,
    complaints_in,
    return_reasons,
    reviews_due,
    waiting_for,
    waiting_questions,
)
from xingtan.desks.items import Todo, in_order
from xingtan.desks.navigation import href_of
from xingtan.enrolment.models import Enrolment
from xingtan.ui import days
from xingtan.ui.counts import thousands

MOST_OF_A_REASON = 60
SOON = timedelta(days=7)


def asked(enrolment: Enrolment, courses: Sequence[int], now: datetime) -> tuple[Todo, ...]:
    """What waits for a learner; five queries.

    Homework returned with its reason, overdue or due within a week, reviews colleagues wait for, answers to questions.
    """
    waiting = [each for each in asked_of(enrolment, courses) if each.is_open]
    reasons = return_reasons([each.work for each in waiting if each.work and each.state == Work.State.RETURNED])
    open_ones = [_asked(each, now, reasons) for each in waiting]
    reviews = len(reviews_due(enrolment, now))
    sentence = ngettext(
        "%(count)s colleague’s work waits for your review",
        "%(count)s colleagues’ works wait for your review",
        reviews,
    )
    review = Todo(sentence % {"count": reviews}, href=href_of("coursework:mine"), button=_("Review"))
    answers = [_answered(each) for each in answers_to_read(enrolment)]
    return in_order([*open_ones, review if reviews else None, *answers])


def _answered(question: Contribution) -> Todo:
    sentence = _("Your question about “%(lesson)s” was answered") % {"lesson": question.topic.title}
    since = days.moment(question.answered_at) if question.answered_at else ""
    href = href_of("coursework:thread", contribution=question.public_id)
    return Todo(sentence, "info", since, href, _("Read"))


def _asked(each: Asked, now: datetime, reasons: Mapping[int, str]) -> Todo | None:
    homework = each.assignment
    href = href_of("coursework:homework", assignment=homework.public_id)
    since = _("due %(due)s") % {"due": days.moment(homework.due_at)}
    if each.state == Work.State.RETURNED:
        words = _("“%(title)s” was returned: please put it right")
        reason = reasons.get(each.work.pk, "") if each.work else ""
        return Todo(
            words % {"title": homework.title},
            "stop",
            Truncator(reason).chars(MOST_OF_A_REASON) or since,
            href,
            _("Mend it"),
        )
    if now >= homework.due_at:
        if not homework.takes_late:
            return None
        return Todo(_("“%(title)s” is overdue") % {"title": homework.title}, "stop", since, href, _("Write"))
    if now >= homework.due_at - SOON:
        return Todo(_("“%(title)s” is due soon") % {"title": homework.title}, "wait", since, href, _("Write"))
    return None


def to_mark(classes: Sequence[OnlineClass], now: datetime) -> list[Todo | None]:
    """Works and questions that wait for a tutor, and contributions complained of; three queries."""
    waiting, complaints = waiting_for(classes, now), len(complaints_in(classes))
    asked = waiting_questions(classes)
    return [_waiting(waiting.works, waiting.since), _questions(asked.count, asked.since), _complaints(complaints)]


def _questions(count: int, since: datetime | None) -> Todo | None:
    if not count or since is None:
        return None
    sentence = ngettext("%(count)s question waits for an answer", "%(count)s questions wait for an answer", count)
    oldest = _("the oldest since %(day)s") % {"day": days.moment(since)}
    href = href_of("coursework:questions")
    return Todo(sentence % {"count": thousands(count)}, since=oldest, href=href, button=_("Answer"))


def _waiting(count: int, since: datetime | None) -> Todo | None:
    if not count or since is None:
        return None
    sentence = ngettext("%(count)s work waits to be marked", "%(count)s works wait to be marked", count)
    oldest = _("the oldest since %(day)s") % {"day": days.moment(since)}
    return Todo(
        sentence % {"count": thousands(count)}, since=oldest, href=href_of("coursework:desk"), button=_("Go and mark")
    )


def _complaints(count: int) -> Todo | None:
    if not count:
        return None
    sentence = ngettext("%(count)s contribution was reported", "%(count)s contributions were reported", count)
    return Todo(sentence % {"count": count}, href=href_of("coursework:topics"), button=_("Look"))
