"""Issuing certificates over settled results, and revoking one."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.assessment import keys, queries, rules
from xingtan.assessment.actions.results import scheme_for
from xingtan.assessment.errors import AlreadyRevoked, NotSettled
from xingtan.assessment.models import Certificate, CertificateSeries, HoursEntry, Result, new_check_id
from xingtan.audit import actions as audit
from xingtan.enrolment.models import Enrolment
from xingtan.foundation.text import masked_id
from xingtan.organisations.models import School
from xingtan.programmes.models import Programme

BATCH = 500


@transaction.atomic
def issue_certificates(*, programme: Programme, school: School, by: Post | None, now: datetime) -> int:
    """Issue certificates to all of a school who passed and never had one; returns how many.

    A revoked certificate is not replaced by this, only by ``reissue_certificate``. Raises ``NotSettled``.
    """
    if scheme_for(programme).settled_at is None:
        raise NotSettled()
    results = list(queries.passed_without_certificate(programme, school))
    if results:
        _issue(results, by, now)
        audit.record("issue_certificates", by=by, about=school, programme=programme.code, issued=len(results))
    return len(results)


@transaction.atomic
def reissue_certificate(*, certificate: Certificate, by: Post | None, now: datetime) -> Certificate:
    """Issue a new certificate, with a new number, in place of a revoked one; a second time gives the same."""
    enrolment = certificate.enrolment
    valid: Certificate | None = Certificate.objects.filter(enrolment=enrolment, revoked_at__isnull=True).first()
    if valid is not None:
        return valid
    results = list(queries.settled_passes().filter(enrolment=enrolment))
    if not results:
        raise NotSettled()
    (issued,) = _issue(results, by, now)
    audit.record("reissue_certificate", by=by, about=issued, instead_of=certificate.number)
    return issued


@transaction.atomic
def revoke_certificate(*, certificate: Certificate, reason: str, by: Post | None, now: datetime) -> Certificate:
    """Say that a certificate no longer holds, and why; the public check page shows it at once."""
    row: Certificate = Certificate.objects.select_for_update().get(pk=certificate.pk)
    if row.revoked_at is not None:
        raise AlreadyRevoked(on=row.revoked_at.date().isoformat())
    row.revoked_at, row.revoked_because = now, reason.strip()[:200]
    row.save(update_fields=["revoked_at", "revoked_because"])
    audit.record("revoke_certificate", by=by, about=row, number=row.number, reason=row.revoked_because)
    return row


def _issue(results: Sequence[Result], by: Post | None, now: datetime) -> list[Certificate]:
    hours = queries.ledger_hours([result.enrolment_id for result in results])
    year, last = now.year, _draw_serials(now.year, len(results))
    seed = keys.signing_seed()
    issued = []
    for serial, result in enumerate(results, start=last + 1):
        number = rules.certificate_number(year, serial)
        statement = _statement(result, hours[result.enrolment_id], number, now)
        payload = rules.canonical(statement)
        issued.append(
            Certificate(
                public_id=statement.public_id,
                number=number,
                enrolment_id=result.enrolment_id,
                payload=payload.decode(),
                signature=rules.sign(payload, seed),
                key=keys.signing_key_name(),
                issued_at=now,
                issued_by=by,
            )
        )
    return list(Certificate.objects.bulk_create(issued, batch_size=BATCH))


def _draw_serials(year: int, count: int) -> int:
    """Take ``count`` serials of the year; returns the one before the first. The row is the lock."""
    CertificateSeries.objects.get_or_create(year=year)
    series = CertificateSeries.objects.select_for_update().get(year=year)
    before = series.last_serial
    series.last_serial = before + count
    series.save(update_fields=["last_serial"])
    return before


def _statement(result: Result, hours: dict[str, Decimal], number: str, now: datetime) -> rules.Statement:
    enrolment: Enrolment = result.enrolment
    programme, account = enrolment.programme, enrolment.account
    return rules.Statement(
        number=number,
        public_id=new_check_id(),
        name=account.name,
        masked_id=masked_id(account.id_number) if account.id_number else "",
        unit=enrolment.school.full_name,
        project=programme.title,
        issuer=programme.undertaking_institution,
        starts_on=programme.term_starts_on,
        ends_on=programme.term_ends_on,
        online_hours=hours[HoursEntry.Kind.ONLINE],
        school_based_hours=hours[HoursEntry.Kind.SCHOOL_BASED],
        result=result.outcome,
        issued_on=now.date(),
    )
