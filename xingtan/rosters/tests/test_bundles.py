"""Many schools' rosters in one upload: every outcome, nothing lost, nothing twice (R15 R43 A05)."""

from typing import Any

import pytest

from xingtan.audit.models import Entry
from xingtan.foundation import clock
from xingtan.foundation.archives import FolderTooMany
from xingtan.foundation.uploads import NotASheet
from xingtan.organisations.models import SchoolAlias
from xingtan.organisations.tests import given as organisations
from xingtan.programmes.tests import given as programmes
from xingtan.rosters import actions, jobs, queries
from xingtan.rosters.errors import (
    CountyMayNotHandIn,
    NotWithTheSchool,
    PartDecided,
    ReasonNeeded,
    RosterClosed,
    SchoolOutside,
)
from xingtan.rosters.models import Bundle, BundlePart, KeptFile, Roster, RosterRow
from xingtan.rosters.tests import bundles, given
from xingtan.rosters.tests.sheets import HEADER

pytestmark = pytest.mark.django_db
AT = given.IN_TIME


def test_a_folder_of_sheets_becomes_each_schools_draft() -> None:
    one, two = organisations.school("五台县实验小学"), organisations.school("五台县第二小学")
    content = bundles.folder(
        ("五台/一.xlsx", bundles.school_sheet(one)), ("五台/二.xlsx", bundles.school_sheet(two, 3, first=10))
    )
    bundle = bundles.read(content)
    assert bundle.state == Bundle.State.DONE
    assert bundles.outcomes(bundle) == [("五台县实验小学", "taken", 2), ("五台县第二小学", "taken", 3)]
    rosters = Roster.objects.order_by("pk")
    assert [(each.school, each.state, each.teachers, each.open_problems) for each in rosters] == [
        (one, "draft", 2, 0),
        (two, "draft", 3, 0),
    ]
    assert RosterRow.objects.count() == 5
    assert queries.bundle_of(rosters[0]) == bundle
    step = rosters[0].steps.get()
    assert (step.kind, step.words, step.by) == ("uploaded", "一.xlsx", bundle.by)


def test_one_sheet_with_a_school_column_is_divided() -> None:
    one, two = organisations.school("五台县实验小学"), organisations.school("五台县第二小学")
    rows = [
        row for pair in zip(given.rows(2, school=one), given.rows(2, school=two, first=10), strict=True) for row in pair
    ]
    bundle = bundles.read(bundles.sheet(rows), "五台县.xlsx")
    assert bundles.outcomes(bundle) == [("五台县实验小学", "taken", 2), ("五台县第二小学", "taken", 2)]


def test_a_school_named_only_by_the_title_or_the_file_is_recognised_and_its_cells_are_filled() -> None:
    one, two = organisations.school("五台县实验小学"), organisations.school("五台县第二小学")
    header = HEADER[:6]
    first = bundles.sheet(
        [row[:6] for row in given.rows(2)], header=header, title="五台县实验小学2020年度教师全员培训参训教师报名表"
    )
    second = bundles.sheet([row[:6] for row in given.rows(2, first=10)], header=header)
    bundle = bundles.read(bundles.folder(("1.xlsx", first), ("五台县第二小学报名表(1).xlsx", second)))
    assert bundles.outcomes(bundle) == [("五台县实验小学", "taken", 2), ("五台县第二小学", "taken", 2)]
    assert {each.open_problems for each in Roster.objects.all()} == {0}
    teacher = queries.teachers_of(Roster.objects.get(school=two))[0]
    assert (teacher.school, teacher.county) == (two.full_name, "五台县")
    assert one.rosters.count() == 1


def test_a_name_like_two_schools_is_not_guessed_but_laid_before_the_clerk() -> None:
    one, two = organisations.school("五台县东冶第一小学"), organisations.school("五台县东冶第二小学")
    rows = [[*row[:7], "东冶小学", ""] for row in given.rows(2)]
    bundle = bundles.read(bundles.sheet(rows), "东冶.xlsx")
    (part,) = bundle.parts.all()
    assert part.outcome == "unknown"
    assert set(part.candidates) == {one.pk, two.pk}
    assert len(queries.teachers_in(part)) == 2
    assert not Roster.objects.exists()


def test_wutai_county_is_not_wutai_mountain() -> None:
    county = organisations.school("五台县中心小学")
    organisations.school("五台山中心小学", division=organisations.WUTAISHAN)
    rows = [[*row[:6], "五台山风景名胜区", county.full_name, ""] for row in given.rows(1)]
    bundle = bundles.read(bundles.sheet(rows), "一.xlsx")
    (part,) = bundle.parts.all()
    assert part.outcome == "unknown"
    assert part.candidates[0] == county.pk


