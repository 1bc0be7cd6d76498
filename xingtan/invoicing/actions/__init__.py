"""What can be done about invoices."""

from xingtan.invoicing.actions.batching import keep_template, make_batch, set_terms
from xingtan.invoicing.actions.counties import choose_county_invoice
from xingtan.invoicing.actions.filing import file_invoice, note_failure, note_success
from xingtan.invoicing.actions.mailing import hand_over, mail_again, mail_issued, mail_reversed
from xingtan.invoicing.actions.profiles import confirm_profile, save_profile
from xingtan.invoicing.actions.requesting import (
    mend_request,
    request_all_paid,
    request_county_invoice,
    request_invoice,
    withdraw_request,
)
from xingtan.invoicing.actions.results import keep_results, note_item, note_read
from xingtan.invoicing.actions.reversing import ask_red_letter, confirm_red_letter, mark_red_due

__all__ = [
    "ask_red_letter",
    "choose_county_invoice",
    "confirm_profile",
    "confirm_red_letter",
    "file_invoice",
    "hand_over",
    "keep_results",
    "keep_template",
    "mail_again",
    "mail_issued",
    "mail_reversed",
    "make_batch",
    "mark_red_due",
    "mend_request",
    "note_failure",
    "note_item",
    "note_read",
    "note_success",
    "request_all_paid",
    "request_county_invoice",
    "request_invoice",
    "save_profile",
    "set_terms",
    "withdraw_request",
]
