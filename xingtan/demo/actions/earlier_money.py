"""Last year's programme and its money: paid but for one head, whose fee came this year on the same account."""

from datetime import datetime, timedelta
from decimal import Decimal

from xingtan.accounts import actions as accounts
from xingtan.accounts.models import Kind, Post
from xingtan.billing import actions
from xingtan.billing.models import Bill, LineStanding, Statement
from xingtan.billing.queries import demands_of
from xingtan.demo.actions.money import COLUMNS, OPENING, closing_of, with_balances
from xingtan.foundation.clock import standing_at
from xingtan.foundation.sheets import write_csv
from xingtan.programmes.models import Programme

DAYS_AGO = 290


def remember_last_years_money(*, last: Programme, programme: Programme, clerk: Post, now: datetime) -> None:
    """Last year's bill paid but for one head; the rest came lately and was handed over to last year's queue."""
    began = now - timedelta(days=DAYS_AGO)
    keeper = accounts.give_post(account=clerk.account, kind=Kind.FINANCE, programme_code=last.code, by=None, now=began)
    with standing_at(began):
        actions.draw_bills(programme=last, demands=demands_of(last), by=None, now=began)
        bill = Bill.objects.filter(programme=last, amount__gt=0).select_related("school").first()
        if bill is None:
            return
        one = last.fee_for(1)
        _import(last, bill, bill.amount - one, OPENING - (bill.amount - one), keeper, began)
        actions.match_lines(programme=last, by=keeper, now=began)
    lately = now - timedelta(days=1)
    with standing_at(lately):
        stored = _import(programme, bill, one, closing_of(programme), clerk, lately)
        actions.match_lines(programme=programme, by=clerk, now=lately)
        standing = LineStanding.objects.select_related("line").get(line__statement=stored)
        if standing.state in {"new", "review", "ignored"}:
            actions.hand_over(line=standing.line, to=last, version=standing.version, by=clerk, now=lately)


def _import(
    programme: Programme, bill: Bill, amount: Decimal, opening: Decimal, clerk: Post, now: datetime
) -> Statement:
    """A statement with one transfer for this bill."""
    line = (
        f"{now:%Y-%m-%d}", f"{amount:.2f}", "", bill.school.registered_name, f"0512{bill.pk:015d}",
        f"{bill.code} 补缴上年度培训费", f"E{now:%Y%m%d}{bill.serial:06d}",
    )  # fmt: skip
    content = write_csv(COLUMNS, with_balances([line], opening))
    prepared = actions.prepare_statement(programme=programme, content=content, name=f"到账明细（{now:%Y年%m月}）.csv")
    return actions.import_statement(programme=programme, prepared=prepared, by=clerk, now=now)