def test_an_assigned_name_is_remembered_for_the_next_time() -> None:
    school = organisations.school("五台县东冶第一小学")
    rows = [[*row[:7], "东冶一小", ""] for row in given.rows(2)]
    bundle = bundles.read(bundles.sheet(rows), "东冶.xlsx")
    part = actions.assign_part(bundle=bundle, position=1, school=school, by=bundle.by, now=AT)
    assert part.roster is not None
    assert (part.outcome, part.rows, part.roster.open_problems) == ("taken", None, 0)
    assert SchoolAlias.objects.get(school=school, text="东冶一小").source == "roster bundle"
    again = bundles.read(bundles.sheet(rows), "东冶.xlsx", by=bundle.by)
    assert bundles.outcomes(again) == [("五台县东冶第一小学", "taken", 2)]
    assert Entry.objects.filter(verb="add_alias").count() == 1


def test_a_schools_own_draft_is_not_overwritten_unless_somebody_says_so() -> None:
    school = organisations.school()
    own = given.draft(3, school=school)
    bundle = bundles.read(bundles.school_sheet(school, 2, first=10), "一.xlsx")
    assert bundles.outcomes(bundle) == [("五台县实验小学", "standing", 2)]
    own.refresh_from_db()
    assert own.teachers == 3
    asked = actions.assign_part(bundle=bundle, position=1, school=school, by=bundle.by, now=AT)
    assert asked.outcome == "standing"
    part = actions.assign_part(bundle=bundle, position=1, school=school, by=bundle.by, now=AT, how="add")
    own.refresh_from_db()
    assert (part.roster, own.teachers, own.rows.count(), own.open_problems) == (own, 5, 5, 0)


def test_replacing_a_schools_own_draft_keeps_only_the_bundles_rows() -> None:
    school = organisations.school()
    own = given.draft(3, school=school)
    bundle = bundles.read(bundles.school_sheet(school, 2, first=10), "一.xlsx")
    actions.assign_part(bundle=bundle, position=1, school=school, by=bundle.by, now=AT, how="replace")
    own.refresh_from_db()
    assert (own.teachers, own.rows.count()) == (2, 2)


def test_a_corrected_bundle_replaces_drafts_that_nobody_has_touched() -> None:
    school = organisations.school()
    first = bundles.read(bundles.school_sheet(school, 2), "一.xlsx")
    bundles.read(bundles.school_sheet(school, 3), "一改.xlsx", by=first.by)
    assert Roster.objects.get().teachers == 3
    roster = Roster.objects.get()
    row = roster.rows.get(position=1)
    actions.remove_row(roster=roster, position=1, row_version=row.version, by=given.contact(school), now=AT)
    third = bundles.read(bundles.school_sheet(school, 1), "又改.xlsx", by=first.by)
    assert bundles.outcomes(third) == [("五台县实验小学", "standing", 1)]
    assert queries.bundle_of(roster) is not None


def test_two_sheets_of_one_school_in_one_bundle_do_not_replace_one_another() -> None:
    school = organisations.school()
    content = bundles.folder(
        ("小学部.xlsx", bundles.school_sheet(school, 2)), ("幼儿部.xlsx", bundles.school_sheet(school, 2, first=10))
    )
    bundle = bundles.read(content)
    assert [outcome for _, outcome, _ in bundles.outcomes(bundle)] == ["taken", "standing"]
    part = actions.assign_part(bundle=bundle, position=2, school=school, by=bundle.by, now=AT)
    assert part.outcome == "taken"
    assert Roster.objects.get().teachers == 4


def test_what_is_handed_in_or_accepted_is_not_touched() -> None:
    handed, accepted = organisations.school("五台县实验小学"), organisations.school("五台县第二小学")
    given.submitted_roster(2, school=handed, sheet=given.rows(2, school=handed))
    given.accepted_roster(2, school=accepted, sheet=given.rows(2, school=accepted, first=10))
    content = bundles.folder(
        ("1.xlsx", bundles.school_sheet(handed, 1, first=20)), ("2.xlsx", bundles.school_sheet(accepted, 1, first=30))
    )
    bundle = bundles.read(content)
    assert [outcome for _, outcome, _ in bundles.outcomes(bundle)] == ["handed_in", "accepted"]
    with pytest.raises(NotWithTheSchool):
        actions.assign_part(bundle=bundle, position=1, school=handed, by=bundle.by, now=AT)
    assert bundle.parts.get(position=1).rows is not None
    part = actions.assign_part(bundle=bundle, position=2, school=accepted, by=bundle.by, now=AT)
    assert (part.outcome, accepted.rosters.count()) == ("taken", 2)


