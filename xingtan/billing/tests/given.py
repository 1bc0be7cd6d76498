"""Bills, statements and transfers, made as the house makes them."""

from decimal import Decimal
from itertools import count

from xingtan.accounts.models import Kind, Post
from xingtan.accounts.tests import given as accounts
from xingtan.billing import actions
from xingtan.billing.demand import Demand
from xingtan.billing.models import (
    BankLine,
    Bill,
    CountyBill,
    LineStanding,
    Question,
    Refund,
    Statement,
    StatementLayout,
    WriteOff,
)
from xingtan.billing.statement import Column
from xingtan.foundation import clock
from xingtan.foundation.sheets import write_csv
from xingtan.organisations.models import Division, School
from xingtan.organisations.tests import given as organisations
from xingtan.programmes.actions import load_programme
from xingtan.programmes.models import Programme
from xingtan.programmes.tests import given as programmes

VILLAGES = (
    "李家庄", "张湾", "王城", "赵坪", "孙家沟", "周岭", "吴寨", "郑窑", "冯滩", "陈洼", "杨湾", "朱堡", "秦家坡", "许岔",
    "何塔", "吕峪", "曹营", "严坊", "华泉", "金岗", "魏堰",
)  # fmt: skip
_serials = count(1)
COLUMNS = ("交易日期", "收入金额", "支出金额", "对方户名", "对方账号", "附言", "交易流水号")


def other_programme(code: str = "xinzhou-2021", *, account: str = "") -> Programme:
    """A second programme, collecting on the same account unless another is named."""
    document = programmes.DOCUMENT
    payment = document["payment"] | ({"payee_account": account} if account else {})
    changed = document | {"programme": document["programme"] | {"code": code}, "payment": payment}
    programme, _changed = load_programme(document=changed, by=None)
    return programme


def bill(
    school: School | None = None,
    *,
    heads: int = 30,
    contact: str = "邱欣兰",
    mobile: str = "18360208347",
    programme: Programme | None = None,
) -> Bill:
    """A school's bill over so many teachers; the same school again changes its head count."""
    programme = programme or programmes.programme_2020()
    school = school or organisations.school("东雷乡中心小学")
    others = [
        Demand(each.school_id, each.headcount, each.contact, each.contact_mobile)
        for each in Bill.objects.filter(programme=programme).exclude(school=school)
    ]
    mine = Demand(school.pk, heads, contact, mobile)
    actions.draw_bills(programme=programme, demands=[*others, mine], by=None, now=clock.now())
    return Bill.objects.with_received().get(programme=programme, school=school)


def finance_clerk(programme: Programme | None = None, *, name: str = "") -> Post:
    """Who imports statements and matches transfers."""
    programme = programme or programmes.programme_2020()
    holder = accounts.account(name) if name else None
    return accounts.post(Kind.FINANCE, programme_code=programme.code, holder=holder)


def finance_clerk_as_is() -> Post:
    """A finance clerk of the programme as it stands, none of its readings brought back."""
    return accounts.post(Kind.FINANCE, programme_code=Programme.objects.latest("pk").code)


def row(
    amount: str = "3600.00",
    payer: str = "东雷乡中心小学",
    remark: str = "",
    *,
    day: str = "2020-11-18",
    went_out: bool = False,
    serial: str = "",
) -> list[str]:
    """One line of a statement file."""
    money = ["", amount] if went_out else [amount, ""]
    number = next(_serials)
    return [day, *money, payer, f"0512{number:015d}", remark, serial or f"S{number:06d}"]


def statement_file(*rows: list[str]) -> bytes:
    """A bank's export with these lines."""
    return write_csv(COLUMNS, rows)


def statement(*rows: list[str], programme: Programme | None = None, by: Post | None = None) -> Statement:
    """An imported statement with these lines, not matched yet."""
    programme = programme or programmes.programme_2020()
    prepared = actions.prepare_statement(programme=programme, content=statement_file(*rows), name="对账单.csv")
    return actions.import_statement(programme=programme, prepared=prepared, by=by, now=clock.now())


UNKNOWN_COLUMNS = ("Buchung", "Betrag", "Wer", "Wozu")
"""Words of no bank we know."""


