"""Counties as people write them: 忻府, 原平县, 景区, 市直; and 五台 is not 五台山."""

import pytest

from xingtan.organisations.rules import CodeSystem, Place, RegionFaulty, read_region
from xingtan.organisations.tests.region import XINZHOU


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("忻府", "140902"),
        ("忻府区", "140902"),
        ("忻州市忻府区", "140902"),
        ("山西省忻州市忻府区", "140902"),
        (" 忻 府 区 ", "140902"),
        ("忻府区教育科技局", "140902"),
        ("原平", "140981"),
        ("原平市", "140981"),
        ("原平县", "140981"),
        ("忻州原平", "140981"),
        ("五台", "140922"),
        ("五台县", "140922"),
        ("五台山", "140971"),
        ("景区", "140971"),
        ("五台山风景名胜区", "140971"),
        ("五台山风景名胜区教育管理中心", "140971"),
        ("代县", "140923"),
        ("繁峙县教育局", "140924"),
        ("岢岚", "140929"),
    ],
)
def test_a_county_is_read_in_all_its_spellings(written: str, code: str) -> None:
    assert XINZHOU.gazetteer.place(written) == Place(code)


@pytest.mark.parametrize("written", ["市直", "直属", "市直属", "忻州市直", "市本级", "市直学校", "忻州市市直"])
def test_schools_directly_under_the_city_hang_on_the_city_with_a_mark(written: str) -> None:
    assert XINZHOU.gazetteer.place(written) == Place("140900", is_city_direct=True)


@pytest.mark.parametrize("written", ["", "忻州市", "忻州", "五台山县", "五", "太原市", "县", "五台县五台山"])
def test_what_is_not_certain_is_not_guessed(written: str) -> None:
    assert XINZHOU.gazetteer.place(written) is None


def test_xinzhou_has_fourteen_counties_the_city_and_a_statistical_scenic_area() -> None:
    statistical = [d.code for d in XINZHOU.divisions if d.code_system == CodeSystem.NBS]

    assert len(XINZHOU.divisions) == 16
    assert statistical == ["140971"]
    assert all(d.parent == "140900" for d in XINZHOU.divisions if d.code != "140900")


def test_every_county_has_its_townships_with_the_traps_among_them() -> None:
    townships = {d.name: d.townships for d in XINZHOU.divisions}

    assert "石家庄镇" in townships["宁武县"]
    assert "巡镇镇" in townships["河曲县"]
    assert "耿镇镇" in townships["五台县"]
    assert "西镇乡" in townships["原平市"]
    assert all(names for name, names in townships.items() if name != "忻州市")


@pytest.mark.parametrize(
    ("document", "key", "code"),
    [
        ({}, "division", "missing"),
        ({"division": [{"code": "140900"}]}, "division[1].name", "missing"),
        ({"division": [{"code": "1409", "name": "忻", "short_name": "忻", "kind": "city"}]}, "division[1].code", "division_form"),
        ({"division": [{"code": "140900", "name": "忻", "short_name": "忻", "kind": "town"}]}, "division[1].kind", "unknown"),
        ({"division": [{"code": "140922", "name": "五", "short_name": "五", "kind": "county"}]}, "division", "no_city"),
    ],
)  # fmt: skip
def test_a_faulty_region_file_is_refused_naming_the_place(document: dict, key: str, code: str) -> None:
    with pytest.raises(RegionFaulty) as refused:
        read_region(document)

    assert (refused.value.key, refused.value.code) == (key, code)


def test_a_county_of_another_city_cannot_hang_on_xinzhou() -> None:
    city = {"code": "140900", "name": "忻州市", "short_name": "忻州", "kind": "city"}
    stranger = {"code": "140122", "name": "阳曲县", "short_name": "阳曲", "kind": "county", "parent": "140900"}

    with pytest.raises(RegionFaulty) as refused:
        read_region({"division": [city, stranger]})

    assert refused.value.code == "not_parent"
