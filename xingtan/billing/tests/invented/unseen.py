"""Kinds of transfer whose owner is certain, other than the shared sample's and those of ``kinds``."""

from collections.abc import Callable
from decimal import Decimal

from pypinyin import lazy_pinyin

from xingtan.billing.tests.invented import slips
from xingtan.billing.tests.invented.kinds import Inventor
from xingtan.billing.tests.invented.things import FEE, Bill, Line

_STEM_ENDS = ("县", "区", "市")
_TOWN_SIGNS = ("乡", "镇", "街道")


def bare_school(bill: Bill) -> str:
    """The name without its county."""
    return bill.school.removeprefix(bill.county)


def has_town(bill: Bill) -> bool:
    """Whether the name begins with a town."""
    return any(sign in bare_school(bill)[1:6] for sign in _TOWN_SIGNS)


def stem(county: str) -> str:
    """忻府 of 忻府区; 代县 stays."""
    return county[:-1] if len(county) > 2 and county.endswith(_STEM_ENDS) else county


class Certain(Inventor):
    """What a careful clerk books at once."""

    def _alone(self, wanted: Callable[[Bill], bool] = lambda _bill: True) -> Bill:
        """A bill whose name no other county has."""
        return self._take(lambda b: wanted(b) and self.count[bare_school(b)] == 1)

    @property
    def count(self) -> dict[str, int]:
        """How many bills have a name, counties left out."""
        if not hasattr(self, "_count"):
            self._count: dict[str, int] = {}
            for bill in self.bills:
                self._count[bare_school(bill)] = self._count.get(bare_school(bill), 0) + 1
        return self._count

    def _mobile_first(self) -> Line:
        b = self._take()
        return self._auto(b, b.contact, f"{b.mobile}{b.contact} {b.full} {b.headcount}人 培训")

    def _without_marks(self) -> Line:
        b = self._take()
        return self._auto(b, b.school, f"{b.full}{b.headcount}人{b.contact}{b.mobile}")

    def _slashes(self) -> Line:
        b = self._take()
        return self._auto(b, b.school, f"{b.county}/{bare_school(b)}/{b.headcount}/{b.contact}/{b.mobile}")

    def _labels(self) -> Line:
        b = self._take()
        return self._auto(
            b, b.school,
            f"学校名称：{b.full} 缴费总人数：{b.headcount} 联系人：{b.contact} 手机：{b.mobile}",
        )  # fmt: skip

    def _numeral(self) -> Line:
        b = self._take(lambda b: b.headcount > 10)
        return self._auto(b, b.school, f"{b.full}{slips.numeral(b.headcount)}名教师培训费 {b.contact}")

    def _great_numeral(self) -> Line:
        b = self._take(lambda b: b.headcount > 10)
        return self._auto(b, "", f"{b.full} 共{slips.great_numeral(b.headcount)}人 {b.mobile}")

    def _in_a_sentence(self) -> Line:
        b = self._take()
        return self._auto(b, b.school, f"现缴纳{b.full}2020年全员培训费，共{b.headcount}位教师，{b.contact}")

    def _all_traditional(self) -> Line:
        b = self._take()
        return self._auto(b, slips.traditional(b.full), slips.traditional(f"{b.full}，{self._who(b)}"))

    def _all_wide(self) -> Line:
        b = self._take()
        return self._auto(b, b.school, slips.wide(f"{b.full},{b.headcount}人,{b.contact}{b.mobile}"))

    def _heard(self) -> Line:
        b = self._take(has_town)
        name = bare_school(b)
        wrong = slips.by_ear(self.chance, name, range(2))
        return self._auto(b, b.contact, f"{b.county}{wrong}，{self._who(b)}")

    def _heard_by_treasury(self) -> Line:
        b = self._take(has_town)
        wrong = slips.by_ear(self.chance, bare_school(b), range(2))
        return self._auto(b, f"{b.county}会计核算中心", f"{b.county}{wrong}{b.headcount}人{b.contact}{b.mobile}")

    def _in_pinyin(self) -> Line:
        b = self._take()
        name = "".join(lazy_pinyin(b.full))
        return self._auto(b, b.school, f"{name} {b.headcount}ren")

    def _one_lost(self) -> Line:
        b = self._take(has_town)
        name = bare_school(b)
        return self._auto(b, b.contact, f"{b.county}{name[0]}{name[2:]}，{self._who(b)}")

    def _number_school(self) -> Line:
        b = self._take(lambda b: "第" in b.school and b.school.rstrip("校").endswith(("中学", "小学")))
        name = bare_school(b)
        return self._auto(b, b.contact, f"{stem(b.county)}{name[1]}{name[2]} {self._who(b)}")

    def _number_in_digits(self) -> Line:
        b = self._take(lambda b: "第" in b.school)
        name = bare_school(b)
        digit = "零一二三四五六七八九".index(name[1])
        return self._auto(b, b.school, f"{b.county}第{digit}{name[2:]}，{self._who(b)}")

    def _with_school_at_end(self) -> Line:
        b = self._take(lambda b: b.school.endswith(("中学校", "小学校")))
        return self._auto(b, b.school, f"{b.full.removesuffix('校')} {b.headcount}人 {b.contact}")

    def _school_added_at_end(self) -> Line:
        b = self._take(lambda b: b.school.endswith(("中学", "小学")))
        return self._auto(b, b.full + "校", f"{b.full}校 {b.headcount}人")

    def _two_names(self) -> Line:
        b = self._take()
        return self._auto(b, b.school, f"{b.full}（{bare_school(b)}），{self._who(b)}")

    def _payer_with_province(self) -> Line:
        b = self._take()
        return self._auto(b, f"山西省忻州市{b.full}", "培训费")

    def _payer_alone(self) -> Line:
        b = self._alone()
        return self._auto(b, b.full, self.chance.choice(("", "转账", "网银转账", "跨行汇款", "NB20201201", "/")))

    def _payer_and_garbage(self) -> Line:
        b = self._take()
        return self._auto(b, b.full, self.chance.choice(("http://xz.lt-edu.net/", "asdf#@!", "OK 2020", "null", "无")))

    def _treasury(self) -> Line:
        b = self._take()
        return self._auto(b, f"{b.county}财政局国库股", f"{b.full}{b.headcount}人培训费")

    def _bureau_names_one(self) -> Line:
        b = self._take()
        return self._auto(b, f"{b.county}教育科技局", f"代{b.full}缴{b.headcount}人培训费")

    def _zero_balance_account(self) -> Line:
        b = self._take()
        return self._auto(b, f"{b.full}（零余额账户）", f"教师培训费{b.headcount}人")

    def _three_schools(self) -> Line:
        one = self._take(lambda b: has_town(b) and self.count[bare_school(b)] == 1)
        more = [self._take(lambda b: b.county == one.county and has_town(b)) for _ in range(2)]
        all_ = [one, *more]
        remark = one.county + "、".join(f"{bare_school(b)}{b.headcount}人" for b in all_)
        shares = [(b.bill, Decimal(b.due)) for b in all_]
        return Line("", Decimal(sum(b.due for b in all_)), f"{one.county}教育局", remark, "auto", shares, one.bill)

    def _less_odd_fee(self) -> Line:
        b = self._take(lambda b: b.headcount > 2)
        return self._auto(b, b.school, f"{b.full}，{self._who(b)}", f"{b.due - self.chance.choice((1, 5, 10, 25))}")

    def _in_three_parts(self) -> list[Line]:
        b = self._take(lambda b: b.headcount >= 12)
        parts = (2, 3, b.headcount - 5)
        return [self._auto(b, b.school, f"{b.full} {n}人 {b.contact}{b.mobile}", n * FEE) for n in parts]

    def _heads_wrong(self) -> Line:
        b = self._take()
        return self._auto(b, b.school, f"{b.full}，{b.headcount + 2}人，{b.contact}{b.mobile}")

    def _cut(self) -> Line:
        b = self._alone()
        as_bytes = self.chance.random() < 0.5
        length = self.chance.choice((20, 25, 30)) * (2 if as_bytes else 1)
        remark = slips.cut(f"{b.full}，{self._who(b)}", length, as_bytes=as_bytes)
        return self._auto(b, b.school, remark)

    def _cut_short_by_treasury(self) -> Line:
        b = self._alone(lambda b: len(b.full) < 15)
        remark = slips.cut(f"{b.full}{b.headcount}人{b.contact}{b.mobile}", 20, as_bytes=False)
        return self._auto(b, f"{b.county}财政局", remark)

    def _mobile_slipped(self) -> Line:
        b = self._take()
        return self._auto(b, b.school, f"{b.full}，{b.headcount}人，{b.contact}{slips.slipped(self.chance, b.mobile)}")

    def _two_mobiles(self) -> Line:
        b = self._take()
        return self._auto(b, b.school, f"{b.full} {b.headcount}人 {b.contact}{b.mobile}/13900000000")

    def _by_the_contact(self) -> Line:
        b = self._take(lambda b: len(b.contact) == 3)
        return self._auto(b, b.contact, f"{b.full}{b.headcount}人培训费")

    def _only_person_and_sum(self) -> Line:
        b = self._take()
        return self._auto(b, b.contact, f"全员培训{b.headcount}人{b.mobile}")

    def _code_lower(self) -> Line:
        b = self._take()
        return self._auto(b, b.school, f"{b.code.lower()} {bare_school(b)}")

    def _code_wide(self) -> Line:
        b = self._take()
        return self._auto(b, b.contact, f"{slips.wide(b.code)}{b.headcount}人")

    def _code_embedded(self) -> Line:
        b = self._take()
        return self._auto(b, b.school, f"XZPX{b.code}2020 {b.headcount}人")

    def _code_in_groups(self) -> Line:
        b = self._take()
        return self._auto(b, b.school, f"缴费码{b.code[:3]} {b.code[3:]}，{b.headcount}人")

    def _code_wrong_by_treasury(self) -> Line:
        b = self._take()
        at = self.chance.randrange(6)
        wrong = b.code[:at] + self.chance.choice([s for s in "ACDEFHJKMN379" if s != b.code[at]]) + b.code[at + 1 :]
        return self._auto(b, f"{b.county}财政局", f"{wrong} {bare_school(b)}{b.headcount}人")

    def _town_left_to_payer(self) -> Line:
        b = self._take(has_town)
        return self._auto(b, b.full, f"{b.headcount}人培训费 {b.contact}{b.mobile}")


CERTAIN = tuple(
    name.removeprefix("_")
    for name, made in vars(Certain).items()
    if name.startswith("_") and not name.startswith("__") and callable(made) and name != "_alone"
)
