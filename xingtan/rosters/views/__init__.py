"""The pages of rosters, by who opens them."""

from xingtan.rosters.views.deciding import accept, remark, send_back
from xingtan.rosters.views.lists import index
from xingtan.rosters.views.reopenings import reopening_decision, reopening_request, reopenings
from xingtan.rosters.views.roster import hand_in, roster, row, row_removal
from xingtan.rosters.views.school import blank, individual, upload

__all__ = [
    "accept",
    "blank",
    "hand_in",
    "index",
    "individual",
    "remark",
    "reopening_decision",
    "reopening_request",
    "reopenings",
    "roster",
    "row",
    "row_removal",
    "send_back",
    "upload",
]
