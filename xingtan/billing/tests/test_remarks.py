"""The remark to copy: never more than 20 characters, led by the code, cut where it hurts least (R52)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xingtan.billing.rules import (
    SHORT_REMARK_LENGTH,
    Remitter,
    county_remark,
    prescribed_remark,
    short_county_remark,
    short_remark,
)

LONGEST = Remitter(
    "五台山风景名胜区", "五台山风景名胜区台怀镇中心九年一贯制寄宿制学校", "", 1234, "欧阳娜仁托娅", "18360208347"
)
names = st.text("忻州五台山县区市第一二三中心小学校幼儿园实验风景名胜", min_size=1, max_size=40)


@given(names, names, st.integers(1, 99_999))
def test_it_always_fits_and_begins_with_the_code(county: str, school: str, heads: int) -> None:
    short = short_remark(Remitter(county, school, school, heads, "邱欣兰", "18360208347"), "KEEYAV")

    assert len(short) <= SHORT_REMARK_LENGTH
    assert short.startswith("KEEYAV ")
    assert "18360208347" not in short


@given(names, st.integers(1, 999), st.integers(1, 99_999))
def test_a_county_s_always_fits_and_keeps_its_numbers(county: str, schools: int, heads: int) -> None:
    short = short_county_remark(county, "KEEYAV", schools=schools, headcount=heads)

    assert len(short) <= SHORT_REMARK_LENGTH
    assert short.startswith("KEEYAV ")
    assert short.endswith(f"{schools}所学校{heads}人")


@pytest.mark.parametrize(
    ("remitter", "short"),
    [
        (Remitter("五台县", "台怀镇小学", "台怀镇小学", 40, "", ""), "KEEYAV 五台县台怀镇小学40人"),
        (Remitter("五台县", "五台县东雷乡中心小学", "五台县东雷乡中心小学", 4, "", ""), "KEEYAV 五台县东雷乡中心小学4人"),
        (Remitter("五台山风景名胜区", "台怀镇中心小学校", "台怀镇中心小学校", 40, "", ""), "KEEYAV 台怀镇中心小学校40人"),
        (Remitter("五台县", "台怀镇中心寄宿制小学校", "", 1234, "", ""), "KEEYAV 台怀镇中心寄宿制小学校"),
        (LONGEST, "KEEYAV 五台山风景名胜区台怀镇中心"),
    ],
)  # fmt: skip
def test_the_county_goes_first_then_the_head_count_then_the_end_of_the_name(remitter: Remitter, short: str) -> None:
    assert short_remark(remitter, "KEEYAV") == short


def test_the_notice_s_own_wording_is_never_cut() -> None:
    assert prescribed_remark(LONGEST) == (
        "五台山风景名胜区台怀镇中心九年一贯制寄宿制学校，1234人，欧阳娜仁托娅18360208347"
    )
    assert county_remark("五台县", schools=2, headcount=40, contact="", mobile="") == "五台县2所学校，40人"
