"""Counting schools anew, and reminding them."""

from xingtan.oversight.actions.counting import add_up, note_snapshot, recount
from xingtan.oversight.actions.reminding import Reminded, remind_school, remind_schools
from xingtan.oversight.actions.reminding_counties import remind_counties

__all__ = ["Reminded", "add_up", "note_snapshot", "recount", "remind_counties", "remind_school", "remind_schools"]
