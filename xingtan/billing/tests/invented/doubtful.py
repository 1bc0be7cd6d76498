"""Kinds of transfer that a person must see: nothing of them may be booked."""

from xingtan.billing.tests.invented import slips
from xingtan.billing.tests.invented.things import FEE, Bill, Line
from xingtan.billing.tests.invented.unseen import Certain, bare_school, has_town

_ORDINALS = "六七八九"


class Doubtful(Certain):
    """What looks like a school's money and is not, or not surely."""

    def _absent(self, name: str, county: str) -> str:
        """The name, if no bill of the county has it."""
        if any(b.county == county and bare_school(b).rstrip("校") == name.rstrip("校") for b in self.bills):
            raise LookupError
        return name

    def _unlisted_ordinal(self) -> Line:
        b = self._take(lambda b: "第" in b.school)
        name = self._absent(f"第{self.chance.choice(_ORDINALS)}{bare_school(b)[2:]}", b.county)
        return self._review(b.county + name, f"{b.county}{name}，{b.headcount}人", b.due)

    def _unlisted_ordinal_short(self) -> Line:
        b = self._take(lambda b: "第" in b.school and b.school.endswith("中学"))
        sign = self.chance.choice(_ORDINALS)
        self._absent(f"第{sign}中学", b.county)
        return self._review(f"{b.county}财政局", f"{b.county}{sign}中{b.headcount}人", b.due)

    def _unlisted_beside_by_same_contact(self) -> Line:
        b = self._take(lambda b: "第" in b.school)
        name = self._absent(f"第{self.chance.choice(_ORDINALS)}{bare_school(b)[2:]}", b.county)
        return self._review(b.county + name, f"{b.county}{name}，{self._who(b)}", b.due)

    def _unlisted_kind(self) -> Line:
        b = self._take(lambda b: has_town(b) and b.school.endswith("小学"))
        name = self._absent(bare_school(b).removesuffix("小学") + "中学", b.county)
        return self._review(b.county + name, f"{b.county}{name}{b.headcount}人", b.due)

    def _kindergarten_of_the_village(self) -> Line:
        b = self._take(lambda b: b.school.endswith(("小学", "教学点")) and "中心" not in b.school and has_town(b))
        name = bare_school(b).removesuffix("小学").removesuffix("教学点") + "幼儿园"
        self._absent(name, b.county)
        return self._review(b.county + name, f"{name} {b.headcount}人", b.due)

    def _longer_name(self) -> Line:
        b = self._take(lambda b: "红旗" in b.school and "东红旗" not in b.school)
        name = self._absent(
            bare_school(b).replace("红旗", self.chance.choice(("北红旗", "新红旗", "南红旗"))), b.county
        )
        return self._review("", f"{b.county}{name}{b.headcount}人", b.due)

    def _other_village(self) -> Line:
        b = self._take(lambda b: (has_town(b) and "上沟" in b.school) or "李家庄" in b.school)
        name = bare_school(b).replace("上沟", "高沟").replace("李家庄", "孙家庄")
        self._absent(name, b.county)
        return self._review(b.county + name, f"{b.county}{name}，{b.headcount}人", b.due)

    def _other_town(self) -> Line:
        b = self._take(lambda b: has_town(b) and "中心" in b.school)
        kind = "中心幼儿园" if "幼儿园" in b.school else "中心小学"
        name = self._absent("白草口乡" + kind, b.county)
        return self._review(b.county + name, f"{b.county}{name}，{b.headcount}人", b.due)

    def _branch(self) -> Line:
        b = self._take(lambda b: b.school.endswith("小学"))
        return self._review(b.full, f"{b.full}南校区附属幼儿园{b.headcount}人", b.due)

    def _county_contradicts(self) -> Line:
        b = self._alone(has_town)
        other = self.chance.choice([o.county for o in self.bills if o.county != b.county])
        return self._review("", f"{other}{bare_school(b)}，{b.headcount}人", b.due)

    def _scenic_not_county(self) -> Line:
        b = self._alone(lambda b: b.county == "五台县" and has_town(b))
        return self._review("", f"五台山风景区{bare_school(b)}{b.headcount}人", b.due)

    def _namesakes(self) -> Line:
        b = self._take(lambda b: self.count[bare_school(b)] > 2)
        return self._review(bare_school(b), f"{bare_school(b)}培训费", (b.headcount + 301) * FEE)

    def _namesakes_same_heads(self) -> Line:
        b = self._take(lambda b: self._has_twin(b))
        return self._review(bare_school(b), f"{bare_school(b)}{b.headcount}人", b.due)

    def _has_twin(self, bill: Bill) -> bool:
        name = bare_school(bill)
        return self.count[name] > 1 and any(
            o is not bill and o.headcount == bill.headcount and bare_school(o) == name for o in self.bills
        )

    def _payer_against_remark(self) -> Line:
        b = self._take(has_town)
        other = self._take(lambda o: has_town(o) and o.county == b.county and o.headcount != b.headcount)
        return self._review(b.full, f"{other.full}培训费", b.due)

    def _mobile_against_name(self) -> Line:
        b, other = self._take(), self._take()
        return self._review("", f"{b.full}，{b.headcount}人，{other.contact}{other.mobile}", b.due)

    def _code_against_name(self) -> Line:
        b = self._take(has_town)
        other = self._take(lambda o: has_town(o) and o.due != b.due)
        return self._review(b.full, f"{other.code} {b.full} {b.headcount}人", b.due)

    def _sent_twice(self) -> list[Line]:
        b = self._take()
        remark = f"{b.full}，{self._who(b)}"
        return [self._auto(b, b.school, remark), self._review(b.school, remark, b.due, b.bill)]

    def _part_sent_twice(self) -> list[Line]:
        b = self._take(lambda b: b.headcount > 9)
        remark = f"{b.full} 3人 {b.contact}{b.mobile}"
        first = self._auto(b, b.school, remark, 3 * FEE)
        return [first, self._review(b.school, remark, 3 * FEE, b.bill)]

    def _reversed(self) -> Line:
        b = self._take()
        return self._review(b.school, f"冲正 {b.full}，{self._who(b)}", -b.due, b.bill)

    def _came_back(self) -> Line:
        b = self._take()
        word = self.chance.choice(("退汇", "退回", "账号户名不符退票", "原路退回"))
        return self._review(b.school, f"{word}{b.full}{self._who(b)}", b.due, b.bill)

    def _only_the_town(self) -> Line:
        b = self._take(has_town)
        town = bare_school(b)[: next(i for i in range(2, 8) if bare_school(b)[i - 1] in "乡镇道")]
        return self._review(f"{b.county}财政局", f"{b.county}{town}", b.due)

    def _cut_within_the_name(self) -> Line:
        b = self._take(lambda b: has_town(b) and len(b.full) > 9)
        return self._review(f"{b.county}财政局", slips.cut(b.full, len(b.full) - 4, as_bytes=False), b.due)

    def _company(self) -> Line:
        b = self._take()
        return self._review(f"{b.county}某建筑有限公司", f"{b.full}教学楼工程款", b.due)

    def _stranger_with_fitting_sum(self) -> Line:
        b = self._take()
        return self._review("某某商贸有限公司", f"培训费{b.headcount}人", b.due)

    def _two_schools_sum_differs(self) -> Line:
        b = self._take(has_town)
        other = self._take(lambda o: has_town(o) and o.county == b.county)
        return self._review(f"{b.county}教育局", f"{b.full}、{bare_school(other)}培训费", b.due + other.due + FEE * 3)

    def _by_post_office(self) -> Line:
        b = self._take()
        line = self._review("邮政汇兑", f"{b.full}{self._who(b)}", b.due, b.bill)
        line.bank = "中国邮政集团公司忻州市分公司"
        return line

    def _teacher_pays_alone(self) -> Line:
        return self._review(self._stranger(), "全员培训费", FEE)

    def _stranger(self) -> str:
        return "欧阳" + self.chance.choice("甲乙丙丁")

    def _two_programmes(self) -> Line:
        b = self._take(lambda b: b.headcount > 3)
        return self._review(b.full, f"{b.full}暑期师德培训费", b.due * 2 + 35)


_HELP = {"_absent", "_has_twin", "_stranger"}
DOUBTFUL: tuple[str, ...] = tuple(
    name.removeprefix("_")
    for name, made in vars(Doubtful).items()
    if name.startswith("_") and not name.startswith("__") and callable(made) and name not in _HELP
)
