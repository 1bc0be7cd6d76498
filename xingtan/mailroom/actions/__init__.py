"""What can be done with mails: keeping them, sorting them, deciding about those that wait, forgetting them."""

from xingtan.mailroom.actions.bundling import bring_all, tell_what_was_read
from xingtan.mailroom.actions.deciding import answer_again, assign, dismiss
from xingtan.mailroom.actions.keeping import Found, forget_sources, keep, note_look, note_put_away
from xingtan.mailroom.actions.sorting import give_up, sort
from xingtan.mailroom.actions.vouchers import give_voucher

__all__ = [
    "Found",
    "answer_again",
    "assign",
    "bring_all",
    "dismiss",
    "forget_sources",
    "give_up",
    "give_voucher",
    "keep",
    "note_look",
    "note_put_away",
    "sort",
    "tell_what_was_read",
]