def unknown_statement(*rows: list[str]) -> bytes:
    """A file whose header says nothing to us."""
    return write_csv(UNKNOWN_COLUMNS, [*rows] or [["2020-11-18", "3600.00", "东雷乡中心小学", "30人"]])


def layout(*, programme: Programme | None = None, by: Post | None = None) -> StatementLayout:
    """That header, explained."""
    programme = programme or programmes.programme_2020()
    meanings = {0: Column.DATE, 1: Column.AMOUNT, 2: Column.PAYER, 3: Column.TEXT}
    by = by or finance_clerk(programme)
    return actions.remember_layout(
        programme=programme, header=UNKNOWN_COLUMNS, meanings=meanings, by=by, now=clock.now()
    )


def transfer(
    amount: str = "3600.00",
    payer: str = "某单位",
    remark: str = "培训费",
    *,
    programme: Programme | None = None,
    matched: bool = True,
) -> LineStanding:
    """One imported line; matched, unless told otherwise."""
    programme = programme or programmes.programme_2020()
    stored = statement(row(amount, payer, remark), programme=programme)
    if matched:
        actions.match_lines(programme=programme, by=None, now=clock.now())
    return LineStanding.objects.select_related("line").get(line__statement=stored)


def paid(standing: LineStanding, to: Bill, amount: str, by: Post | None = None) -> LineStanding:
    """A transfer of which a clerk has given an amount to a bill."""
    by = by or finance_clerk(to.programme)
    actions.allocate(
        line=standing.line, shares=[(to, Decimal(amount))], version=standing.version, by=by, now=clock.now()
    )
    standing.refresh_from_db()
    return standing


def question(standing: LineStanding, bill: Bill, *, by: Post | None = None, words: str = "") -> Question:
    """A school asked about a line; it has a contact."""
    if not Post.objects.filter(school=bill.school, kind=Kind.SCHOOL_CONTACT).exists():
        accounts.post(Kind.SCHOOL_CONTACT, school=bill.school)
    asked = actions.ask_school(
        line=standing.line, bill=bill, words=words, version=standing.version, by=by or finance_clerk(bill.programme),
        now=clock.now(),
    )  # fmt: skip
    standing.refresh_from_db()
    return asked


def refund(standing: LineStanding, amount: str = "100.00", *, by: Post | None = None, version: int = 0) -> Refund:
    """So much of a line asked back."""
    payee = {"name": "东雷乡中心小学", "account": "6222020512000012345", "bank": "工行五台支行"}
    return actions.ask_refund(
        line=standing.line, amount=Decimal(amount), why="overpaid", note="", payee=payee,
        version=version or standing.version, by=by or finance_clerk(), now=clock.now(),
    )  # fmt: skip


def line_of(standing: LineStanding) -> BankLine:
    """The bank's line."""
    return standing.line


def write_off(
    bill: Bill, amount: str = "5.00", *, why: str = "bank_fee", note: str = "", by: Post | None = None
) -> WriteOff:
    """So much of a bill not asked for any more."""
    return actions.write_off(
        bill=bill, amount=Decimal(amount), why=why, note=note, by=by or finance_clerk(), now=clock.now()
    )


def county_pays(division: Division, *, programme: Programme | None = None, is_paying: bool = True) -> CountyBill:
    """A county that pays for its schools, or does no longer."""
    return actions.set_payer(
        programme=programme or programmes.programme_2020(), division=division, is_paying=is_paying,
        reason="县财政统一支付", by=finance_clerk(), now=clock.now(),
    )  # fmt: skip


def alike_lines(count: int, *, heads: int = 3) -> list[tuple[LineStanding, Bill]]:
    """Transfers that name a village’s school without its town: the amount agrees, nothing else does, nothing differs."""
    villages = VILLAGES[:count]
    bills = [bill(organisations.school(f"沟南乡{name}小学"), heads=heads, contact="", mobile="") for name in villages]
    rows = [row(f"{heads * 120}.00", "某代理公司", f"{name}小学") for name in villages]
    stored = statement(*rows)
    actions.match_lines(programme=programmes.programme_2020(), by=None, now=clock.now())
    standings = LineStanding.objects.select_related("line").filter(line__statement=stored).order_by("line__row")
    return list(zip(standings, bills, strict=True))
