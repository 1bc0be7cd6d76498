"""Handing in, review by county or city, and what acceptance does."""

from datetime import timedelta

import pytest

from xingtan.accounts.models import Account, Kind, Post
from xingtan.accounts.tests import given as people
from xingtan.audit.models import Entry
from xingtan.enrolment import queries as enrolment
from xingtan.enrolment.errors import EnrolledElsewhere
from xingtan.enrolment.tests import given as enrolled
from xingtan.foundation import clock
from xingtan.organisations.models import SchoolChange
from xingtan.organisations.tests import given as organisations
from xingtan.programmes.tests import given as programmes
from xingtan.rosters import actions, queries
from xingtan.rosters.errors import (
    HeadMustDeclare,
    NotDeclared,
    NotTheReviewer,
    NotUnderReview,
    NotWithTheSchool,
    ProblemsRemain,
    ReasonNeeded,
    RosterChanged,
    RosterClosed,
)
from xingtan.rosters.models import Roster
from xingtan.rosters.sheet import FIELDS
from xingtan.rosters.tests import given

pytestmark = pytest.mark.django_db


def hand_in(roster: Roster, *, declared_by: str = "刘校长", version: int | None = None, **at: int) -> Roster:
    now = given.CLOSES_AT + timedelta(**at) if at else given.IN_TIME
    return actions.hand_in(roster=roster, declared_by=declared_by, version=version or roster.version, by=None, now=now)


def test_a_sound_declared_roster_is_handed_in_and_says_by_whom_and_when() -> None:
    roster = hand_in(given.draft())

    assert (roster.state, roster.declared_by, roster.handed_in_at) == ("submitted", "刘校长", given.IN_TIME)
    assert [step.kind for step in queries.steps_of(roster)] == ["uploaded", "handed_in"]
    assert SchoolChange.objects.filter(school=roster.school).exists()


@pytest.mark.parametrize("seconds", [0, 1])
def test_one_second_after_the_deadline_is_too_late(seconds: int) -> None:
    roster = given.draft()

    if not seconds:
        assert hand_in(roster, seconds=0).state == "submitted"
        return
    with pytest.raises(RosterClosed):
        hand_in(roster, seconds=1)
    roster.refresh_from_db()
    assert roster.state == "draft"
    assert not Entry.objects.filter(verb="hand_in_roster").exists()


def test_without_a_declaration_it_stays_with_the_school() -> None:
    with pytest.raises(NotDeclared):
        hand_in(given.draft(), declared_by="  ")

    assert Roster.objects.get().state == "draft"


def test_with_a_cell_to_mend_it_stays_with_the_school() -> None:
    sheet = given.rows(2)
    sheet[0][1] = ""

    with pytest.raises(ProblemsRemain, match="1"):
        hand_in(given.draft(sheet=sheet))

    assert Roster.objects.get().state == "draft"


def test_whoever_was_enrolled_elsewhere_meanwhile_is_marked_when_handing_in() -> None:
    sheet = given.rows(2)
    roster = given.draft(sheet=sheet)
    other = organisations.school("原平市实验小学", division=organisations.YUANPING)
    enrolled.enrolments(entrants=[enrolled.entrant(number=str(sheet[0][5]))], school=other)

    with pytest.raises(ProblemsRemain):
        hand_in(roster)

    assert [len(teacher.problems) for teacher in queries.teachers_of(roster)] == [1, 0]
    assert Roster.objects.get().open_problems == 1


def test_a_stale_window_cannot_hand_in_what_it_did_not_show() -> None:
    roster = given.draft(3)
    given.draft(2)

    with pytest.raises(RosterChanged):
        hand_in(roster, version=roster.version)

    assert Roster.objects.get().state == "draft"


def test_handing_in_twice_is_told() -> None:
    roster = hand_in(given.draft())

    with pytest.raises(NotWithTheSchool):
        hand_in(roster)


