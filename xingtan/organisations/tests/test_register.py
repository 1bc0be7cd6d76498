"""The register of divisions and schools: loading, entering, correcting, other names."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import DjangoAssertNumQueries

from xingtan.audit.models import Entry
from xingtan.foundation import clock
from xingtan.organisations import actions, queries
from xingtan.organisations.errors import SchoolCodeTaken, SchoolRecordFaulty, UnknownDivision
from xingtan.organisations.models import Division, School, SchoolChange
from xingtan.organisations.rules import Place, SchoolRecord
from xingtan.organisations.tests import given
from xingtan.organisations.tests.region import XINZHOU

pytestmark = pytest.mark.django_db
NOW = clock.moment(2020, 11, 20)


def test_the_tree_has_the_city_fourteen_counties_and_the_scenic_area() -> None:
    city = given.xinzhou()

    kinds = list(city.children.values_list("code_system", flat=True))
    assert kinds.count("GB") == 14
    assert list(city.children.filter(code_system="NBS").values_list("name", flat=True)) == ["五台山风景名胜区"]


def test_loading_the_region_again_changes_and_records_nothing() -> None:
    given.xinzhou()
    entries = Entry.objects.count()

    assert actions.load_region(region=XINZHOU, by=None) == []
    assert Entry.objects.count() == entries


def test_the_stored_divisions_read_counties_as_the_file_does() -> None:
    given.xinzhou()

    gazetteer = queries.gazetteer()

    assert gazetteer.place("景区") == Place(given.WUTAISHAN)
    assert gazetteer.place("市直") == Place(given.CITY, is_city_direct=True)


def test_a_school_directly_under_the_city_hangs_on_the_city() -> None:
    school = given.city_direct_school()

    assert school.division_id == given.CITY
    assert school.is_city_direct


def test_a_registered_school_has_its_full_name_and_a_mark_that_it_changed() -> None:
    school = given.school("五台县实验小学", full_name="山西省忻州市五台县实验小学")

    assert school.full_name == "山西省忻州市五台县实验小学"
    assert SchoolChange.objects.filter(school=school).count() == 1


def test_a_second_school_with_the_same_code_is_refused_naming_the_first() -> None:
    school = given.school(code="2114000001")

    with pytest.raises(SchoolCodeTaken) as refused:
        given.school("五台县东冶镇中心小学", code="2114000001")

    assert school.registered_name in str(refused.value)
    assert School.objects.count() == 1


def test_many_schools_are_entered_all_or_none() -> None:
    given.xinzhou()
    sound = SchoolRecord("2114000001", "五台县实验小学", given.WUTAI, stages=("小学",))
    faulty = SchoolRecord("211400000", "五台县第二小学校", given.WUTAI, stages=("小学",))

    with pytest.raises(SchoolRecordFaulty) as refused:
        actions.register_schools(records=[sound, faulty], by=None, now=NOW)

    assert "2 · 五台县第二小学校" in str(refused.value)
    assert not School.objects.exists()


def test_a_school_in_an_unknown_division_is_refused() -> None:
    given.xinzhou()

    with pytest.raises(UnknownDivision):
        actions.register_schools(
            records=[SchoolRecord("2114000001", "x", "110101", stages=("小学",))], by=None, now=NOW
        )


def test_entering_the_same_schools_again_changes_and_records_nothing() -> None:
    given.xinzhou()
    records = [SchoolRecord("2114000001", "五台县实验小学", given.WUTAI, stages=("小学",), aliases=("五台实小",))]
    actions.register_schools(records=records, by=None, now=NOW)
    entries = Entry.objects.count()

    assert actions.register_schools(records=records, by=None, now=NOW) == []
    assert Entry.objects.count() == entries


def test_a_thousand_schools_take_few_queries(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    given.xinzhou()
    records = [
        SchoolRecord(f"2114{n:06d}", f"五台县第{n}小学校", given.WUTAI, stages=("小学",), aliases=(f"五台{n}小",))
        for n in range(1, 1001)
    ]

    with django_assert_max_num_queries(40):
        actions.register_schools(records=records, by=None, now=NOW)

    assert School.objects.count() == 1000


def test_a_renamed_school_keeps_its_code_and_its_former_name_as_alias() -> None:
    school = given.school("五台县实验小学")

    actions.change_school(school=school, changes={"registered_name": "五台县第一实验小学"}, by=None, now=NOW)

    school.refresh_from_db()
    assert school.registered_name == "五台县第一实验小学"
    assert "五台县实验小学" in [alias.text for alias in school.aliases.all()]
    assert Entry.objects.latest("number").facts["was"] == {"registered_name": "五台县实验小学"}


def test_a_change_that_changes_nothing_is_not_recorded() -> None:
    school = given.school()
    entries = Entry.objects.count()

    actions.change_school(school=school, changes={"registered_name": school.registered_name}, by=None, now=NOW)

    assert Entry.objects.count() == entries


def test_an_alias_is_remembered_once_without_white_space() -> None:
    school = given.school()

    actions.add_alias(school=school, text="五台 实小", source="county", by=None)
    actions.add_alias(school=school, text="五台实小", source="county", by=None)

    assert [alias.text for alias in school.aliases.all()] == ["五台实小"]


@pytest.mark.parametrize("wanted", ["实验", "五台实小", "五台县实验小学", " 五台 县 ", "21140"])
def test_a_school_is_found_by_code_name_and_alias(wanted: str) -> None:
    school = given.school(code="2114000007", aliases=("五台实小",))
    given.school("原平市第一中学校", division=given.YUANPING, code="3414000001")

    assert list(queries.schools_found(School.objects.all(), wanted)) == [school]


def test_names_of_schools_come_in_two_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    school = given.school("五台县实验小学", full_name="忻州市五台县实验小学", aliases=("五台实小",))

    with django_assert_num_queries(2):
        names = queries.names_of_schools()

    assert names[school.pk] == ["忻州市五台县实验小学", "五台县实验小学", "五台实小"]


def test_settled_changes_go_and_later_ones_stay() -> None:
    school = given.school()
    changed, mark = queries.changed_schools()
    actions.note_change([school.pk, school.pk], NOW)

    actions.settle_changes(up_to=mark, school_ids=changed)

    assert SchoolChange.objects.count() == 1


def write_list(folder: Path, *rows: str) -> Path:
    """A school list as CSV with these rows under the headings."""
    file = folder / "schools.csv"
    file.write_text(
        "\n".join(["学校标识码,备案名称,学校全称,县（市、区）,学段,别名,在册教师数", *rows]), encoding="utf-8-sig"
    )
    return file


def test_a_list_of_schools_is_loaded(tmp_path: Path) -> None:
    given.xinzhou()
    rows = [
        "2114000001,五台县实验小学,忻州市五台县实验小学,五台,小学,五台实小、实验小学,86",
        "3414000002,忻州市第一中学,,市直,初中、高中,,",
    ]

    call_command("schools_load", write_list(tmp_path, *rows))

    primary, senior = School.objects.order_by("code")
    assert (primary.division_id, primary.teachers_on_register) == (given.WUTAI, 86)
    assert primary.aliases.count() == 2
    assert (senior.is_city_direct, senior.stages) == (True, ["初中", "高中"])


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("2114000001,五台县实验小学,,太原市,小学,,", "2 · 五台县实验小学"),
        ("21140001,五台县实验小学,,五台县,小学,,", "2 · 五台县实验小学 · 学校标识码"),
        ("2114000001,五台县实验小学,,五台县,,,", "2 · 五台县实验小学 · 学段"),
    ],
)
def test_a_faulty_list_names_the_row_and_stores_nothing(tmp_path: Path, row: str, said: str) -> None:
    given.xinzhou()

    with pytest.raises(CommandError) as refused:
        call_command("schools_load", write_list(tmp_path, row))

    assert said in str(refused.value)
    assert not School.objects.exists()


def test_a_list_without_divisions_says_which_command_comes_first(tmp_path: Path) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("schools_load", write_list(tmp_path))

    assert "xingtan divisions load" in str(refused.value)
    assert not Division.objects.exists()
