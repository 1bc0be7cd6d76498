"""What can be done with classes and tutors."""

from xingtan.classes.actions.opening import open_class, place_members
from xingtan.classes.actions.tutors import (
    About,
    appoint_tutor,
    change_tutor,
    give_class,
    relieve_tutor,
    share_mobile,
)

__all__ = [
    "About",
    "appoint_tutor",
    "change_tutor",
    "give_class",
    "open_class",
    "place_members",
    "relieve_tutor",
    "share_mobile",
]