def test_acceptance_opens_accounts_gives_posts_and_enrols() -> None:
    roster = given.accepted_roster(3)

    assert roster.state == "accepted"
    assert enrolment.headcount_of(roster.programme, roster.school) == 3
    assert Post.objects.filter(kind=Kind.LEARNER, school=roster.school).count() == 3
    assert Account.objects.filter(posts__kind=Kind.LEARNER, activated_at=None).distinct().count() == 3
    last = queries.steps_of(roster).last()
    assert last is not None
    assert last.by is not None
    assert (last.kind, last.by.kind) == ("accepted", Kind.CITY_SUPERVISOR)


def test_the_county_passes_on_and_the_centre_accepts() -> None:
    roster = given.passed_roster(2)
    county, centre = given.reviewer(roster.school), given.centre()

    assert roster.state == "passed"
    assert enrolment.headcount_of(roster.programme, roster.school) == 0
    assert [step.kind for step in queries.steps_of(roster)] == ["uploaded", "handed_in", "passed"]
    assert queries.waiting_for(county, roster.programme).count == 0
    assert queries.waiting_for(centre, roster.programme).count == 1
    with pytest.raises(NotTheReviewer):
        actions.accept(roster=roster, by=county, now=given.IN_TIME)
    assert actions.accept(roster=roster, by=centre, now=given.IN_TIME).state == "accepted"


def test_where_the_centre_leaves_it_to_the_counties_their_yes_enrols() -> None:
    programme = programmes.programme_2020(A05={"centre_accepts": False})
    roster = given.submitted_roster(2, programme=programme)

    assert actions.accept(roster=roster, by=given.reviewer(roster.school), now=given.IN_TIME).state == "accepted"


def test_the_centre_returns_what_a_county_passed_to_the_school_itself() -> None:
    roster = given.passed_roster(1)

    returned = actions.send_back(roster=roster, reason="请核对学段", by=given.centre(), now=given.IN_TIME)

    assert returned.state == "returned"
    assert hand_in(returned).state == "submitted"


def test_remarks_beside_rows_go_back_with_the_roster_and_end_with_the_row_they_are_about() -> None:
    roster = given.submitted_roster(3)
    by = given.reviewer(roster.school)
    actions.remark_row(roster=roster, position=2, words="学科请与任教一致", by=by, now=given.IN_TIME)
    actions.remark_row(roster=roster, position=3, words="误写", by=by, now=given.IN_TIME)
    actions.remark_row(roster=roster, position=3, words=" ", by=by, now=given.IN_TIME)

    roster = actions.send_back(roster=roster, reason="", by=by, now=given.IN_TIME)

    assert [(row.position, row.open_remark) for row in queries.remarked_rows(roster)] == [(2, "学科请与任教一致")]
    row = queries.row_at(roster, 2)
    assert row is not None
    cells = {field: row.teacher.shown(field) for field in (*FIELDS, "note")} | {"subject": "数学"}
    contact = given.contact(roster.school)
    actions.change_row(roster=roster, position=2, cells=cells, row_version=row.version, by=contact, now=given.IN_TIME)
    assert not queries.remarked_rows(roster).exists()


def test_only_whose_turn_it_is_remarks() -> None:
    roster = given.submitted_roster(1)

    with pytest.raises(NotTheReviewer):
        actions.remark_row(roster=roster, position=1, words="?", by=given.centre(), now=given.IN_TIME)

    assert not queries.remarked_rows(roster).exists()


def test_a_review_is_overdue_after_the_days_of_a05() -> None:
    roster = given.submitted_roster(1)
    rows = queries.rosters_within(given.reviewer(roster.school), roster.programme)

    def late(day: int, hour: int, minute: int, second: int) -> int:
        return queries.overdue(rows, roster.programme, clock.moment(2020, 11, day, hour, minute, second)).count()

    assert (late(28, 23, 59, 59), late(29, 0, 0, 0)) == (0, 1)


def test_passing_on_starts_the_days_of_the_centre_anew() -> None:
    roster = given.submitted_roster(1)
    later = clock.moment(2020, 11, 30, 9)
    roster = actions.accept(roster=roster, by=given.reviewer(roster.school), now=later)

    assert queries.waiting_for(given.centre(), roster.programme).oldest_at == later


