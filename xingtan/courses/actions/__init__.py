"""What can be done to the catalogue: loaded from its file, written, published."""

from xingtan.courses.actions.catalogue import load_catalogue
from xingtan.courses.actions.publishing import archive, bring_back, discard_changes, publish, restore
from xingtan.courses.actions.writing import begin_course, change_draft, copy_course

__all__ = [
    "archive",
    "begin_course",
    "bring_back",
    "change_draft",
    "copy_course",
    "discard_changes",
    "load_catalogue",
    "publish",
    "restore",
]
