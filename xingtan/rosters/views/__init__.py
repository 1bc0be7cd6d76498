"""The pages of rosters, by who opens them."""

from xingtan.rosters.views.deciding import accept, send_back
from xingtan.rosters.views.lists import index
from xingtan.rosters.views.roster import hand_in, roster, row, row_removal
from xingtan.rosters.views.school import blank, individual, upload

__all__ = ["accept", "blank", "hand_in", "index", "individual", "roster", "row", "row_removal", "send_back", "upload"]
