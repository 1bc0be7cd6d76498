"""What clerks do with mails that wait."""

import pytest

from xingtan.accounts.models import Kind
from xingtan.foundation.errors import Refusal
from xingtan.mailroom import actions, queries
from xingtan.mailroom.errors import (
    AlreadyAccepted,
    DraftStands,
    NameOfAnother,
    NoAnswerPossible,
    NotASheetHere,
    NotWaiting,
    ReasonMissing,
    SchoolUnknown,
    SourceForgotten,
)
from xingtan.mailroom.models import Letter, LetterSource
from xingtan.mailroom.tests import given, letters
from xingtan.organisations.models import School, SchoolAlias
from xingtan.organisations.tests import given as organisations
from xingtan.outbox.models import Message
from xingtan.rosters import queries as roster_queries
from xingtan.rosters.errors import NotWithTheSchool
from xingtan.rosters.models import Roster
from xingtan.rosters.tests import given as rosters

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_time")]


def assigned(letter: Letter, school: School, *, remember: bool = False, replace: bool = False) -> Roster:
    by = given.clerk()
    return actions.assign(
        letter=letter, position=0, school_code=school.code, remember=remember, replace=replace, by=by, now=given.IN_TIME
    )


def refused(letter: Letter, school: School, refusal: type[Refusal], **how: bool) -> None:
    """The refusal, and that nothing changed."""
    letter.refresh_from_db()
    before = (letter.state, Roster.objects.count(), Message.objects.count(), SchoolAlias.objects.count())
    with pytest.raises(refusal):
        assigned(letter, school, **how)
    letter.refresh_from_db()
    assert before == (letter.state, Roster.objects.count(), Message.objects.count(), SchoolAlias.objects.count())


def test_a_waiting_sheet_given_to_a_school_becomes_its_draft_and_the_sender_is_told() -> None:
    school = organisations.school()
    letter = given.waiting_letter(school)

    roster = assigned(letter, school)

    letter.refresh_from_db()
    assert (roster.school, roster.state, roster.teachers) == (school, "draft", 2)
    assert (letter.state, letter.school, letter.why) == ("taken", school, "")
    assert Message.objects.count() == 2
    assert school.registered_name in Message.objects.latest("pk").body


def test_the_roster_says_which_clerk_took_it_in() -> None:
    school = organisations.school()
    assigned(given.waiting_letter(school), school)

    (step,) = roster_queries.steps_of(Roster.objects.get())
    assert step.by is not None
    assert letters.SENDER in step.words


def test_a_name_remembered_is_recognised_next_time() -> None:
    school = organisations.school()
    assigned(given.waiting_letter(school), school, remember=True)

    assert "希望学校" in school.aliases.values_list("text", flat=True)
    assert given.waiting_letter(school, first=50).state == "taken"


def test_the_name_of_another_school_is_not_remembered() -> None:
    school = organisations.school()
    letter = given.waiting_letter(school)
    organisations.school("希望学校", division=organisations.YUANPING)

    refused(letter, school, NameOfAnother, remember=True)


def test_a_draft_the_school_typed_is_replaced_only_when_the_clerk_says_so() -> None:
    school = organisations.school()
    rosters.draft(5, school=school)
    letter = given.waiting_letter(school, first=40)

    refused(letter, school, DraftStands)
    assert assigned(letter, school, replace=True).teachers == 2


def test_a_roster_handed_in_or_accepted_is_not_touched_by_a_clerk_either() -> None:
    first, second = organisations.school(), organisations.school("五台县第二小学校")
    rosters.submitted_roster(2, school=first)
    rosters.accepted_roster(school=second, sheet=rosters.rows(2, school=second, first=40))
    letter = given.waiting_letter(first, first=60)

    refused(letter, first, NotWithTheSchool, replace=True)
    refused(letter, second, AlreadyAccepted, replace=True)


def test_a_school_out_of_reach_is_no_school() -> None:
    school, away = organisations.school(), organisations.school("原平市第一中学校", division=organisations.YUANPING)
    letter = given.waiting_letter(school)
    county = given.clerk(Kind.COUNTY_ADMIN, division=organisations.WUTAI)

    for code in (away.code, "0000000000", ""):
        with pytest.raises(SchoolUnknown):
            actions.assign(
                letter=letter, position=0, school_code=code, remember=False, replace=False, by=county, now=given.IN_TIME
            )


def test_what_is_no_sheet_cannot_be_given_to_a_school() -> None:
    school = organisations.school()
    letter = given.came(letters.letter("您好", ("说明.pdf", b"%PDF-1.4 x")))

    refused(letter, school, NotASheetHere)


def test_a_sheet_is_given_once() -> None:
    school = organisations.school()
    letter = given.waiting_letter(school)
    assigned(letter, school)

    refused(letter, school, NotWaiting)


def test_a_mail_whose_days_are_over_cannot_be_taken_in_any_more() -> None:
    school = organisations.school()
    letter = given.waiting_letter(school)
    LetterSource.objects.all().delete()

    refused(letter, school, SourceForgotten)


def test_dismissing_needs_a_reason_and_keeps_the_mail() -> None:
    letter, by = given.waiting_letter(), given.clerk()
    with pytest.raises(ReasonMissing):
        actions.dismiss(letter=letter, reason=" ", by=by, now=given.IN_TIME)

    actions.dismiss(letter=letter, reason="重复发送", by=by, now=given.IN_TIME)

    assert Letter.objects.get().state == "dismissed"
    assert queries.steps_of(letter).filter(words="重复发送", by=by).exists()
    assert not Roster.objects.exists()
    with pytest.raises(NotWaiting):
        actions.dismiss(letter=letter, reason="again", by=by, now=given.IN_TIME)


def test_answering_again_says_how_the_roster_stands_now() -> None:
    letter = given.taken_letter()
    actions.answer_again(letter=letter, by=given.clerk(), now=given.IN_TIME)

    assert Message.objects.count() == 2
    assert len(set(Message.objects.values_list("dedup_key", flat=True))) == 2


def test_a_machine_is_not_answered_by_a_clerk_either() -> None:
    letter = given.came(letters.letter("自动回复"))

    with pytest.raises(NoAnswerPossible):
        actions.answer_again(letter=letter, by=given.clerk(), now=given.IN_TIME)
    assert not Message.objects.exists()
