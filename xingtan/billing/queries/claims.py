"""What matching needs to know: bills as claims, and what they have received."""

from collections import defaultdict
from decimal import Decimal

from xingtan.billing.matching import Claim, Ledger
from xingtan.billing.models import Allocation, Bill
from xingtan.organisations.models import SchoolAlias
from xingtan.programmes.models import Programme


def claims_of(programme: Programme) -> list[Claim]:
    """The programme's bills as matching sees them, with aliases and confirmed payer accounts."""
    aliases: defaultdict[int, list[str]] = defaultdict(list)
    for school_id, text in SchoolAlias.objects.filter(school__bills__programme=programme).values_list(
        "school_id", "text"
    ):
        aliases[school_id].append(text)
    accounts = _confirmed_accounts()
    rows = Bill.objects.filter(programme=programme).order_by("pk").values_list(
        "pk", "school_id", "school__division__name", "school__registered_name", "school__full_name",
        "headcount", "amount", "contact", "contact_mobile", "code",
    )  # fmt: skip
    return [
        Claim(
            key=str(pk),
            county=county,
            names=(registered, full, *aliases[school_id]),
            headcount=headcount,
            due=amount,
            contact=contact,
            mobile=str(mobile),
            code=code,
            accounts=frozenset(accounts.get(school_id, ())),
        )
        for pk, school_id, county, registered, full, headcount, amount, contact, mobile, code in rows
    ]


def _confirmed_accounts() -> dict[int, set[str]]:
    """Hashes of payer accounts that a person's live allocation ties to one school and to no other."""
    rows = Allocation.objects.live().filter(is_automatic=False).exclude(line__payer_account_hash="")
    schools: defaultdict[str, set[int]] = defaultdict(set)
    for account, school_id in rows.values_list("line__payer_account_hash", "bill__school_id"):
        schools[account].add(school_id)
    found: defaultdict[int, set[str]] = defaultdict(set)
    for account, owners in schools.items():
        if len(owners) == 1:
            found[next(iter(owners))].add(account)
    return found


def ledger_of(programme: Programme) -> Ledger:
    """What each bill of a programme has received, allocation by allocation."""
    amounts: defaultdict[str, list[Decimal]] = defaultdict(list)
    for bill_id, amount in Allocation.objects.live().filter(bill__programme=programme).values_list("bill_id", "amount"):
        amounts[str(bill_id)].append(amount)
    return Ledger(amounts)
