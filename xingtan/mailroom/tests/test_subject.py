"""The subject of R45, written as prescribed and recognised however it is spoiled (A10, A11)."""

import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xingtan.mailroom.rules import KnownSchool, Register, recognised
from xingtan.organisations.rules import Place
from xingtan.organisations.tests.region import XINZHOU
from xingtan.programmes.rules.mail_subject import subject_of as written

PATTERN = "忻州市2020年全员培训{unit}{school}参训名单"
SCHOOLS = [
    KnownSchool(1, ["五台县实验小学"], "140922"),
    KnownSchool(2, ["五台山风景名胜区台怀镇中心小学", "台怀镇中心小学"], "140971"),
    KnownSchool(3, ["原平市第一中学校", "原平一中"], "140981"),
    KnownSchool(4, ["忻州市第一中学", "山西省忻州市第一中学"], "140900", is_city_direct=True),
    KnownSchool(5, ["忻府区第二小学校"], "140902"),
    KnownSchool(6, ["代县第二小学校"], "140923"),
    KnownSchool(7, ["忻州师范学院附属小学"], "140900", is_city_direct=True),
    KnownSchool(8, ["五台县(东冶镇)联合学校"], "140922"),
    KnownSchool(9, ["蓝天艺术幼儿园"], "140902"),
    KnownSchool(10, ["蓝天艺术幼儿园"], "140981"),
]
REGISTER = Register.of(XINZHOU.divisions, SCHOOLS)
UNITS = {each.code: each.name for each in XINZHOU.divisions}
UNIQUE = [school for school in SCHOOLS if school.pk < 9]


def unit_of(school: KnownSchool) -> str:
    return "市直" if school.is_city_direct else UNITS[school.division]


def subject_of(school: KnownSchool) -> str:
    return written(PATTERN, unit=unit_of(school), school=school.names[0])


@pytest.mark.parametrize("school", SCHOOLS, ids=lambda each: each.names[0])
def test_a_subject_as_written_is_recognised(school: KnownSchool) -> None:
    found = recognised(subject_of(school), REGISTER)

    assert found.schools == (school.pk,)
    assert found.unit is not None
    assert (found.unit.code, found.unit.is_city_direct) == (school.division, school.is_city_direct)
    assert found.is_about_rosters


def test_the_unit_is_written_by_its_real_name_and_not_twice() -> None:
    assert subject_of(SCHOOLS[2]) == "忻州市2020年全员培训原平市第一中学校参训名单"
    assert subject_of(SCHOOLS[3]) == "忻州市2020年全员培训市直忻州市第一中学参训名单"
    assert subject_of(SCHOOLS[8]) == "忻州市2020年全员培训忻府区蓝天艺术幼儿园参训名单"


@pytest.mark.parametrize(
    ("subject", "school"),
    [
        ("忻州市 2020 年全员培训五台县（区）五台县实验小学参训名单", 1),
        ("忻州市２０２０年全员培训（五台县）实验小学参训名单", 1),
        ("五台县实验小学参训名单", 1),
        ("实验小学 五台 报名表", 1),
        ("全员培训名单：五台县实验小学", 1),
        ("2020年度全员培训参训教师报名表-忻州市五台县实验小学", 1),
        ("五台山风景名胜区台怀镇中心小学参训名单", 2),
        ("五台山台怀镇中心小学参训名单", 2),
        ("忻州市2020年全员培训原平县原平一中参训名单", 3),
        ("Re: Fwd: 回复：转发:忻州市2020年全员培训原平市第1中学参训名单", 3),
        ("忻州市第一中学参训名单", 4),
        ("市直 山西省忻州市第一中学 名单", 4),
        ("“忻州市2020年全员培训忻府区第二小学参训名单", 5),
        ("代县第二小学（共35人）名单最新", 6),
        ("参训名单 市直 忻州师范学院附属小学", 7),
        ("五台县东冶镇联校参训名单", 8),
        ("忻府区蓝天艺术幼儿园名单", 9),
        ("原平市蓝天艺术幼儿园名单", 10),
    ],
)
def test_untidy_subjects(subject: str, school: int) -> None:
    assert recognised(subject, REGISTER).schools == (school,)


def test_wutai_is_never_wutaishan() -> None:
    assert recognised("五台县台怀镇中心小学参训名单", REGISTER).schools == ()
    assert recognised("忻州市2020年全员培训五台县参训名单", REGISTER).unit == Place("140922")
    assert recognised("忻州市2020年全员培训五台山参训名单", REGISTER).unit == Place("140971")


def test_a_name_of_two_schools_without_a_county_means_both() -> None:
    assert recognised("蓝天艺术幼儿园参训名单", REGISTER).schools == (9, 10)


@pytest.mark.parametrize("subject", ["", "发票", "您的快递到了", "=?gb2312?B?broken", "a" * 5000, "（）"])
def test_what_fits_nothing_is_nothing(subject: str) -> None:
    found = recognised(subject, REGISTER)

    assert (found.unit, found.schools, found.is_about_rosters) == (None, (), False)


FULL = str.maketrans("0123456789()", "０１２３４５６７８９（）")


def _spaced(text: str, chance: random.Random) -> str:
    return "".join(each + chance.choice(["", "", " ", "　", "\u200b"]) for each in text)


SPOILERS: dict[str, Callable[[str, random.Random], str]] = {
    "spaces": _spaced,
    "full width": lambda text, _c: text.translate(FULL),
    "reply": lambda text, c: c.choice(["Re: ", "回复：", "转发: Re：", "FW:", "答复:"]) + text,
    "no city": lambda text, _c: text.removeprefix("忻州市") if "20" in text[:6] else text,
    "no year": lambda text, _c: text.replace("2020年度", "").replace("2020年", ""),
    "year and degree": lambda text, _c: text.replace("2020年", "2020年度"),
    "no topic": lambda text, _c: text.replace("全员培训", "", 1),
    "list": lambda text, _c: text.replace("参训名单", "名单"),
    "form": lambda text, _c: text.replace("参训名单", "参训教师报名表"),
    "quotes": lambda text, c: c.choice(["“{}", "“{}”", "【{}】", "《{}》", "{}。"]).format(text),
    "count": lambda text, _c: text + "(37人)",
    "version": lambda text, _c: text + "-最新",
    "dashes": lambda text, _c: text.replace("全员培训", "全员培训-").replace("参训名单", "_参训名单"),
}


@settings(max_examples=300, deadline=None)
@given(
    school=st.sampled_from(UNIQUE),
    names=st.lists(st.sampled_from(sorted(SPOILERS)), max_size=5, unique=True),
    seed=st.integers(0, 10_000),
)
def test_any_spoiled_subject_means_the_same_school(school: KnownSchool, names: list[str], seed: int) -> None:
    text, chance = subject_of(school), random.Random(seed)  # noqa: S311 - repeatable
    for name in sorted(names, key=lambda each: each in {"spaces", "full width", "reply", "quotes"}):
        text = SPOILERS[name](text, chance)

    found = recognised(text, REGISTER)

    assert found.schools == (school.pk,), text
    assert found.unit is not None
    assert found.unit.is_city_direct == school.is_city_direct
    assert school.is_city_direct or found.unit.code == school.division


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400))
def test_no_text_whatever_breaks_the_reader(text: str) -> None:
    recognised(text, REGISTER)
