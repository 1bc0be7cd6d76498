"""What a doubtful cell may have meant is proposed with its reason; a person is never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xingtan.rosters.rules import IdRule
from xingtan.rosters.sheet import with_own_school
from xingtan.rosters.sheet.learning import Said, is_learnable, words_that_hold
from xingtan.rosters.sheet.suggestions import MOST, Place, likeness, of_id, of_mobile, of_words, suggestions
from xingtan.rosters.tests.sheets import ON, SCHOOL, VOCABULARY, identity, read, row

RULE = IdRule(ON)
OWN = Place("五台县", SCHOOL)


def proposed(field: str, typed: object) -> list[tuple[str, str]]:
    [teacher] = with_own_school(read(row(1, **{field: typed})).teachers, OWN.county, lambda name: name == OWN.school)
    return [(each.value, each.reason.value) for each in suggestions(teacher, field, VOCABULARY, OWN, RULE)]


@pytest.mark.parametrize(("letter", "digit"), [("O", "0"), ("o", "0"), ("l", "1"), ("I", "1"), ("Ｏ", "0")])
def test_letters_typed_for_digits_are_read(letter: str, digit: str) -> None:
    number = identity(12)
    place = number.index(digit, 6)

    assert proposed("id_number", number[:place] + letter + number[place + 1 :]) == [(number, "lookalike")]


@given(st.integers(1, 900), st.integers(0, 17), st.sampled_from("OoIlSBZ"))
def test_what_is_proposed_for_an_id_is_sound_and_changes_only_letters(serial: int, place: int, letter: str) -> None:
    number = identity(serial)
    typed = number[:place] + letter + number[place + 1 :]

    for each in of_id(typed, RULE):
        assert RULE.is_sound(each.value)
        assert [at for at, digit in enumerate(each.value) if digit != typed[at].upper()] == [place]


@pytest.mark.parametrize(
    "typed",
    [
        identity(1)[:17],
        identity(1) + "1",
        identity(1)[:-2] + "00",
        "99999980010100",
        "1.4E+17",
        "",
        "OOOOOOOOOOOOOOOOOO",
    ],
)
def test_digits_that_are_missing_or_wrong_are_never_made_up(typed: str) -> None:
    assert of_id(typed, RULE) == []


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        ("19800000001/19800000002", [("19800000001", "one_of_two"), ("19800000002", "one_of_two")]),
        ("19800000001、0350-3030303", [("19800000001", "one_of_two")]),
        ("019800000001", [("19800000001", "prefix")]),
        ("198000000O1", [("19800000001", "lookalike")]),
        ("198000000012", []),
        ("1980000000", []),
        ("13800000000", []),
    ],
)
def test_mobiles(typed: str, values: list[tuple[str, str]]) -> None:
    assert [(each.value, each.reason.value) for each in of_mobile(typed)] == values


@pytest.mark.parametrize(
    ("field", "typed", "first"),
    [
        ("stage", "小学低段", "小学"),
        ("stage", "初中部三年级", "初中"),
        ("stage", "幼儿圆", "幼儿园"),
        ("subject", "语文老师", "语文"),
        ("subject", "体育与建康", "体育与健康"),
        ("subject", "信息技木", "信息技术"),
        ("county", "太原市", "五台县"),
        ("school", "建安中心校", SCHOOL),
        ("school", "", SCHOOL),
    ],
)
def test_words_by_what_they_contain_and_what_they_resemble(field: str, typed: str, first: str) -> None:
    found = proposed(field, typed)

    assert found[0][0] == first
    assert len(found) <= MOST


def test_a_word_like_nothing_gets_no_proposal() -> None:
    assert of_words("后勤", VOCABULARY.subjects) == []


def test_a_sound_cell_and_a_repeated_number_get_no_proposal() -> None:
    teachers = read(row(1), row(2, id_number=identity(1))).teachers

    assert suggestions(teachers[0], "id_number", VOCABULARY, OWN, RULE) == []
    assert suggestions(teachers[0], "name", VOCABULARY, OWN, RULE) == []


def test_likeness_counts_characters_in_order() -> None:
    assert likeness("建安小学", SCHOOL) == 1.0
    assert likeness("原平一中", SCHOOL) < 0.5
    assert likeness("", SCHOOL) == 0.0


@pytest.mark.parametrize(
    ("field", "typed", "value", "is_learnt"),
    [
        ("subject", "语文老师", "语文", True),
        ("stage", "小学低段", "小学", True),
        ("school", "建安校", SCHOOL, True),
        ("school", "2020建安校区", SCHOOL, True),
        ("name", "王秀英1", "王秀英", False),
        ("mobile", "198", "19800000001", False),
        ("id_number", "1", identity(1), False),
        ("subject", "王秀英", "语文", False),
        ("subject", "语文（王秀英）", "语文", False),
        ("school", "13800138001", SCHOOL, False),
        ("subject", "", "语文", False),
        ("subject", "=A1", "语文", False),
        ("subject", " 语 文", "语文", False),
        ("subject", "语" * 41, "语文", False),
    ],
)
def test_words_are_learnt_and_people_and_numbers_never(field: str, typed: str, value: str, *, is_learnt: bool) -> None:
    assert is_learnable(field, typed, value, ["王秀英", ""]) is is_learnt


WORD = ("subject", "语文师")


def said(*county_and_value: tuple[str, str], field: str = "subject") -> list[Said]:
    return [Said(field, "语文师", value, county) for county, value in county_and_value]


def test_a_word_holds_for_the_school_that_taught_it() -> None:
    assert words_that_hold({WORD: "语文"}, said(("五台", "语文")), "五台") == {WORD: "语文"}
    assert words_that_hold({}, said(("五台", "语文")), "五台") == {}


def test_three_schools_that_agree_teach_the_others_and_dissent_keeps_it_local() -> None:
    agreed = [Said(*WORD, "语文", "五台", 3)]
    dissent = [*agreed, *said(("原平", "书法"))]

    assert words_that_hold({}, agreed, "原平") == {WORD: "语文"}
    assert words_that_hold({}, dissent, "五台") == {WORD: "语文"}
    assert words_that_hold({}, dissent, "原平") == {}
    assert words_that_hold({WORD: "书法"}, dissent, "原平") == {WORD: "书法"}


def test_a_schools_name_is_its_own_affair() -> None:
    assert words_that_hold({}, [Said("school", "建安校", SCHOOL, "五台", 5)], "五台") == {}
