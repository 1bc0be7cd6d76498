"""Bills, a bank statement as schools really pay, and what a clerk has decided so far."""

import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from xingtan.accounts.models import Post
from xingtan.billing import actions
from xingtan.billing.models import Bill, LineStanding, SetAside, Statement
from xingtan.billing.queries import demands_of
from xingtan.demo.actions.asking import STRANGER, ask_schools
from xingtan.demo.actions.rosters import Class
from xingtan.demo.plan import Payment
from xingtan.foundation.clock import standing_at
from xingtan.foundation.sheets import write_csv
from xingtan.programmes.models import Programme

COLUMNS = ("交易日期", "收入金额", "支出金额", "余额", "对方户名", "对方账号", "附言", "交易流水号")
OPENING = Decimal("186420.55")
"""What lay in the account before the first line."""
_TREASURY = "国库支付中心"


def bring_money(
    classes: list[Class], *, programme: Programme, clerk: Post, now: datetime, chance: random.Random
) -> None:
    """Draw the bills, import the statement of the last weeks, match it, and decide one line by hand."""
    drawn, paid = now - timedelta(days=20), now - timedelta(days=6)
    with standing_at(drawn):
        actions.draw_bills(programme=programme, demands=demands_of(programme), by=None, now=drawn)
    lines = sorted(_lines(classes, programme, drawn, chance))
    content = write_csv(COLUMNS, with_balances(lines, OPENING))
    with standing_at(paid):
        prepared = actions.prepare_statement(programme=programme, content=content, name="到账明细.csv")
        actions.import_statement(programme=programme, prepared=prepared, by=clerk, now=paid)
        actions.match_lines(programme=programme, by=clerk, now=paid)
        _decide_one(programme, clerk, paid)
        ask_schools(classes, programme=programme, clerk=clerk, now=paid)


def with_balances(lines: Sequence[tuple[str, ...]], opening: Decimal) -> list[list[str]]:
    """Each line with what lies in the account after it, behind what came in and went out."""
    balance, rows = opening, []
    for day, came_in, went_out, *rest in lines:
        balance += Decimal(came_in or 0) - Decimal(went_out or 0)
        rows.append([day, came_in, went_out, f"{balance:.2f}", *rest])
    return rows


def closing_of(programme: Programme) -> Decimal:
    """What lies in the account after the last statement."""
    last = (
        Statement.objects.filter(programme=programme).order_by("-ends_on", "-pk").values_list("closing", flat=True)[0]
    )
    return last or Decimal(0)


def _lines(
    classes: list[Class], programme: Programme, since: datetime, chance: random.Random
) -> Iterator[tuple[str, ...]]:
    """One transfer for each school that paid, as its accountant wrote it, and three that are not clearly anybody's."""
    bills = {bill.school_id: bill for bill in Bill.objects.filter(programme=programme)}
    serial = 0
    for serial, each in enumerate(classes, start=1):
        bill = bills.get(each.school.pk)
        if bill is None or each.plan.payment is Payment.NOTHING:
            continue
        day = since + timedelta(days=1 + serial % 12)
        yield _line(
            day, _amount(bill.amount, each.plan.payment, programme), _payer(each), _remark(each, bill, chance), serial
        )
    yield _line(since + timedelta(days=12), Decimal("36.18"), "", "利息划入", serial + 1)
    yield _line(since + timedelta(days=12), programme.fee_for(10), "某商贸有限公司", "货款", serial + 2)
    yield _line(since + timedelta(days=12), programme.fee_for(2), STRANGER, "教师培训费", serial + 3)


def _line(day: datetime, amount: Decimal, payer: str, remark: str, serial: int) -> tuple[str, ...]:
    return (f"{day:%Y-%m-%d}", f"{amount:.2f}", "", payer, f"0512{serial:015d}", remark, f"D{day:%Y%m%d}{serial:06d}")


def _amount(due: Decimal, payment: Payment, programme: Programme) -> Decimal:
    one = programme.fee_for(1)
    return {Payment.SHORT: max(one, due - one), Payment.OVER: due + one}.get(payment, due)


def _payer(each: Class) -> str:
    if each.plan.payment is Payment.UNREADABLE:
        return f"{each.school.division.name}{_TREASURY}"
    return each.school.registered_name


def _remark(each: Class, bill: Bill, chance: random.Random) -> str:
    """The notice's wording, a short one, or nothing that helps."""
    if each.plan.payment is Payment.UNREADABLE:
        return "教师培训费"
    county, name, heads = each.school.division.name, each.school.registered_name, bill.headcount
    contact = each.contact.account
    whole = f"{'' if name.startswith(county) else county}{name}，{heads}人，{contact.name}{contact.mobile}"
    return chance.choice((whole, whole, f"{name}{heads}人培训费"))


def _decide_one(programme: Programme, clerk: Post, now: datetime) -> None:
    """The clerk has set the stranger's money aside."""
    stranger = (
        LineStanding.objects.filter(programme=programme, line__payer_name="某商贸有限公司")
        .select_related("line")
        .first()
    )
    if stranger and stranger.state == "review":
        actions.set_aside(
            line=stranger.line,
            why=SetAside.Why.OTHER_INCOME,
            note="与培训无关，已转出纳。",
            version=stranger.version,
            by=clerk,
            now=now,
        )
