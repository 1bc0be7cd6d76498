"""A thing of each model at a place, made through the rooms' actions; and plain values for other URL parts."""

from collections.abc import Callable
from typing import Any

from django.db import models

from tests.walk.cast import Place
from tests.walk.samples import asking, enrolling, paying, studying

ROOMS = (enrolling, paying, studying, asking)
MAKERS: dict[type[models.Model], Callable[[Place], Any]] = {
    model: make for room in ROOMS for model, make in room.MAKERS.items()
}
BOUND: dict[type[models.Model], str] = {model: bound for room in ROOMS for model, bound in room.BOUND.items()}
"""What a thing hangs on, where it is not a school."""
PLAIN: dict[str, str] = {
    "change_kind": "withdrawal",
    "position": "1", "step": "enrolled", "subject": "meeting", "run": "none", "session": "none", "alias": "1", "key": "none",
    "field": "name",
    "number": "1", "unit": "1", "part": "master.m3u8", "language": "zh",
    "media": "none",
}  # fmt: skip
"""URL parts that name no row in scope of a post: their value in the walk."""
MAY_BE_EMPTY: set[str] = {
    "billing:question_file",
    "coursework:drop_phrase",
    "accounts:session_end",
    "desks:run",
    "enrolment:annex_file",
    "courses:media",
    "courses:poster",
    "courses:stream",
    "courses:captions",
    "courses:package_file",
}
"""URL names where an admitted post may rightly get 404: they name a session or a piece of work of the asker
alone, or are opened by a signed key, and the walk has none of these."""
