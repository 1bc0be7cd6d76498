"""What can be done with rosters: taking a sheet in, mending it, handing it in, deciding about it."""

from xingtan.rosters.actions.deciding import accept, remark_row, send_back
from xingtan.rosters.actions.drafting import change_row, remove_row, take_in
from xingtan.rosters.actions.handing_in import hand_in
from xingtan.rosters.actions.reopening import ask_reopening, decide_reopening

__all__ = [
    "accept",
    "ask_reopening",
    "change_row",
    "decide_reopening",
    "hand_in",
    "remark_row",
    "remove_row",
    "send_back",
    "take_in",
]
