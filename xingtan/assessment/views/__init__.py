"""The pages of assessment, by who opens them."""

from xingtan.assessment.views.certificates import (
    certificate_pdf,
    certificates,
    issue,
    reissue,
    revoke,
    school_certificates_pdf,
)
from xingtan.assessment.views.checking import certificate, check_form
from xingtan.assessment.views.learners import index, learner, my_result, recommend
from xingtan.assessment.views.marks import blank_sheet, mark_sheet, marks, record_mark, void_mark
from xingtan.assessment.views.settling import scheme, settle, settlement

__all__ = [
    "blank_sheet",
    "certificate",
    "certificate_pdf",
    "certificates",
    "check_form",
    "index",
    "issue",
    "learner",
    "mark_sheet",
    "marks",
    "my_result",
    "recommend",
    "record_mark",
    "reissue",
    "revoke",
    "scheme",
    "school_certificates_pdf",
    "settle",
    "settlement",
    "void_mark",
]
