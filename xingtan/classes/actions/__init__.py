"""What can be done with classes and tutors."""

from xingtan.classes.actions.changing import merge_classes, move_members, rename_class, split_class
from xingtan.classes.actions.following import follow_enrolments
from xingtan.classes.actions.forming import make_classes
from xingtan.classes.actions.opening import open_class, place_members
from xingtan.classes.actions.pages import (
    Line,
    Period,
    Text,
    change_bulletin,
    note_reading,
    plan_line,
    publish_bulletin,
    strike_line,
    take_notice_back,
    tell_all_classes,
    tell_class,
    write_bulletin,
)
from xingtan.classes.actions.tutors import (
    About,
    appoint_tutor,
    change_tutor,
    give_class,
    relieve_tutor,
    share_mobile,
)
from xingtan.classes.actions.undoing import undo_change

__all__ = [
    "About",
    "Line",
    "Period",
    "Text",
    "appoint_tutor",
    "change_bulletin",
    "change_tutor",
    "follow_enrolments",
    "give_class",
    "make_classes",
    "merge_classes",
    "move_members",
    "note_reading",
    "open_class",
    "place_members",
    "plan_line",
    "publish_bulletin",
    "relieve_tutor",
    "rename_class",
    "share_mobile",
    "split_class",
    "strike_line",
    "take_notice_back",
    "tell_all_classes",
    "tell_class",
    "undo_change",
    "write_bulletin",
]