def test_where_the_head_declares_nobody_else_hands_in() -> None:
    programme = programmes.programme_2020(A21={"head_declares_in_person": True})
    roster = given.draft(2, programme=programme)
    contact = given.contact(roster.school)
    head = people.post(Kind.SCHOOL_HEAD, school=roster.school)

    with pytest.raises(HeadMustDeclare):
        actions.hand_in(roster=roster, declared_by="刘校长", version=roster.version, by=contact, now=given.IN_TIME)

    done = actions.hand_in(roster=roster, declared_by="刘校长", version=roster.version, by=head, now=given.IN_TIME)
    assert done.state == "submitted"


def test_accepting_twice_enrols_once() -> None:
    roster = given.accepted_roster(2)

    with pytest.raises(NotUnderReview):
        actions.accept(roster=roster, by=given.reviewer(roster.school), now=given.IN_TIME)

    assert enrolment.headcount_of(roster.programme, roster.school) == 2


def test_acceptance_enrols_all_or_nobody() -> None:
    sheet = given.rows(2)
    roster = given.submitted_roster(sheet=sheet)
    other = organisations.school("原平市实验小学", division=organisations.YUANPING)
    enrolled.enrolments(entrants=[enrolled.entrant(number=str(sheet[0][5]))], school=other)

    with pytest.raises(EnrolledElsewhere):
        given.accept(roster)

    assert Roster.objects.get().state == "passed"
    assert enrolment.headcount_of(roster.programme, roster.school) == 0


def test_a_returned_roster_says_why_and_can_be_mended_and_handed_in_again() -> None:
    roster = given.returned_roster(reason="缺少两位音乐教师")

    assert queries.steps_of(roster).last().words == "缺少两位音乐教师"  # type: ignore[union-attr]
    assert hand_in(given.draft(2)).state == "submitted"


def test_a_roster_is_not_returned_without_a_reason() -> None:
    roster = given.submitted_roster()

    with pytest.raises(ReasonNeeded):
        actions.send_back(roster=roster, reason=" ", by=given.reviewer(roster.school), now=given.IN_TIME)

    assert Roster.objects.get().state == "submitted"


def test_the_county_does_not_decide_about_a_city_direct_school() -> None:
    school = organisations.city_direct_school()
    roster = given.submitted_roster(school=school)
    county = people.post(Kind.COUNTY_ADMIN, division=organisations.division(organisations.XINFU))

    with pytest.raises(NotTheReviewer):
        actions.accept(roster=roster, by=county, now=given.IN_TIME)

    assert actions.accept(roster=roster, by=given.reviewer(school), now=given.IN_TIME).state == "accepted"


def test_the_city_leaves_county_schools_to_the_county_unless_counties_do_not_review() -> None:
    roster = given.submitted_roster()
    city = people.post(Kind.CITY_SUPERVISOR, division=organisations.division(organisations.CITY))
    assert not queries.is_reviewer(city, roster)
    assert queries.waiting_for(city, roster.programme).count == 0

    programme = programmes.programme_2020(A05={"county_review": False})
    roster = Roster.objects.select_related("programme", "school").get(pk=roster.pk)

    assert queries.is_reviewer(city, roster)
    assert queries.waiting_for(city, programme).count == 1


def test_reviewers_see_what_waits_and_never_a_draft() -> None:
    roster = given.submitted_roster()
    given.draft(school=organisations.school("五台县第二小学校"))
    county = given.reviewer(roster.school)

    assert queries.waiting_for(county, roster.programme) == queries.Waiting(1, given.IN_TIME)
    assert list(queries.rosters_within(county, roster.programme)) == [roster]


def test_after_acceptance_further_teachers_come_on_a_new_roster() -> None:
    first = given.accepted_roster(2)
    second = given.submitted_roster(sheet=given.rows(1, school=first.school, first=3))

    given.accept(second)

    assert second.pk != first.pk
    assert enrolment.headcount_of(first.programme, first.school) == 3


def test_review_goes_on_after_the_deadline() -> None:
    roster = given.submitted_roster()

    late = given.CLOSES_AT + timedelta(days=2)
    assert given.accept(roster, at=late).state == "accepted"
