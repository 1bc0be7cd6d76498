"""Changes after enrolment: asked with evidence, decided by the right post, carried out in one go (R71)."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from xingtan.accounts.errors import IdNumberTaken, MayNotHelp, MobileTaken
from xingtan.accounts.models import Account, Kind, Post
from xingtan.accounts.tests import given as people
from xingtan.audit.models import Entry
from xingtan.enrolment import errors, queries
from xingtan.enrolment.actions import asking, deciding
from xingtan.enrolment.models import ChangeEvidence, ChangeRequest, ChangeStep, Enrolment, EnrolmentStep
from xingtan.enrolment.rules import Change
from xingtan.enrolment.tests import given
from xingtan.organisations.models import School, SchoolChange
from xingtan.organisations.tests import given as organisations

pytestmark = pytest.mark.django_db
NEW_MOBILE = "19855556666"


def neighbour(name: str = "五台县第二小学", division: str = organisations.WUTAI) -> School:
    return organisations.school(name, division=division)


def test_a_transfer_moves_school_and_learner_post_and_keeps_where_the_teacher_was() -> None:
    row, to = given.enrolment(), neighbour()
    request = given.change(Change.TRANSFER, row=row, to=to)
    deciding.answer_change(change=request, agrees=True, words="", by=given.contact(to), now=given.IN_TERM)
    before = SchoolChange.objects.count()

    given.grant(request, by=given.county_clerk())

    moved = Enrolment.objects.get(pk=row.pk)
    assert moved.school == to
    assert list(row.account.posts.filter(kind=Kind.LEARNER, is_active=True).values_list("school", flat=True)) == [to.pk]
    assert queries.headcount_of(row.programme, row.school) == 0
    assert queries.headcount_of(row.programme, to) == 1
    step = EnrolmentStep.objects.get(enrolment=row)
    assert (step.kind, step.from_school, step.to_school) == ("moved", row.school, to)
    assert set(SchoolChange.objects.order_by("pk")[before:].values_list("school", flat=True)) >= {row.school.pk, to.pk}
    assert [each.kind for each in ChangeStep.objects.filter(request=request)] == ["asked", "agreed", "accepted"]


def test_the_old_school_reaches_the_account_no_more_and_the_new_one_does() -> None:
    row, to = given.enrolment(), neighbour()
    old_contact, new_contact = given.contact(row.school), given.contact(to)
    request = given.change(Change.TRANSFER, row=row, to=to, by=old_contact)
    deciding.answer_change(change=request, agrees=True, words="", by=new_contact, now=given.IN_TERM)

    given.grant(request, by=given.county_clerk())

    assert not Account.objects.within(old_contact).filter(pk=row.account_id).exists()
    assert Account.objects.within(new_contact).filter(pk=row.account_id).exists()


def test_who_moves_back_learns_at_the_first_school_again() -> None:
    row, to = given.enrolment(), neighbour()
    county = given.county_clerk()
    for there in (to, row.school):
        here = Enrolment.objects.select_related("school").get(pk=row.pk)
        request = given.change(Change.TRANSFER, row=here, to=there)
        deciding.answer_change(change=request, agrees=True, words="", by=given.contact(there), now=given.IN_TERM)
        given.grant(request, by=county)

    active = row.account.posts.filter(kind=Kind.LEARNER, is_active=True)
    assert [post.school_id for post in active] == [row.school_id]


def test_a_school_claims_a_teacher_of_another_school_and_is_not_told_which_before_it_answers() -> None:
    wang = given.entrant("王秀英")
    row = given.enrolments(entrants=[wang])[0]
    to = neighbour()
    claimant, holder = given.contact(to), given.contact(row.school)

    request = given.claim(wang, by=claimant)

    assert request.school == row.school
    assert not queries.knows_other_school(claimant, request)
    assert queries.may_answer(holder, request)
    assert not queries.may_answer(claimant, request)
    answered = deciding.answer_change(change=request, agrees=True, words="", by=holder, now=given.IN_TERM)
    assert queries.knows_other_school(claimant, answered)
    given.grant(answered, by=given.county_clerk())
    assert Enrolment.objects.get(pk=row.pk).school == to


def test_a_claim_needs_exactly_name_and_number() -> None:
    wang = given.entrant("王秀英")
    given.enrolments(entrants=[wang])
    claimant = given.contact(neighbour())

    for wrong in (given.entrant("王秀兰", number=wang.id_number), given.entrant("王秀英")):
        with pytest.raises(errors.TeacherNotFound):
            given.claim(wrong, by=claimant)

    assert not ChangeRequest.objects.exists()


def test_an_objection_needs_words_and_the_county_still_decides() -> None:
    row, to = given.enrolment(), neighbour()
    request = given.change(Change.TRANSFER, row=row, to=to)
    there = given.contact(to)
    with pytest.raises(errors.WordsMissing):
        deciding.answer_change(change=request, agrees=False, words=" ", by=there, now=given.IN_TERM)

    objected = deciding.answer_change(change=request, agrees=False, words="未接到调令", by=there, now=given.IN_TERM)
    assert objected.state == "objected"

    given.grant(objected, by=given.county_clerk())
    assert Enrolment.objects.get(pk=row.pk).school == to


def test_a_silent_school_holds_nobody_for_ever() -> None:
    row, to = given.enrolment(), neighbour()
    request = given.change(Change.TRANSFER, row=row, to=to)
    county = given.county_clerk()

    with pytest.raises(errors.NotAnswered):
        given.grant(request, by=county, at=given.IN_TERM + timedelta(days=3))
    given.grant(request, by=county, at=given.IN_TERM + timedelta(days=4))

    assert Enrolment.objects.get(pk=row.pk).school == to


def test_between_two_counties_the_city_decides_and_no_county() -> None:
    row = given.enrolment()
    to = neighbour("原平市实验小学", organisations.YUANPING)
    request = given.change(Change.TRANSFER, row=row, to=to)
    deciding.answer_change(change=request, agrees=True, words="", by=given.contact(to), now=given.IN_TERM)

    for county in (given.county_clerk(), given.county_clerk(organisations.YUANPING)):
        with pytest.raises(errors.NotDecider):
            given.grant(request, by=county)
    given.grant(request, by=given.city_clerk())

    assert Enrolment.objects.get(pk=row.pk).school == to


def test_withdrawal_ends_the_enrolment_and_keeps_the_person() -> None:
    row = given.enrolment()

    given.grant(given.change(row=row), by=given.county_clerk())

    assert Enrolment.objects.get(pk=row.pk).status == "withdrawn"
    assert Account.objects.filter(pk=row.account_id).exists()
    assert EnrolmentStep.objects.get(enrolment=row).kind == "withdrawn"


def test_another_mobile_name_number_and_subject_are_carried_out() -> None:
    row = given.enrolment()
    county, contact = given.county_clerk(), given.contact(row.school)
    number = given.id_number()

    cases: list[tuple[Change, dict[str, Any]]] = [
        (Change.MOBILE, {"mobile": NEW_MOBILE}), (Change.NAME, {"name": "王秀瑛"}),
        (Change.ID_NUMBER, {"id_number": number}), (Change.SUBJECT, {"stage": "初中", "subject": "物理"}),
    ]  # fmt: skip
    for kind, values in cases:
        given.grant(given.change(kind, row=row, by=contact, **values), by=county)

    row.refresh_from_db()
    account = Account.objects.get(pk=row.account_id)
    assert (account.mobile, account.name, account.id_number) == (NEW_MOBILE, "王秀瑛", number)
    assert (row.stage, row.subject) == ("初中", "物理")


def test_the_audit_holds_no_personal_number() -> None:
    row = given.enrolment()
    number = given.id_number()
    contact, county = given.contact(row.school), given.county_clerk()
    given.grant(given.change(Change.MOBILE, row=row, by=contact, mobile=NEW_MOBILE), by=county)
    given.grant(given.change(Change.ID_NUMBER, row=row, by=contact, id_number=number), by=county)

    said = "".join(f"{entry.about} {entry.facts}" for entry in Entry.objects.all())

    for secret in (NEW_MOBILE, number, row.account.mobile, row.account.id_number or "-"):
        assert secret not in said


def test_what_cannot_be_right_is_refused_when_it_is_asked() -> None:
    row = given.enrolment()
    other = given.enrolment()
    contact = given.contact(row.school)

    for kind, values, refusal in (
        (Change.MOBILE, {"mobile": other.account.mobile}, MobileTaken),
        (Change.ID_NUMBER, {"id_number": other.account.id_number}, IdNumberTaken),
        (Change.SUBJECT, {"stage": "小学", "subject": "物理"}, errors.SubjectUnknown),
        (Change.SUBJECT, {"stage": row.stage, "subject": row.subject}, errors.SameSubject),
        (Change.TRANSFER, {}, errors.SchoolUnknown),
        (Change.DISPUTE, {}, errors.NotYours),
    ):
        with pytest.raises(refusal):
            given.change(kind, row=row, by=contact, **values)
    with pytest.raises(errors.SameSchool):
        given.change(Change.TRANSFER, row=row, by=contact, to=row.school)

    assert not ChangeRequest.objects.exists()


def test_only_the_own_contact_asks() -> None:
    row = given.enrolment()
    head = people.post(Kind.SCHOOL_HEAD, school=row.school)

    for by in (given.contact(neighbour()), head, given.county_clerk()):
        with pytest.raises(errors.NotYours):
            given.change(row=row, by=by)


@pytest.mark.parametrize("kind", [Change.MOBILE, Change.NAME, Change.ID_NUMBER])
def test_who_a_person_is_is_not_changed_on_bare_word(kind: Change) -> None:
    row = given.enrolment()
    values = {"mobile": NEW_MOBILE, "name": "王秀瑛", "id_number": given.id_number()}
    asked = asking.Asked(kind, "更正", {kind.value: values[kind.value]})

    with pytest.raises(errors.EvidenceMissing):
        asking.ask_for_change(enrolment=row, asked=asked, by=given.contact(row.school), now=given.IN_TERM)


def test_the_same_change_waits_once_and_can_be_taken_back() -> None:
    row = given.enrolment()
    contact = given.contact(row.school)
    first = given.change(row=row, by=contact)
    with pytest.raises(errors.AlreadyAsked):
        given.change(row=row, by=contact)

    deciding.take_back_change(change=first, by=contact, now=given.IN_TERM)
    again = given.change(row=row, by=contact)

    assert again.state == "open"
    with pytest.raises(errors.AlreadyDecided):
        given.grant(first, by=given.county_clerk())
    assert Enrolment.objects.get(pk=row.pk).status == "accepted"


def test_a_refusal_needs_words_and_changes_nothing() -> None:
    row = given.enrolment()
    request, county = given.change(row=row), given.county_clerk()
    with pytest.raises(errors.WordsMissing):
        deciding.refuse_change(change=request, words="", by=county, now=given.IN_TERM)

    refused = deciding.refuse_change(change=request, words="请附调令", by=county, now=given.IN_TERM)

    assert (refused.state, refused.words) == ("refused", "请附调令")
    assert Enrolment.objects.get(pk=row.pk).status == "accepted"
    assert not Entry.objects.filter(verb="withdraw_enrolment").exists()


def test_nobody_decides_a_request_of_the_own_or_about_oneself() -> None:
    row = given.enrolment()
    both = given.contact(row.school)
    request = given.change(row=row, by=both)
    also_county = people.post(Kind.COUNTY_ADMIN, division=row.school.division, holder=both.account)
    about_self = people.post(Kind.COUNTY_ADMIN, division=row.school.division, holder=row.account)

    for by in (also_county, about_self):
        with pytest.raises(errors.OwnRequest):
            given.grant(request, by=by)
        with pytest.raises(errors.OwnRequest):
            deciding.refuse_change(change=request, words="不同意", by=by, now=given.IN_TERM)

    assert ChangeRequest.objects.get().state == "open"


def test_a_county_does_not_take_over_the_account_of_somebody_above() -> None:
    row = given.enrolment()
    people.post(Kind.CITY_SUPERVISOR, division=organisations.division(organisations.CITY), holder=row.account)
    request = given.change(Change.MOBILE, row=row, mobile=NEW_MOBILE)

    with pytest.raises(MayNotHelp):
        given.grant(request, by=given.county_clerk())

    assert ChangeRequest.objects.get().state == "open"
    assert Account.objects.get(pk=row.account_id).mobile != NEW_MOBILE


def test_when_somebody_took_the_number_meanwhile_nothing_is_decided() -> None:
    row = given.enrolment()
    request = given.change(Change.MOBILE, row=row, mobile=NEW_MOBILE)
    given.enrolments(entrants=[given.entrant("李春兰", mobile=NEW_MOBILE)], school=neighbour())

    with pytest.raises(MobileTaken):
        given.grant(request, by=given.county_clerk())

    assert ChangeRequest.objects.get().state == "open"


@pytest.mark.parametrize("kind", [Change.TRANSFER, Change.WITHDRAWAL, Change.SUBJECT])
def test_the_last_second_of_the_term_is_in_time_and_the_next_is_not(kind: Change) -> None:
    row, to = given.enrolment(), neighbour()
    values: dict[str, Any] = {"stage": "初中", "subject": "物理"} if kind is Change.SUBJECT else {}
    target = to if kind is Change.TRANSFER else None

    with pytest.raises(errors.AfterTerm):
        given.change(kind, row=row, to=target, at=given.AFTER_TERM, **values)
    request = given.change(kind, row=row, to=target, at=given.LAST_SECOND - timedelta(days=9), **values)
    with pytest.raises(errors.AfterTerm):
        given.grant(request, by=given.county_clerk(), at=given.AFTER_TERM)
    given.grant(request, by=given.county_clerk(), at=given.LAST_SECOND)

    assert ChangeRequest.objects.get().state == "accepted"


def test_a_name_is_put_right_after_the_term_too() -> None:
    row = given.enrolment()

    request = given.change(Change.NAME, row=row, at=given.AFTER_TERM, name="王秀瑛")
    given.grant(request, by=given.county_clerk(), at=given.AFTER_TERM)

    assert Account.objects.get(pk=row.account_id).name == "王秀瑛"


@pytest.mark.parametrize("model", [ChangeStep, EnrolmentStep, ChangeEvidence])
def test_history_and_evidence_cannot_be_changed_or_deleted(model: Any) -> None:
    row = given.enrolment()
    given.grant(given.change(row=row), by=given.county_clerk())
    assert model.objects.exists()

    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.update(**{"sha256": "0"} if model is ChangeEvidence else {"words": "anders"})
    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.all()._raw_delete("default")


def test_a_withdrawn_teacher_enrolled_by_another_school_has_both_on_record() -> None:
    wang = given.entrant("王秀英")
    row = given.enrolments(entrants=[wang])[0]
    given.grant(given.change(row=row), by=given.county_clerk())

    given.enrolments(entrants=[wang], school=neighbour())

    steps = EnrolmentStep.objects.filter(enrolment=row)
    assert [(step.kind, step.from_school_id) for step in steps] == [
        ("withdrawn", row.school_id),
        ("taken_up", row.school_id),
    ]
    assert [post.school for post in Post.objects.filter(account=row.account, kind=Kind.LEARNER, is_active=True)] == [
        neighbour()
    ]
