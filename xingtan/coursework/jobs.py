"""What runs by itself: texts compared with one another, reviews asked of colleagues."""

from xingtan.coursework import actions, queries
from xingtan.coursework.actions.quizzes import end_if_over
from xingtan.coursework.queries.quizzes import overdue
from xingtan.foundation import clock

AT_ONCE = 40


def compare() -> None:
    """Compare what was handed in since, some at a time: each leaves its hint or none."""
    for version in queries.uncompared(AT_ONCE):
        actions.compare_version(version=version, now=clock.now())


def ask_peers() -> None:
    """Ask for reviews wherever enough was handed in."""
    now = clock.now()
    for assignment in queries.with_peers(now):
        actions.ask_reviews(assignment=assignment, now=now)


def end_quizzes() -> None:
    """Hand in attempts whose time is over and that nobody touched since, with what was saved."""
    now = clock.now()
    for attempt in overdue(now, AT_ONCE):
        end_if_over(attempt=attempt, now=now)
