"""One key for all ways of writing a school's name; popular names are only proposals."""

import pytest

from xingtan.organisations.rules import NamePattern, SchoolRecord, faults_of, popular_names, school_key
from xingtan.organisations.tests.region import XINZHOU

GAZETTEER = XINZHOU.gazetteer


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("忻州市第一中学", "山西省忻州市第一中学"),
        ("原平市第一中学校", "忻州市原平市第一中学"),
        ("原平市第一中学校", "山西省忻州市原平市第 1 中学校"),
        ("五台县实验小学（备案名称）", "五台县实验小学"),
        ("五台县东冶镇联合学校", "五台县东冶镇联校"),
        ("忻州市第12中学校", "忻州市第十二中学"),
        ("河曲县实验小学（北校区）", "河曲县实验小学(北校区)"),
        ("忻州市五台山风景名胜区台怀小学", "五台山台怀小学校"),
    ],
)
def test_two_ways_of_writing_one_name_have_one_key(one: str, other: str) -> None:
    assert school_key(one, GAZETTEER) == school_key(other, GAZETTEER)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("五台县第一小学", "五台山第一小学"),
        ("五台县第一中学校", "原平市第一中学校"),
        ("忻州市第一中学", "忻府区第一中学"),
        ("河曲县实验小学", "河曲县实验小学（北校区）"),
        ("代县第一中学", "代县第二中学"),
        ("宁武县石家庄镇小学", "石家庄市宁武小学"),
    ],
)
def test_two_schools_keep_two_keys(one: str, other: str) -> None:
    assert school_key(one, GAZETTEER) != school_key(other, GAZETTEER)


@pytest.mark.parametrize(
    ("name", "popular"),
    [
        ("原平市第一中学校", "原平一中"),
        ("五台县第二小学校", "五台二小"),
        ("代县第一幼儿园", "代县一幼"),
        ("五台县实验小学", "五台实小"),
        ("忻州市第十二中学校", "忻州十二中"),
        ("保德县职业中学校", "保德职中"),
    ],
)
def test_a_popular_name_is_known(name: str, popular: str) -> None:
    assert popular in popular_names(name, GAZETTEER)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"code": ""}, ("code", "missing")),
        ({"code": "211412345"}, ("code", "code_form")),
        ({"code": "２１１４１２３４５６"}, ("code", "code_form")),
        ({"code": "9914123456"}, ("code", "code_category")),
        ({"registered_name": ""}, ("registered_name", "missing")),
        ({"stages": ()}, ("stages", "missing")),
        ({"division": "1409"}, ("division", "division_form")),
        ({"teachers_on_register": 5001}, ("teachers_on_register", "too_many_teachers")),
        ({"teachers_on_register": -1}, ("teachers_on_register", "too_many_teachers")),
    ],
)
def test_a_faulty_record_is_told_field_by_field(change: dict, fault: tuple[str, str]) -> None:
    sound = {"code": "2114123456", "registered_name": "五台县实验小学", "division": "140922", "stages": ("小学",)}

    found = [(each.field, each.code) for each in faults_of(SchoolRecord(**{**sound, **change}))]

    assert found == [fault]


def test_a_township_loses_its_ending_in_a_school_name() -> None:
    made = [
        NamePattern.filled("{县}{镇}中心小学", county="河曲县", township=t) for t in ("巡镇镇", "鹿固乡", "云中路街道")
    ]

    assert made == ["河曲县巡镇中心小学", "河曲县鹿固中心小学", "河曲县云中路中心小学"]
