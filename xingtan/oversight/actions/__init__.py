"""Counting schools anew, and reminding them."""

from xingtan.oversight.actions.counting import add_up, note_snapshot, recount
from xingtan.oversight.actions.reminding import Reminded, remind_school, remind_schools

__all__ = ["Reminded", "add_up", "note_snapshot", "recount", "remind_school", "remind_schools"]
