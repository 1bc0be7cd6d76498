"""A scope is a prefix of the six-digit code, from the nation down to the county."""

import pytest

from xingtan.organisations.rules import above, contains, is_division_code, prefix_of

CITY, XINFU, WUTAI, WUTAISHAN, PROVINCE = "140900", "140902", "140922", "140971", "140000"


@pytest.mark.parametrize(
    ("code", "prefix"),
    [("140000", "14"), ("140900", "1409"), ("140922", "140922"), ("000000", ""), ("110000", "11")],
)
def test_trailing_pairs_of_zeros_are_no_part_of_the_prefix(code: str, prefix: str) -> None:
    assert prefix_of(code) == prefix


@pytest.mark.parametrize("inner", [CITY, XINFU, WUTAI, WUTAISHAN])
def test_the_city_holds_itself_its_counties_and_the_scenic_area(inner: str) -> None:
    assert contains(CITY, inner)
    assert contains(PROVINCE, inner)
    assert contains("000000", inner)


@pytest.mark.parametrize("inner", [CITY, XINFU, WUTAISHAN, PROVINCE])
def test_a_county_holds_neither_its_neighbours_nor_the_city(inner: str) -> None:
    assert not contains(WUTAI, inner)


@pytest.mark.parametrize("code", ["14092", "1409222", "14092a", "１４０９２２", "", "140922 ", "140922\n"])
def test_other_texts_are_no_division_codes(code: str) -> None:
    assert not is_division_code(code)


def test_a_county_lies_in_its_city_its_province_and_the_nation() -> None:
    assert above(WUTAI) == ["000000", PROVINCE, CITY, WUTAI]
    assert above(CITY) == ["000000", PROVINCE, CITY]
    assert all(contains(code, WUTAISHAN) for code in above(WUTAISHAN))
