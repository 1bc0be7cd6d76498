"""Classes, members, tutors and what a class page holds."""

from xingtan.classes.models.classes import (
    ClassChange,
    Membership,
    MembershipQuerySet,
    MemberStep,
    OnlineClass,
    OnlineClassQuerySet,
)
from xingtan.classes.models.tutors import Tenure, Tutor, TutorQuerySet

__all__ = [
    "ClassChange",
    "MemberStep",
    "Membership",
    "MembershipQuerySet",
    "OnlineClass",
    "OnlineClassQuerySet",
    "Tenure",
    "Tutor",
    "TutorQuerySet",
]