def test_a_school_outside_of_the_county_is_named_and_its_rows_stay() -> None:
    other = organisations.school("代县实验小学", division="140923")
    rows = given.rows(2, school=other, county="代县")
    bundle = bundles.read(bundles.sheet(rows), "一.xlsx")
    assert bundles.outcomes(bundle) == [("代县实验小学", "outside", 2)]
    with pytest.raises(SchoolOutside):
        actions.assign_part(bundle=bundle, position=1, school=other, by=bundle.by, now=AT)
    assert not Roster.objects.exists()


def test_the_city_brings_in_schools_of_every_county_and_its_own() -> None:
    other = organisations.school("代县实验小学", division="140923")
    direct = organisations.city_direct_school()
    content = bundles.folder(
        ("1.xlsx", bundles.sheet(given.rows(2, school=other, county="代县"))),
        ("2.xlsx", bundles.school_sheet(direct, 2, first=10)),
    )
    bundle = bundles.read(content, by=bundles.city_post())
    assert [outcome for _, outcome, _ in bundles.outcomes(bundle)] == ["taken", "taken"]


def test_files_that_cannot_be_read_say_why_and_the_others_come_in() -> None:
    school = organisations.school()
    content = bundles.folder(
        ("坏.xlsx", b"PK\x03\x04 broken"), ("说明.pdf", b"%PDF-1.4"), ("内.zip", b"PK\x05\x06"),
        ("../外.xlsx", bundles.school_sheet(school)), ("空.xlsx", bundles.sheet([])), ("好.xlsx", bundles.school_sheet(school)),
        ("__MACOSX/._好.xlsx", b"x"),
    )  # fmt: skip
    bundle = bundles.read(content)
    parts = list(bundle.parts.order_by("position"))
    assert [part.outcome for part in parts] == ["unreadable"] * 5 + ["taken"]
    assert all(part.words and "%(" not in part.words for part in parts[:5])
    assert bundle.passed_over == ["._好.xlsx"]


def test_the_file_is_kept_sealed_until_it_is_read() -> None:
    content = bundles.school_sheet(organisations.school())
    bundle = bundles.kept(content, "一.xlsx")
    assert bundle.file is not None
    assert bundle.file.opened == content
    with clock.standing_at(AT):
        jobs.read_bundle(bundles.reporter(), bundle=bundle.pk)
    assert not KeptFile.objects.exists()


def test_handfuls_grow_so_that_the_first_schools_are_stored_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    schools = [organisations.school(f"五台县第{n}小学") for n in "一二三四五六七八九"]
    files = [(f"{n}.xlsx", bundles.school_sheet(school, 1, first=n)) for n, school in enumerate(schools, start=1)]
    bundle = bundles.kept(bundles.folder(*files))
    monkeypatch.setattr(jobs, "FIRST_PARTS", 1)
    monkeypatch.setattr(jobs, "PARTS_AT_ONCE", 4)
    store, sizes = actions.store_parts, []

    def counted(**given_: Any) -> None:
        sizes.append(len(given_["incoming"]))
        store(**given_)

    monkeypatch.setattr(actions, "store_parts", counted)
    with clock.standing_at(AT):
        jobs.read_bundle(bundles.reporter(), bundle=bundle.pk)
    assert sizes == [1, 2, 4, 2]
    assert [outcome for _, outcome, _ in bundles.outcomes(bundle)] == ["taken"] * 9


def test_reading_killed_half_way_and_begun_again_gives_the_same_end(monkeypatch: pytest.MonkeyPatch) -> None:
    schools = [organisations.school(f"五台县第{n}小学") for n in "一二三四五六七"]
    files = [(f"{n}.xlsx", bundles.school_sheet(school, 2, first=10 * n)) for n, school in enumerate(schools, start=1)]
    both = [row for n in (6, 7) for row in given.rows(2, school=schools[n - 1], first=10 * n)]
    bundle = bundles.kept(bundles.folder(*files[:5], ("六七.xlsx", bundles.sheet(both))))
    monkeypatch.setattr(jobs, "PARTS_AT_ONCE", 2)
    store = actions.store_parts
    stored: list[None] = []

    def store_or_die(**given_: Any) -> None:
        if len(stored) == 3:
            raise KeyboardInterrupt
        store(**given_)
        stored.append(None)

    with clock.standing_at(AT):
        monkeypatch.setattr(actions, "store_parts", store_or_die)
        with pytest.raises(KeyboardInterrupt):
            jobs.read_bundle(bundles.reporter(), bundle=bundle.pk)
        assert bundle.parts.count() == 6
        monkeypatch.setattr(actions, "store_parts", store)
        jobs.read_bundle(bundles.reporter(), bundle=bundle.pk)
        jobs.read_bundle(bundles.reporter(), bundle=bundle.pk)
    assert [outcome for _, outcome, _ in bundles.outcomes(bundle)] == ["taken"] * 7
    assert Roster.objects.count() == 7
    assert set(Roster.objects.values_list("teachers", flat=True)) == {2}
    assert RosterRow.objects.count() == 14


