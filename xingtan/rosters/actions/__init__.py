"""What can be done with rosters: taking a sheet in, mending it, handing it in, deciding about it."""

from xingtan.rosters.actions.deciding import accept, send_back
from xingtan.rosters.actions.drafting import change_row, remove_row, take_in
from xingtan.rosters.actions.handing_in import hand_in

__all__ = ["accept", "change_row", "hand_in", "remove_row", "send_back", "take_in"]
