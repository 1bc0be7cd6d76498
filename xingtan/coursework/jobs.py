"""What runs by itself: texts compared with one another, reviews asked of colleagues."""

from xingtan.coursework import actions, queries
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
