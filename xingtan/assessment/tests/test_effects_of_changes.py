"""A certificate says what was signed: a correction names those to be issued anew (R71, R69)."""

import pytest

from xingtan.assessment.actions import reissue_certificate, revoke_certificate
from xingtan.assessment.queries import effects_of_change
from xingtan.assessment.tests import given
from xingtan.enrolment.rules import Change
from xingtan.enrolment.tests import given as enrolments

pytestmark = pytest.mark.django_db


def test_a_corrected_name_names_the_certificate_and_the_new_one_bears_the_new_name() -> None:
    certificate = given.certificate()
    row = certificate.enrolment
    request = enrolments.change(Change.NAME, row=row, at=enrolments.AFTER_TERM, name="王秀瑛")

    (effect,) = effects_of_change(request)
    enrolments.grant(request, by=enrolments.county_clerk(), at=enrolments.AFTER_TERM)

    assert certificate.number in effect.lines[0]
    certificate.refresh_from_db()
    assert certificate.said["name"] != "王秀瑛"
    revoke_certificate(certificate=certificate, reason="姓名更正", by=None, now=given.AFTER_TERM)
    row.account.refresh_from_db()
    fresh = reissue_certificate(certificate=certificate, by=None, now=given.AFTER_TERM)
    assert fresh.said["name"] == "王秀瑛"


def test_who_has_no_certificate_hears_nothing_of_one() -> None:
    row = enrolments.enrolment()

    effects = effects_of_change(enrolments.change(Change.NAME, row=row, name="王秀瑛"))

    assert [line for effect in effects for line in effect.lines] == []