def test_numbers_that_are_somebody_elses_are_marked_as_in_a_single_upload() -> None:
    enrolled, waiting = organisations.school("五台县第二小学"), organisations.school("五台县第三小学")
    school = organisations.school()
    given.accepted_roster(1, school=enrolled, sheet=given.rows(1, school=enrolled, first=1))
    given.submitted_roster(1, school=waiting, sheet=given.rows(1, school=waiting, first=2))
    rows = given.rows(3, school=school)
    rows[2][4] = given.rows(1)[0][4]
    bundles.read(bundles.sheet(rows), "一.xlsx")
    roster = Roster.objects.get(school=school)
    by_bundle = [each.problems for each in queries.teachers_of(roster)]
    assert roster.open_problems == 4
    roster.delete()
    single = given.draft(school=school, sheet=rows)
    assert [each.problems for each in queries.teachers_of(single)] == by_bundle


def test_parts_are_decided_once() -> None:
    bundle = bundles.read(bundles.sheet([[*row[:7], "查无此校", ""] for row in given.rows(1)]), "一.xlsx")
    with pytest.raises(ReasonNeeded):
        actions.dismiss_part(bundle=bundle, position=1, reason=" ", by=bundle.by, now=AT)
    part = actions.dismiss_part(bundle=bundle, position=1, reason="已并入他校", by=bundle.by, now=AT)
    assert (part.outcome, part.rows, part.words) == ("dismissed", None, "已并入他校")
    with pytest.raises(PartDecided):
        actions.assign_part(bundle=bundle, position=1, school=organisations.school(), by=bundle.by, now=AT)


def test_nothing_is_taken_after_the_deadline_or_that_is_no_sheet() -> None:
    by = bundles.county_post()
    programme = programmes.programme_2020()
    late: dict[str, Any] = {"programme": programme, "division": by.division, "file_name": "一.xlsx", "by": by}
    with pytest.raises(RosterClosed):
        actions.keep_bundle(content=b"", now=given.CLOSES_AT.replace(year=2021), **late)
    with pytest.raises(NotASheet):
        actions.keep_bundle(content=b"%PDF-1.4", now=AT, **late)
    many = bundles.folder(*((f"{n}.csv", b"1") for n in range(3_001)))
    with pytest.raises(FolderTooMany):
        actions.keep_bundle(content=many, now=AT, **late)
    assert not Bundle.objects.exists()


def test_the_county_hands_in_for_its_schools_only_where_the_programme_lets_it() -> None:
    school = organisations.school()
    bundle = bundles.read(bundles.school_sheet(school), "一.xlsx")
    roster = Roster.objects.get()
    with pytest.raises(CountyMayNotHandIn):
        actions.hand_in_for(roster=roster, declared_by="刘校长", version=roster.version, by=bundle.by, now=AT)
    programmes.programme_2020(A05={"county_hands_in": True})
    roster = Roster.objects.get()
    handed = actions.hand_in_for(roster=roster, declared_by="刘校长", version=roster.version, by=bundle.by, now=AT)
    assert (handed.state, handed.declared_by) == ("submitted", "刘校长")


def test_the_county_does_not_hand_in_what_a_school_uploaded_itself() -> None:
    programmes.programme_2020(A05={"county_hands_in": True})
    roster = given.draft(2)
    with pytest.raises(CountyMayNotHandIn):
        actions.hand_in_for(
            roster=roster, declared_by="刘校长", version=roster.version, by=bundles.county_post(), now=AT
        )


def test_a_stopped_worker_is_followed_up_and_a_waiting_one_is_not() -> None:
    bundle = bundles.kept(bundles.school_sheet(organisations.school()), "一.xlsx")
    with clock.standing_at(AT):
        run = jobs.begin_reading(bundle)
    with clock.standing_at(AT + jobs.STANDSTILL * 2):
        jobs.resume_stalled()
        assert Bundle.objects.get().run == run.public_id
        type(run).objects.filter(pk=run.pk).update(state="running")
        jobs.resume_stalled()
    assert Bundle.objects.get().run != run.public_id


def test_personal_numbers_stand_nowhere_in_the_open() -> None:
    rows = [[*row[:7], "查无此校", ""] for row in given.rows(1)]
    bundle = bundles.read(bundles.sheet(rows), "一.xlsx")
    number, mobile = str(rows[0][5]), str(rows[0][4])
    part = BundlePart.objects.filter(bundle=bundle).values("words", "candidates", "ignored", "school_text").get()
    facts = [str(each.facts) for each in Entry.objects.all()]
    assert not any(number in text or mobile in text for text in (str(part), *facts))
