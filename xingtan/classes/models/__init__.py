"""Classes, members, tutors and what a class page holds."""

from xingtan.classes.models.classes import (
    ClassChange,
    Membership,
    MembershipQuerySet,
    MemberStep,
    OnlineClass,
    OnlineClassQuerySet,
)
from xingtan.classes.models.pages import Bulletin, BulletinVersion, ClassNotice, NoticeReading, PlanItem
from xingtan.classes.models.tutors import Tenure, Tutor, TutorQuerySet

__all__ = [
    "Bulletin",
    "BulletinVersion",
    "ClassChange",
    "ClassNotice",
    "MemberStep",
    "Membership",
    "MembershipQuerySet",
    "NoticeReading",
    "OnlineClass",
    "OnlineClassQuerySet",
    "PlanItem",
    "Tenure",
    "Tutor",
    "TutorQuerySet",
]
