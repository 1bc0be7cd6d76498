"""Who is enrolled, what is asked to be changed, and the lists that leave the house."""

from xingtan.enrolment.models.annexes import AnnexExport
from xingtan.enrolment.models.changes import ChangeEvidence, ChangeRequest, ChangeRequestQuerySet, ChangeStep
from xingtan.enrolment.models.enrolments import Enrolment, EnrolmentQuerySet, EnrolmentStep
from xingtan.enrolment.models.full_lists import FullList, FullListQuerySet

__all__ = [
    "AnnexExport",
    "ChangeEvidence",
    "ChangeRequest",
    "ChangeRequestQuerySet",
    "ChangeStep",
    "Enrolment",
    "EnrolmentQuerySet",
    "EnrolmentStep",
    "FullList",
    "FullListQuerySet",
]
