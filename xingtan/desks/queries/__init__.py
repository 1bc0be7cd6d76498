"""What stands on each post's desk, asked of the rooms below.

A desk takes a fixed number of SQL queries, whatever the size of its area.
"""

from xingtan.desks.queries.daily import daily_study
from xingtan.desks.queries.learner import LearnerDesk, learner_desk
from xingtan.desks.queries.left import WhatIsLeft, what_is_left
from xingtan.desks.queries.search import found
from xingtan.desks.queries.staff import desk_of, place_of

__all__ = [
    "LearnerDesk",
    "WhatIsLeft",
    "daily_study",
    "desk_of",
    "found",
    "learner_desk",
    "place_of",
    "what_is_left",
]
