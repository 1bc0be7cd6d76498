"""What can be done with programmes and with the plans of their counties."""

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
    "copy_programme",
    "file_plan",
    "hand_in_plan",
    "issue_notice",
    "load_programme",
    "return_plan",
]
