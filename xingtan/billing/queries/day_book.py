"""The day book of a programme's account."""

from decimal import Decimal

from django.db.models import QuerySet

from xingtan.accounts.models import Post
from xingtan.billing.accounting import BookLine, Day, Told, day_book
from xingtan.billing.models import BankLine, LineState, Statement
from xingtan.foundation.clock import ZONE
from xingtan.foundation.yuan import yuan
from xingtan.programmes.models import Programme

NOTHING = Decimal("0.00")


def days_of(programme: Programme | None, post: Post) -> list[Day]:
    """Every bank day with its lines, what became of them, and the running sum; two queries."""
    lines: QuerySet[BankLine] = BankLine.objects.within(post).filter(standing__programme=programme)
    columns = ("booked_at", "is_incoming", "amount", "standing__state", "standing__allocated", "standing__refunding")
    statements = Statement.objects.within(post).filter(programme=programme).order_by("imported_at", "pk")
    told = statements.values_list("begins_on", "ends_on", "opening", "closing")
    return day_book((_line(*row) for row in lines.values_list(*columns)), [Told(*row) for row in told])


def _line(at: object, is_incoming: bool, amount: Decimal, state: str, allocated: Decimal, back: Decimal) -> BookLine:  # noqa: FBT001 - a row
    day = at.astimezone(ZONE).date()  # type: ignore[attr-defined]  # a moment
    amount, allocated, back = yuan(amount), yuan(allocated or 0), yuan(back or 0)
    rest = amount - allocated - back if is_incoming else NOTHING
    is_aside = state in {LineState.ASIDE, LineState.IGNORED}
    return BookLine(
        day, is_incoming, amount, allocated, rest if is_aside else NOTHING, back, NOTHING if is_aside else rest
    )
