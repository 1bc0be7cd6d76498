"""Every kind of transfer, one function each: its name is the category."""

import random
from collections.abc import Callable
from decimal import Decimal

from xingtan.billing.tests.invented.things import (
    COUNTIES,
    FEE,
    SHAPE,
    SOUND,
    TRADITIONAL,
    VILLAGES,
    Bill,
    Line,
    person,
)


class Inventor:
    """Makes the lines of each category, taking a bill no line has used before."""

    def __init__(self, chance: random.Random, bills: list[Bill]) -> None:
        self.chance = chance
        self.bills = bills
        self._fresh = [bill for bill in bills if bill.school != "希望小学"]
        chance.shuffle(self._fresh)

    def make(self, category: str) -> list[Line]:
        """Lines of one category; none when no suitable bill is left."""
        try:
            made = getattr(self, "_" + category)()
        except LookupError:
            return []
        lines = made if isinstance(made, list) else [made]
        for line in lines:
            line.category = category
            line.account = line.account or f"0512{self.chance.randrange(10**15):015d}"
        return lines

    def repeats(self, lines: list[Line]) -> list[Line]:
        """Some settled bills are paid again."""
        clean = [line for line in lines if line.category == "prescribed"][:6]
        return [
            Line("paid_again", first.amount, first.payer, first.remark, "review", suggestion=first.shares[0][0])
            for first in clean
        ]

    def _take(self, wanted: Callable[[Bill], bool] = lambda _bill: True) -> Bill:
        place = next((i for i, bill in enumerate(self._fresh) if wanted(bill)), None)
        if place is None:
            raise LookupError
        return self._fresh.pop(place)

    def _auto(self, bill: Bill, payer: str, remark: str, amount: int | str | None = None) -> Line:
        paid = Decimal(bill.due if amount is None else amount)
        return Line("", paid, payer, remark, "auto", [(bill.bill, min(paid, Decimal(bill.due)))], bill.bill)

    def _review(self, payer: str, remark: str, amount: int | str, suggestion: str = "") -> Line:
        return Line("", Decimal(amount), payer, remark, "review", suggestion=suggestion)

    def _who(self, bill: Bill) -> str:
        return f"{bill.headcount}人，{bill.contact}{bill.mobile}"

    # What is certain

    def _prescribed(self) -> Line:
        bill = self._take()
        return self._auto(bill, bill.school, f"{bill.full}，{self._who(bill)}")

    def _with_province(self) -> Line:
        bill = self._take()
        return self._auto(bill, "山西省忻州市" + bill.full, f"山西省忻州市{bill.full}{bill.headcount}人培训费")

    def _by_code(self) -> Line:
        bill = self._take(lambda b: bool(b.code))
        return self._auto(bill, bill.school, bill.code)

    def _code_and_heads(self) -> Line:
        bill = self._take(lambda b: bool(b.code))
        return self._auto(bill, bill.contact, f"{bill.code}{bill.headcount}人")

    def _code_one_wrong(self) -> Line:
        bill = self._take(lambda b: bool(b.code))
        at = self.chance.randrange(6)
        wrong = bill.code[:at] + ("A" if bill.code[at] != "A" else "C") + bill.code[at + 1 :]
        return self._auto(bill, bill.school, f"{wrong} {bill.school}")

    def _code_swapped(self) -> Line:
        bill = self._take(lambda b: bool(b.code) and b.code[1] != b.code[2])
        wrong = bill.code[0] + bill.code[2] + bill.code[1] + bill.code[3:]
        return self._auto(bill, bill.full, f"{wrong} {bill.headcount}人")

    def _chinese_heads(self) -> Line:
        bill = self._take(lambda b: 10 < b.headcount < 20)
        return self._auto(
            bill, bill.school, f"{bill.full} 十{'零一二三四五六七八九'[bill.headcount - 10]}人 {bill.contact}"
        )

    def _glued_numbers(self) -> Line:
        bill = self._take()
        return self._auto(bill, bill.school, f"{bill.full}{bill.headcount}{bill.mobile}")

    def _grouped_mobile(self) -> Line:
        bill = self._take()
        m = bill.mobile
        return self._auto(bill, bill.contact, f"{bill.full} {bill.contact} {m[:3]}-{m[3:7]}-{m[7:]}")

    def _traditional(self) -> Line:
        bill = self._take()
        return self._auto(
            bill, bill.school.translate(TRADITIONAL), f"{bill.full}，{self._who(bill)}".translate(TRADITIONAL)
        )

    def _by_ear(self) -> Line:
        bill = self._take(lambda b: b.school.translate(SOUND) != b.school and b.county not in b.school)
        return self._auto(bill, bill.contact, f"{bill.county}{bill.school.translate(SOUND)}，{self._who(bill)}")

    def _misspelt(self) -> Line:
        bill = self._take(lambda b: any(sign in SHAPE for sign in b.school[:3]) and b.county not in b.school)
        wrong = "".join(SHAPE.get(sign, sign) for sign in bill.school[:3]) + bill.school[3:]
        return self._auto(bill, bill.contact, f"{bill.county}{wrong}，{self._who(bill)}")

    def _without_town(self) -> Line:
        bill = self._take(lambda b: any(v in b.school for v in VILLAGES))
        village = next(v for v in VILLAGES if v in bill.school)
        return self._auto(bill, bill.contact, f"{bill.county}{village}小学 {self._who(bill)}")

    def _short_ordinal(self) -> Line:
        bill = self._take(lambda b: "第" in b.school and b.school.endswith(("中学", "小学")))
        stem = bill.county[:-1] if len(bill.county) > 2 and bill.county != COUNTIES[-1] else bill.county
        short = bill.school.removeprefix(bill.county)
        return self._auto(bill, bill.school, f"{stem}{short[1]}{short[2]} {bill.headcount}人")

    def _paid_by_contact(self) -> Line:
        bill = self._take()
        return self._auto(bill, bill.contact, f"教师培训费{bill.headcount}人 {bill.contact}{bill.mobile}")

    def _paid_by_treasury(self) -> Line:
        bill = self._take()
        return self._auto(bill, f"{bill.county}财政国库支付中心", f"{bill.full} 全员培训费 {bill.headcount}人")

    def _paid_by_union_school(self) -> Line:
        bill = self._take(lambda b: any(v in b.school for v in VILLAGES))
        town = next(
            bill.school[:i] for i in range(2, len(bill.school)) if any(bill.school[i:].startswith(v) for v in VILLAGES)
        )
        return self._auto(bill, town + "联合学校", f"{bill.full}，{self._who(bill)}")

    def _postal_savings(self) -> Line:
        bill = self._take()
        line = self._auto(bill, bill.school, f"{bill.full}，{self._who(bill)}")
        line.bank = "中国邮政储蓄银行股份有限公司"
        return line

    def _less_bank_fee(self) -> Line:
        bill = self._take()
        return self._auto(bill, bill.school, f"{bill.full}，{self._who(bill)}", f"{bill.due - 5}.50")

    def _too_much(self) -> Line:
        bill = self._take()
        heads = bill.headcount + self.chance.randint(1, 4)
        return self._auto(bill, bill.school, f"{bill.full}，{heads}人，{bill.contact}{bill.mobile}", heads * FEE)

    def _in_parts(self) -> list[Line]:
        bill = self._take(lambda b: b.headcount > 5)
        first = bill.headcount // 3
        return [
            self._auto(bill, bill.school, f"{bill.full}，{heads}人，{bill.contact}{bill.mobile}", heads * FEE)
            for heads in (first, bill.headcount - first)
        ]

    def _for_two_schools(self) -> Line:
        one = self._take(lambda b: b.county not in b.school)
        other = self._take(lambda b: b.county == one.county and b.county not in b.school)
        shares = [(one.bill, Decimal(one.due)), (other.bill, Decimal(other.due))]
        remark = f"{one.county}{one.school}{one.headcount}人、{other.school}{other.headcount}人培训费"
        return Line("", Decimal(one.due + other.due), f"{one.county}教育局", remark, "auto", shares, one.bill)

    # What a person must see

    def _sibling_not_listed(self) -> Line:
        county = self.chance.choice(COUNTIES[:-1])
        kind = self.chance.choice(("小学", "中学", "幼儿园"))
        name = f"{county}第{self.chance.choice('四五六七八九')}{kind}"
        heads = self.chance.randint(3, 60)
        return self._review(name, f"{name}，{heads}人，{person(self.chance)}13900000000", heads * FEE)

    def _sibling_with_fitting_sum(self) -> Line:
        bill = self._take(lambda b: "第二小学" in b.school)
        name = f"{bill.county}第三小学"
        return self._review(name, f"{name} {bill.headcount}人", bill.due)

    def _sibling_village(self) -> Line:
        bill = self._take(lambda b: any(v in b.school for v in VILLAGES))
        village = next(v for v in VILLAGES if v in bill.school)
        name = bill.full.replace(village, self.chance.choice(("石坡", "羊圈", "黑水")))
        return self._review(name, f"{name}，{bill.headcount}人", bill.due)

    def _sibling_kind(self) -> Line:
        bill = self._take(lambda b: any(v in b.school for v in VILLAGES))
        name = bill.full.removesuffix("小学") + "幼儿园"
        return self._review(name, f"{name}，{bill.headcount}人", bill.due)

    def _attached_kindergarten(self) -> Line:
        bill = self._take(lambda b: b.school.endswith("小学"))
        name = bill.full + "附属幼儿园"
        return self._review(name, f"{name}，{bill.headcount}人", bill.due)

    def _wrong_county(self) -> Line:
        bill = self._take(
            lambda b: (
                b.county not in b.school and not any(o.school == b.school and o.county != b.county for o in self.bills)
            )
        )
        other = next(c for c in COUNTIES if c != bill.county)
        return self._review(bill.school, f"{other}{bill.school}，{bill.headcount}人", bill.due)

    def _scenic_area(self) -> Line:
        bill = self._take(
            lambda b: (
                b.county == "五台县"
                and b.county not in b.school
                and not any(o.school == b.school and o.county == COUNTIES[-1] for o in self.bills)
            )
        )
        return self._review(bill.school, f"五台山{bill.school}，{bill.headcount}人", bill.due)

    def _mobile_of_other(self) -> Line:
        bill, other = self._take(), self._take()
        return self._review(bill.school, f"{bill.full}，{bill.headcount}人，{other.mobile}", bill.due)

    def _payer_and_remark_differ(self) -> Line:
        bill = self._take(lambda b: "第" in b.school)
        other = self._take(lambda b: "第" in b.school and b.county != bill.county)
        return self._review(bill.full, f"{other.full}培训费", self.chance.randint(61, 80) * FEE)

    def _returned(self) -> Line:
        bill = self._take()
        return self._review(bill.school, f"退汇 {bill.full}，{self._who(bill)}", bill.due, bill.bill)

    def _sent_back(self) -> Line:
        bill = self._take()
        line = self._review(bill.full, f"{bill.full}培训费 账号户名不符退回", bill.due, bill.bill)
        line.direction = "debit"
        return line

    def _by_post(self) -> Line:
        bill = self._take()
        line = self._review("中国邮政集团公司邮政汇兑", f"{bill.full}，{self._who(bill)}", bill.due, bill.bill)
        line.bank = "邮政汇兑"
        return line

    def _other_purpose(self) -> Line:
        bill = self._take()
        return self._review(bill.full, self.chance.choice(("教材款", "购图书", "校服押金")), bill.due, bill.bill)

    def _amount_alone(self) -> Line:
        bill = self._take()
        return self._review(person(self.chance), "培训费", bill.due)

    def _namesake_without_county(self) -> Line:
        return self._review("希望小学", "希望小学培训费", 77 * FEE)

    def _heads_and_money_of_nobody(self) -> Line:
        return self._review("某某文化传播有限公司", "全员培训费 88人", 88 * FEE)

    def _county_sum_differs(self) -> Line:
        county = self.chance.choice(COUNTIES)
        return self._review(f"{county}教育局", f"{county}12所学校345人培训费", 345 * FEE)

    def _unlisted_beside_listed(self) -> Line:
        bill = self._take(lambda b: any(v in b.school for v in VILLAGES))
        return self._review(bill.full, f"{bill.full}及黑水教学点共{bill.headcount}人", bill.due, bill.bill)

    # What is no matter

    def _interest(self) -> Line:
        return Line("", Decimal("312.07"), "", "结息", "ignore")

    def _outgoing(self) -> Line:
        return Line("", Decimal(26000), "某文化传媒有限公司", "付课程制作费", "ignore", direction="debit")


CATEGORIES = tuple(
    name.removeprefix("_")
    for name, made in vars(Inventor).items()
    if name.startswith("_")
    and not name.startswith("__")
    and callable(made)
    and name not in {"_take", "_auto", "_review", "_who"}
)
LATE = frozenset({"county_sum_differs"})
