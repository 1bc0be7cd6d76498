"""Who pays: each school, or its county for all of them; and why a school sent money twice (A06, R49)."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from xingtan.accounts.models import Kind, Post
from xingtan.audit import actions as audit
from xingtan.billing.errors import (
    CountyMayNotPay,
    NoBillsInCounty,
    NotASecondRemittance,
    PayerAsBefore,
    ReasonMissing,
)
from xingtan.billing.models import BankLine, Bill, CountyBill, PayerSwitch, SecondRemittance
from xingtan.billing.payment_code import FIRST_OF_COUNTIES, code_for
from xingtan.billing.queries.payers import unexplained_lines
from xingtan.organisations import actions as organisations
from xingtan.organisations.models import Division
from xingtan.programmes.models import Programme

_WORDS = 200


@transaction.atomic
def set_payer(
    *, programme: Programme, division: Division, is_paying: bool, reason: str, by: Post, now: datetime
) -> CountyBill:
    """Let a county pay for its schools, or each school for itself again.

    Nothing that has arrived moves: it stands with the schools, and the new payer is asked for what is
    still missing. Raises ``CountyMayNotPay``, ``NoBillsInCounty``, ``PayerAsBefore``, ``ReasonMissing``.
    """
    programme = Programme.objects.select_for_update().select_related("owner_division").get(pk=programme.pk)
    if not programme.reading("A06", "county_may_pay"):
        raise CountyMayNotPay()
    if not reason.strip():
        raise ReasonMissing()
    schools = list(Bill.objects.filter(programme=programme, school__division=division).values_list("school", flat=True))
    if not schools:
        raise NoBillsInCounty(county=division.name)
    standing = CountyBill.objects.filter(programme=programme, division=division).first()
    if (standing.is_paying if standing else False) == is_paying:
        raise PayerAsBefore(county=division.name)
    bill = standing or _drawn(programme, division, now)
    bill.is_paying = is_paying
    bill.save()
    PayerSwitch.objects.create(
        county_bill=bill, is_paying=is_paying, reason=reason.strip()[:_WORDS], by=str(by)[:_WORDS], at=now
    )
    organisations.note_change(schools, now)
    audit.record("set_payer", by=by, about=bill, county=division.code, is_paying=is_paying)
    return bill


def _drawn(programme: Programme, division: Division, now: datetime) -> CountyBill:
    """A county's bill with a code of its own and its administrator as contact."""
    last = CountyBill.objects.aggregate(last=Max("serial"))["last"] or FIRST_OF_COUNTIES - 1
    posts = Post.objects.filter(kind=Kind.COUNTY_ADMIN, is_active=True, division=division)
    contact = posts.select_related("account").order_by("pk").first()
    return CountyBill(
        programme=programme, division=division, serial=last + 1, code=code_for(last + 1), drawn_at=now,
        contact=contact.account.name if contact else "", contact_mobile=contact.account.mobile if contact else "",
    )  # fmt: skip


@transaction.atomic
def explain_second_remittance(
    *, bill: Bill, line: BankLine, why: str, words: str, by: Post, now: datetime
) -> SecondRemittance:
    """Say why a further transfer came for a bill (R49). Raises ``NotASecondRemittance``, ``ReasonMissing``."""
    Bill.objects.select_for_update().get(pk=bill.pk)
    if why == SecondRemittance.Why.OTHER and not words.strip():
        raise ReasonMissing()
    if line.pk not in {row.pk for row in unexplained_lines(bill)}:
        raise NotASecondRemittance()
    row: SecondRemittance = SecondRemittance.objects.create(
        bill=bill, line=line, why=why, words=words.strip()[:_WORDS], by=str(by)[:_WORDS], at=now
    )
    audit.record("explain_second_remittance", by=by, about=bill, line=line.public_id, why=why)
    return row
