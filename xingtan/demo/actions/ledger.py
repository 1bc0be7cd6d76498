"""A county that pays for its schools, a bank's fee written off, one rest that waits for a second person, an account that is to change."""

from collections import Counter
from datetime import datetime, timedelta
from decimal import Decimal

from xingtan.accounts.models import Post
from xingtan.billing import actions
from xingtan.billing.models import BankLine, Bill, LineStanding, LineState, Refund
from xingtan.billing.queries import demands_of
from xingtan.billing.statement import Column
from xingtan.demo.actions.money import closing_of, with_balances
from xingtan.demo.logins import PASSWORD
from xingtan.foundation.clock import standing_at
from xingtan.foundation.sheets import write_csv
from xingtan.programmes import actions as programmes
from xingtan.programmes.models import Programme
from xingtan.programmes.rules.payee import Payee

COLUMNS = ("入账之日", "进账", "出账", "结存", "来款方", "来款账户", "备忘", "凭单号码")
"""The words of a small bank: no statement reader knows them, a clerk has explained them once."""
EXPLAINED = {
    0: Column.DATE, 1: Column.CAME_IN, 2: Column.WENT_OUT, 3: Column.BALANCE, 4: Column.PAYER, 5: Column.PAYER_ACCOUNT, 6: Column.TEXT,
    7: Column.SERIAL,
}  # fmt: skip
NEW_PAYEE = Payee("忻州师范学院", "0512040509026499999", "中国工商银行忻州市七一路支行", "102171004066")
FEES = (Decimal("5.00"), Decimal("25.50"))
"""What banks have kept: one within the limit of one person, one above."""


def bring_ledger(*, programme: Programme, clerk: Post, manager: Post, now: datetime) -> None:
    """What became of money after it came; ``manager`` approves the account, ``clerk`` does the rest."""
    paid = now - timedelta(days=5)
    bills = list(Bill.objects.filter(programme=programme, headcount__gt=1).in_state("unpaid").order_by("pk"))
    with standing_at(paid):
        refund = _ask_back(programme, clerk, manager, paid)
        short = bills[: len(FEES)]
        if short:
            _pay_short(short, programme, clerk, paid, refund)
        _let_a_county_pay(bills[len(FEES) :], programme, clerk, paid)
    with standing_at(now - timedelta(hours=20)):
        _ask_for_another_account(programme, clerk, manager, now - timedelta(hours=20))


def _ask_back(programme: Programme, clerk: Post, manager: Post, now: datetime) -> Refund | None:
    """The stranger's money, set aside, goes back: asked for by the clerk, approved by the manager."""
    aside = LineStanding.objects.filter(programme=programme, state=LineState.ASIDE).select_related("line").first()
    if aside is None:
        return None
    payee = {"name": aside.line.payer_name, "account": aside.line.payer_account, "bank": "演示银行"}
    refund = actions.ask_refund(
        line=aside.line, amount=aside.rest, why="not_ours", note="货款误汇", payee=payee, version=aside.version, by=clerk,
        now=now,
    )  # fmt: skip
    return actions.decide_refund(refund=refund, approved=True, words="", by=manager, now=now)


def _pay_short(bills: list[Bill], programme: Programme, clerk: Post, now: datetime, refund: Refund | None) -> None:
    """Two transfers a bank has kept its fee of, which the clerk writes off; and what went back."""
    rows = [] if refund is None else [
        (f"{now:%Y-%m-%d}", "", f"{refund.amount:.2f}", refund.to_name, refund.to_account, "退回误汇货款", f"K{now:%Y%m%d}000000")
    ]  # fmt: skip
    rows += [
        (f"{now:%Y-%m-%d}", f"{bill.amount - fee:.2f}", "", bill.school.registered_name, f"0513{bill.pk:015d}",
         f"{bill.code} {bill.school.registered_name}{bill.headcount}人", f"K{now:%Y%m%d}{bill.serial:06d}")
        for bill, fee in zip(bills, FEES, strict=False)
    ]  # fmt: skip
    actions.remember_layout(programme=programme, header=COLUMNS, meanings=EXPLAINED, by=clerk, now=now)
    content = write_csv(COLUMNS, with_balances(rows, closing_of(programme)))
    prepared = actions.prepare_statement(programme=programme, content=content, name="农商行对账单（二）.csv")
    stored = actions.import_statement(programme=programme, prepared=prepared, by=clerk, now=now)
    actions.match_lines(programme=programme, by=clerk, now=now)
    if refund is not None:
        proof = BankLine.objects.get(statement=stored, is_incoming=False)
        actions.pay_refund(refund=refund, proof=proof, words="", by=clerk, now=now)
    for bill, fee in zip(bills, FEES, strict=False):
        standing = LineStanding.objects.select_related("line").get(
            line__statement=stored, line__payer_name=bill.school.registered_name
        )
        if standing.state == "review":
            share = [(bill, standing.amount)]
            actions.allocate(line=standing.line, shares=share, version=standing.version, by=clerk, now=now)
        actions.write_off(bill=bill, amount=fee, why="bank_fee", note="异地汇款手续费", by=clerk, now=now)


def _let_a_county_pay(bills: list[Bill], programme: Programme, clerk: Post, now: datetime) -> None:
    """The county of which most schools have paid nothing yet."""
    found = Counter(bill.school.division for bill in bills).most_common(1)
    for division, _schools in found:
        actions.set_payer(
            programme=programme, division=division, is_paying=True, reason="县财政为各校统一支付", by=clerk, now=now
        )


def _ask_for_another_account(programme: Programme, clerk: Post, manager: Post, now: datetime) -> None:
    """Approved twenty hours ago: bills still show the old account."""
    for post in (clerk, manager):
        post.account.refresh_from_db()  # passwords were given after the posts
    change = programmes.ask_payee_change(
        programme=programme,
        new=NEW_PAYEE,
        reason="开户网点撤并，账户迁至七一路支行",
        password=PASSWORD,
        by=clerk,
        now=now,
    )
    programmes.decide_payee_change(
        change=change, approved=True, words="已电话向财务处核实", password=PASSWORD, by=manager, now=now
    )


def draw_again(programme: Programme, now: datetime) -> None:
    """Who withdrew or moved since changes his school's bill, as the timer would find a few seconds later."""
    actions.draw_bills(programme=programme, demands=demands_of(programme), by=None, now=now)
