"""What stands on each post's desk, asked of the rooms below.

A desk takes a fixed number of SQL queries, whatever the size of its area.
"""

from datetime import datetime

from xingtan.accounts.models import Kind, Post
from xingtan.desks.items import Desk
from xingtan.desks.queries.learner import LearnerDesk, learner_desk
from xingtan.programmes.models import Programme

__all__ = ["LearnerDesk", "desk_of", "learner_desk"]


def desk_of(post: Post, programme: Programme | None, now: datetime) -> Desk:
    """The first page of a staff post."""
    title = f"{post.place} · {programme.title}" if programme else post.place
    return Desk(title=title)
