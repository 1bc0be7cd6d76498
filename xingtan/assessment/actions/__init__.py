"""What can be done in assessment: adopt a scheme, record and void marks, settle results, issue and revoke certificates."""

from xingtan.assessment.actions.certificates import issue_certificates, reissue_certificate, revoke_certificate
from xingtan.assessment.actions.marks import read_mark_sheet, record_mark, record_sheet, void_mark
from xingtan.assessment.actions.results import (
    assess,
    finish_settlement,
    recommend_excellent,
    scheme_for,
    settle_division,
)
from xingtan.assessment.actions.schemes import adopt_default_scheme, adopt_scheme

__all__ = [
    "adopt_default_scheme",
    "adopt_scheme",
    "assess",
    "finish_settlement",
    "issue_certificates",
    "read_mark_sheet",
    "recommend_excellent",
    "record_mark",
    "record_sheet",
    "reissue_certificate",
    "revoke_certificate",
    "scheme_for",
    "settle_division",
    "void_mark",
]
