"""What can be asked about classes and tutors."""

from xingtan.classes.queries.classes import (
    class_of,
    classes_of,
    classes_of_tutor,
    classes_within,
    heads_of,
    learners_in,
    members,
    members_in,
    setting_of,
    tenures_of,
    tutors_by_class,
    tutors_of,
    unplaced,
    with_heads,
    without_tutor,
)
from xingtan.classes.queries.tutors import Load, loads, serving_tutors, tutor_of_post, tutors_within

__all__ = [
    "Load",
    "class_of",
    "classes_of",
    "classes_of_tutor",
    "classes_within",
    "heads_of",
    "learners_in",
    "loads",
    "members",
    "members_in",
    "serving_tutors",
    "setting_of",
    "tenures_of",
    "tutor_of_post",
    "tutors_by_class",
    "tutors_of",
    "tutors_within",
    "unplaced",
    "with_heads",
    "without_tutor",
]
