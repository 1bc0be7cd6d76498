"""What can be done with programmes and with the plans of their counties."""

from xingtan.programmes.actions.payees import (
    ask_payee_change,
    bring_payees_into_force,
    decide_payee_change,
    take_back_payee_change,
)
from xingtan.programmes.actions.plans import (
    UploadedFile,
    add_support,
    file_plan,
    hand_in_plan,
    return_plan,
)
from xingtan.programmes.actions.programmes import copy_programme, issue_notice, load_programme

__all__ = [
    "UploadedFile",
    "add_support",
    "ask_payee_change",
    "bring_payees_into_force",
    "copy_programme",
    "decide_payee_change",
    "file_plan",
    "hand_in_plan",
    "issue_notice",
    "load_programme",
    "return_plan",
    "take_back_payee_change",
]
