"""What can be done with rosters: taking a sheet in, mending it, handing it in, deciding about it."""

from xingtan.rosters.actions.aside import leave_aside, take_aside
from xingtan.rosters.actions.bundles import (
    Incoming,
    drop_file,
    finish_bundle,
    keep_bundle,
    keep_file,
    note_run,
    store_parts,
)
from xingtan.rosters.actions.deciding import accept, remark_row, send_back
from xingtan.rosters.actions.drafting import change_row, remove_row, take_in
from xingtan.rosters.actions.handing_in import hand_in
from xingtan.rosters.actions.learning import unlearn_word
from xingtan.rosters.actions.mending import add_row, mend_cells
from xingtan.rosters.actions.reopening import ask_reopening, decide_reopening
from xingtan.rosters.actions.reviewing import begin_review, decide_item, finish_review, note_review_run
from xingtan.rosters.actions.settling import assign_part, dismiss_part, hand_in_for

__all__ = [
    "Incoming",
    "accept",
    "add_row",
    "ask_reopening",
    "assign_part",
    "begin_review",
    "change_row",
    "decide_item",
    "decide_reopening",
    "dismiss_part",
    "drop_file",
    "finish_bundle",
    "finish_review",
    "hand_in",
    "hand_in_for",
    "keep_bundle",
    "keep_file",
    "leave_aside",
    "mend_cells",
    "note_review_run",
    "note_run",
    "remark_row",
    "remove_row",
    "send_back",
    "store_parts",
    "take_aside",
    "take_in",
    "unlearn_word",
]
