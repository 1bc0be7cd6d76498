"""The pages of rosters, by who opens them."""

from xingtan.rosters.views.bundles import (
    bundle,
    bundle_resume,
    bundles,
    hand_in_for,
    part,
    part_assignment,
    part_dismissal,
)
from xingtan.rosters.views.deciding import accept, remark, send_back
from xingtan.rosters.views.lists import index
from xingtan.rosters.views.mending import aside, cell, marked, row_added, word_unlearned, words
from xingtan.rosters.views.reopenings import reopening_decision, reopening_request, reopenings
from xingtan.rosters.views.reviewing import review, review_start
from xingtan.rosters.views.roster import hand_in, roster, row, row_removal
from xingtan.rosters.views.school import blank, individual, upload

__all__ = [
    "accept",
    "aside",
    "blank",
    "bundle",
    "bundle_resume",
    "bundles",
    "cell",
    "hand_in",
    "hand_in_for",
    "index",
    "individual",
    "marked",
    "part",
    "part_assignment",
    "part_dismissal",
    "remark",
    "reopening_decision",
    "reopening_request",
    "reopenings",
    "review",
    "review_start",
    "roster",
    "row",
    "row_added",
    "row_removal",
    "send_back",
    "upload",
    "word_unlearned",
    "words",
]
