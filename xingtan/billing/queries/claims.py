"""What matching needs to know: bills as claims with what decisions taught, vouchers, and what bills have received."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from xingtan.billing.matching import Claim, Decided, Ledger, Voucher, with_lessons
from xingtan.billing.models import Allocation, BankLine, Bill, CountyBill
from xingtan.billing.queries.vouchers import voucher_evidence
from xingtan.foundation.clock import ZONE
from xingtan.organisations.models import SchoolAlias
from xingtan.programmes.models import Programme

_CHUNK = 500


def claims_of(programme: Programme) -> list[Claim]:
    """The programme's bills as matching sees them, with aliases and what was learnt from decisions."""
    aliases: defaultdict[int, list[str]] = defaultdict(list)
    for school_id, text in SchoolAlias.objects.filter(school__bills__programme=programme).values_list(
        "school_id", "text"
    ):
        aliases[school_id].append(text)
    bills: Any = Bill.objects.filter(programme=programme).with_received()
    rows = bills.order_by("pk").values_list(
        "pk", "school_id", "school__division__name", "school__registered_name", "school__full_name",
        "headcount", "amount", "written_off", "contact", "contact_mobile", "code",
    )  # fmt: skip
    claims, keys = [], {}
    for pk, school_id, county, registered, full, headcount, amount, forgone, contact, mobile, code in rows:
        keys[school_id] = str(pk)
        names = (registered, full, *aliases[school_id])
        claims.append(Claim(str(pk), county, names, headcount, amount - forgone, contact, str(mobile), code))
    return with_lessons(claims, _decided(keys), region_of(programme))


def region_of(programme: Programme) -> list[str]:
    """What may stand before a county: the name of the division that decided the programme, long and short."""
    owner = programme.owner_division
    return [name for name in (owner.name, owner.short_name) if name]


def county_codes_of(programme: Programme) -> dict[str, str]:
    """The payment codes of counties that pay, or paid, for their schools, each with its county's name (A06)."""
    return dict(CountyBill.objects.filter(programme=programme).values_list("code", "division__name"))


def _decided(keys: Mapping[int, str]) -> Iterator[Decided]:
    """Every transfer that is booked now, in any programme; ``keys`` are the claims' keys by school."""
    rows = Allocation.objects.live().order_by("line_id").values_list(
        "line_id", "bill__school_id", "is_automatic", "line__payer_name", "line__payer_account_hash"
    )  # fmt: skip
    lines: dict[int, tuple[set[str], set[bool], str, str]] = {}
    for line_id, school_id, is_automatic, payer, account in rows:
        owners, ways, *_ = lines.setdefault(line_id, (set(), set(), payer, account))
        owners.add(keys.get(school_id, f"school {school_id}"))
        ways.add(is_automatic)
    by_person = [line_id for line_id, (_, ways, *_) in lines.items() if ways == {False}]
    remarks = _remarks(by_person)
    for line_id, (owners, ways, payer, account) in lines.items():
        yield Decided(frozenset(owners), ways == {False}, payer, account, remarks.get(line_id, ""))


def _remarks(lines: list[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for start in range(0, len(lines), _CHUNK):
        rows = BankLine.objects.filter(pk__in=lines[start : start + _CHUNK]).values_list("pk", "remark")
        found.update((pk, str(remark)) for pk, remark in rows)
    return found


def vouchers_of_claims(programme: Programme) -> list[Voucher]:
    """The vouchers that speak for the programme's bills, as matching sees them (R54)."""
    return [
        Voucher(
            bill=each.bill,
            numbers=frozenset(filter(None, (each.receipt_number, each.serial))),
            amount=each.amount,
            paid_on=each.at.astimezone(ZONE).date() if each.at else None,
            payer_account=each.payer_account_hash,
        )
        for each in voucher_evidence(programme)
    ]


def ledger_of(programme: Programme) -> Ledger:
    """What each bill of a programme has received, allocation by allocation."""
    amounts: defaultdict[str, list[Decimal]] = defaultdict(list)
    for bill_id, amount in Allocation.objects.live().filter(bill__programme=programme).values_list("bill_id", "amount"):
        amounts[str(bill_id)].append(amount)
    return Ledger(amounts)
