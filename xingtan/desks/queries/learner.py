"""A teacher's own first page: the lesson to go on with, and what is missing by when."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import get_language

from xingtan.accounts.models import Post
from xingtan.assessment.queries import Standing, scheme_of, standing_of
from xingtan.desks.items import Todo, in_order
from xingtan.desks.navigation import href_of
from xingtan.desks.queries.classes import unread_notices
from xingtan.desks.queries.coursework import asked
from xingtan.desks.queries.quizzes import quizzes_due
from xingtan.enrolment.models import Enrolment
from xingtan.enrolment.queries import enrolment_of
from xingtan.programmes.models import Programme
from xingtan.study.queries import MyStudy, my_study


@dataclass(frozen=True)
class PartBar:
    """One part of the result as a bar."""

    title: str
    points: Decimal
    weight: Decimal
    kind: str


@dataclass(frozen=True)
class LearnerDesk:
    """All a teacher needs to see first."""

    enrolment: Enrolment
    study: MyStudy
    standing: Standing | None
    continue_href: str
    result_href: str
    unread: int
    """Notices of the class not opened yet."""
    todos: tuple[Todo, ...]
    """Homework, reviews and quizzes that are due."""

    @property
    def ends_on(self) -> date:
        """The last day on which study counts (R36)."""
        return self.enrolment.programme.term_ends_on

    @property
    def bars(self) -> tuple[PartBar, ...]:
        """The parts of the result, as they stand."""
        if self.standing is None:
            return ()
        is_chinese = (get_language() or "zh").startswith("zh")
        return tuple(
            PartBar(
                title=each.part.title_zh if is_chinese else each.part.title_en,
                points=each.points,
                weight=each.part.weight,
                kind="ok" if not each.open_points else "" if each.meets_floor else "wait",
            )
            for each in self.standing.judgement.parts
        )


def learner_desk(post: Post, programme: Programme | None, now: datetime) -> LearnerDesk | None:
    """The desk of a teacher, None when they are in no programme; a fixed number of queries."""
    enrolment = enrolment_of(programme, post.account_id) if programme else None
    if enrolment is None:
        return None
    study = my_study(enrolment)
    scheme = scheme_of(programme)
    lesson = study.to_continue.lesson.public_id if study.to_continue else ""
    return LearnerDesk(
        enrolment=enrolment,
        study=study,
        standing=standing_of(enrolment, scheme) if scheme else None,
        continue_href=href_of("study:lesson", lesson=lesson) if lesson else "",
        result_href=href_of("assessment:my_result"),
        unread=unread_notices(enrolment),
        todos=in_order(
            [*asked(enrolment, [each.course.pk for each in study.courses], now), *quizzes_due(enrolment, now)]
        ),
    )
