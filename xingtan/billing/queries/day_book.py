"""The day book of a programme's account."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q

from xingtan.accounts.models import Post
from xingtan.billing.accounting import BookLine, Day, Told, day_book
from xingtan.billing.models import BankLine, LineState, Statement
from xingtan.foundation.clock import ZONE
from xingtan.foundation.yuan import yuan
from xingtan.programmes.models import Programme

NOTHING = Decimal("0.00")
_COLUMNS = (
    "booked_at",
    "is_incoming",
    "amount",
    "standing__programme",
    "standing__state",
    "standing__allocated",
    "standing__refunding",
)


def days_of(programme: Programme | None, post: Post) -> list[Day]:
    """Every bank day with its lines, what became of them, and the running sum; at most four queries.

    The balance is the account's: where programmes collect on one account, lines in another's queue count as well, or
    no closing balance would agree. Of those only the sum of the day is told.
    """
    mine = BankLine.objects.within(post).filter(standing__programme=programme)
    own = Statement.objects.within(post).filter(programme=programme)
    if programme is None or not (own.exists() or mine.exists()):
        return []
    on_account = Programme.objects.filter(Q(pk=programme.pk) | Q(payee_account=programme.payee_account)).values("pk")
    lines = BankLine.objects.filter(Q(programme__in=on_account) | Q(standing__programme=programme))
    statements = Statement.objects.filter(programme__in=on_account).order_by("imported_at", "pk")
    told = statements.values_list("begins_on", "ends_on", "opening", "closing")
    rows: Any = lines.values_list(*_COLUMNS)
    return day_book((_line(programme.pk, *row) for row in rows), [Told(*row) for row in told])


def _line(own: int, at: datetime, is_incoming: bool, amount: Decimal, stands_with: int, *standing: Any) -> BookLine:  # noqa: FBT001 - a row
    day, amount = at.astimezone(ZONE).date(), yuan(amount)
    if stands_with != own:
        return BookLine(day, is_incoming, amount, elsewhere=amount if is_incoming else NOTHING)
    state, allocated, back = standing[0], yuan(standing[1] or 0), yuan(standing[2] or 0)
    rest = amount - allocated - back if is_incoming else NOTHING
    is_aside = state in {LineState.ASIDE, LineState.IGNORED}
    return BookLine(
        day, is_incoming, amount, allocated, rest if is_aside else NOTHING, back, NOTHING if is_aside else rest
    )
