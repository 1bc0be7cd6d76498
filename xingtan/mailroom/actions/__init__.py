"""What can be done with mails: keeping them, sorting them, deciding about those that wait, forgetting them."""

from xingtan.mailroom.actions.deciding import answer_again, assign, dismiss
from xingtan.mailroom.actions.keeping import Found, forget_sources, keep, note_put_away
from xingtan.mailroom.actions.sorting import give_up, sort
from xingtan.mailroom.actions.vouchers import give_voucher

__all__ = [
    "Found",
    "answer_again",
    "assign",
    "dismiss",
    "forget_sources",
    "give_up",
    "give_voucher",
    "keep",
    "note_put_away",
    "sort",
]
