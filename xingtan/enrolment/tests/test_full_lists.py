"""Full numbers in bulk: asked for a reason by one person, approved by another, for a day, all on record (A4)."""

import io
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from xingtan.accounts.models import Kind, Post
from xingtan.accounts.tests import given as people
from xingtan.audit.models import Entry
from xingtan.enrolment import errors, jobs, queries
from xingtan.enrolment.actions import full_lists as actions
from xingtan.enrolment.actions.annexes import write_annex
from xingtan.enrolment.models import AnnexExport, Enrolment, FullList
from xingtan.enrolment.rules.full_lists import Way, way_out, why_not_approve
from xingtan.enrolment.tests import given
from xingtan.enrolment.tests.given import FOR
from xingtan.enrolment.tests.test_annex_out import rows_of, take
from xingtan.enrolment.views import annexes as annex_views
from xingtan.foundation import clock
from xingtan.foundation.models import Progress
from xingtan.foundation.tasks import Reporter
from xingtan.organisations.models import School
from xingtan.organisations.tests import given as organisations
from xingtan.outbox.models import Message
from xingtan.programmes.tests import given as programmes

PAGE = "/enrolment/annex/full/"
NOW = clock.moment(2021, 1, 5, 10)
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def _few_alone(settings: Any) -> Any:
    settings.FULL_NUMBERS_ALONE = 3
    with clock.standing_at(NOW):
        yield


def school_with(teachers: int = 4) -> School:
    return given.enrolments(teachers)[0].school


def head_of(school: School) -> Post:
    return people.post(Kind.SCHOOL_HEAD, school=school)


def numbers_of(school: School) -> set[str]:
    return {row.account.mobile for row in Enrolment.objects.filter(school=school).select_related("account")}


def decide(asked: FullList, by: Post, *, granted: bool = True, words: str = "", at: Any = NOW) -> FullList:
    return actions.decide_full_list(asked=asked, granted=granted, words=words, by=by, now=at)


@pytest.mark.parametrize(
    ("teachers", "taken", "way"), [(3, 0, Way.ALONE), (4, 0, Way.APPROVED), (1, 2, Way.ALONE), (1, 3, Way.APPROVED)]
)
def test_so_many_a_day_alone_all_lists_together(teachers: int, taken: int, way: Way) -> None:
    assert way_out(teachers=teachers, taken_today=taken, alone_a_day=3) is way


@pytest.mark.parametrize(
    ("asker", "decider", "is_approver", "is_open", "why"),
    [
        (1, 2, True, True, ""),
        (1, 1, True, True, "self"),
        (1, 2, False, True, "post"),
        (1, 2, True, False, "decided"),
        (1, 1, True, False, "decided"),
    ],
)
def test_another_person_with_the_right_post_decides_what_is_open(
    asker: int, decider: int, is_approver: bool, is_open: bool, why: str
) -> None:
    assert why_not_approve(asker=asker, decider=decider, is_approver=is_approver, is_open=is_open) == why


@pytest.mark.django_db
def test_a_school_asks_the_head_approves_and_the_contact_takes_it_out() -> None:
    school = school_with()
    contact, head = given.contact(school), head_of(school)
    contact.account.mail = "contact@example.invalid"
    contact.account.save()
    browser, chief = people.signed_in(contact), people.signed_in(head)

    asked = take(browser, "full", FOR)

    assert asked["Location"] == PAGE
    row = FullList.objects.get()
    assert (row.state, row.teachers, row.reason) == ("asked", 4, FOR)
    assert not Entry.objects.filter(verb="export_annex").exists()
    assert head.account.name in browser.get(PAGE).content.decode()
    assert "1 份完整号码名单等您批准" in chief.get("/desk/", follow=True).content.decode()
    chief.post(f"{PAGE}{row.public_id}/decide/", {"decision": "grant"})
    assert Message.objects.get().to == "contact@example.invalid"
    assert f"已由{head.account.name}批准" in Message.objects.get().body
    assert "已为您批准" in browser.get("/desk/", follow=True).content.decode()

    answer = browser.post(f"{PAGE}{row.public_id}/take/")

    assert {each[4] for each in rows_of(answer.content)[2:]} == numbers_of(school)
    entries = {entry.verb: entry.facts for entry in Entry.objects.filter(about__contains=row.public_id)}
    assert set(entries) == {"ask_full_list", "decide_full_list"}
    taken = Entry.objects.get(verb="export_annex").facts
    assert (taken["masked"], taken["permission"], taken["reason"], taken["teachers"]) == (False, row.public_id, FOR, 4)
    with zipfile.ZipFile(io.BytesIO(answer.content)) as package:
        trace = package.read("docProps/core.xml").decode()
    assert FOR in trace
    assert head.account.name in trace


@pytest.mark.django_db
def test_a_few_are_taken_out_alone_for_a_reason_and_small_lists_add_up_over_the_day() -> None:
    school = school_with(3)
    head_of(school)
    browser = people.signed_in(given.contact(school))
    name = Enrolment.objects.filter(school=school)[0].account.name

    alone = take(browser, "full", FOR)
    more = take(browser, "full", FOR, query=f"?text={name}")

    assert {each[4] for each in rows_of(alone.content)[2:]} == numbers_of(school)
    assert more["Location"] == PAGE
    assert sorted(FullList.objects.values_list("state", flat=True)) == ["alone", "asked"]
    with clock.standing_at(clock.moment(2021, 1, 6)):
        assert (
            take(people.signed_in(FullList.objects.filter(state="alone").get().asked_by), "full", FOR).status_code
            == 200
        )


@pytest.mark.django_db
def test_masked_lists_of_any_size_need_nobody() -> None:
    school = school_with(9)

    answer = take(people.signed_in(given.contact(school)))

    assert len(rows_of(answer.content)) == 11
    assert not FullList.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("reason", ["", "核对"])
def test_without_a_reason_nothing_is_asked(reason: str) -> None:
    school = school_with()
    head_of(school)

    assert take(people.signed_in(given.contact(school)), "full", reason).status_code == 422
    assert not FullList.objects.exists()


@pytest.mark.django_db
def test_without_a_second_person_it_is_said_whom_to_give_a_post() -> None:
    answer = take(people.signed_in(given.contact(school_with())), "full", FOR)

    assert answer.status_code == 422
    assert "没有其他" in answer.content.decode()
    assert not FullList.objects.exists()


@pytest.mark.django_db
def test_nobody_approves_ones_own_list_nor_with_another_post_of_the_same_person() -> None:
    clerk = given.county_clerk()
    asked = given.asked_full_list(by=clerk)
    own_other = people.post(
        Kind.CITY_SUPERVISOR, division=organisations.division(organisations.CITY), holder=clerk.account
    )

    answers = [
        people.signed_in(post).post(f"{PAGE}{asked.public_id}/decide/", {"decision": "grant"})
        for post in (clerk, own_other)
    ]

    asked.refresh_from_db()
    assert [answer.status_code for answer in answers] == [403, 403]
    assert (asked.state, asked.decider) == ("asked", None)
    with pytest.raises(IntegrityError), transaction.atomic():
        FullList.objects.filter(pk=asked.pk).update(
            state="granted", decider=clerk.account, decided_at=NOW, expires_at=NOW
        )


@pytest.mark.django_db
def test_the_next_county_neither_sees_nor_approves_and_a_head_not_the_countys_list() -> None:
    school = school_with()
    asked, of_county = given.asked_full_list(by=given.contact(school)), given.asked_full_list(by=given.county_clerk())
    neighbour = people.signed_in(given.county_clerk(organisations.YUANPING))
    head = people.signed_in(head_of(school))

    paths = [(neighbour, asked), (neighbour, of_county), (head, of_county)]
    answers = [who.post(f"{PAGE}{row.public_id}/decide/", {"decision": "grant"}).status_code for who, row in paths]

    assert answers == [404] * 3
    assert set(FullList.objects.values_list("state", flat=True)) == {"asked"}
    assert FOR not in neighbour.get(PAGE).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("by", ["head", "county", "city"])
def test_head_county_and_city_approve_what_a_school_asks(by: str) -> None:
    school = school_with()
    asked = given.asked_full_list(by=given.contact(school))
    post = {"head": lambda: head_of(school), "county": given.county_clerk, "city": given.city_clerk}[by]()

    assert decide(asked, post).state == "granted"


@pytest.mark.django_db
def test_a_clerk_who_lost_the_post_approves_nothing() -> None:
    asked, head = given.asked_full_list(by=given.contact(school_with())), given.city_clerk()
    head.is_active = False
    head.save()

    with pytest.raises(errors.NotApprover):
        decide(asked, head)


@pytest.mark.django_db
def test_a_refusal_needs_words_and_the_asker_reads_them() -> None:
    school = school_with()
    contact = given.contact(school)
    asked, head = given.asked_full_list(by=contact), head_of(school)

    with pytest.raises(errors.WordsMissing):
        decide(asked, head, granted=False)
    decide(asked, head, granted=False, words="请用掩码名单。")

    assert "请用掩码名单。" in people.signed_in(contact).get(PAGE).content.decode()
    assert people.signed_in(contact).post(f"{PAGE}{asked.public_id}/take/").status_code == 409
    with pytest.raises(errors.FullListDecided):
        decide(asked, head)


@pytest.mark.django_db
def test_what_is_not_approved_or_over_or_somebody_elses_is_never_taken_out() -> None:
    school = school_with()
    contact, colleague = given.contact(school), given.contact(school)
    asked = given.asked_full_list(by=contact, teachers=4)
    browser, path = people.signed_in(contact), f"{PAGE}{asked.public_id}/take/"

    assert browser.post(path).status_code == 409
    decide(asked, head_of(school))
    assert people.signed_in(colleague).post(path).status_code == 409
    for moment, status in ((NOW + timedelta(days=1) - SECOND, 200), (NOW + timedelta(days=1), 409)):
        with clock.standing_at(moment):
            assert people.signed_in(contact).post(path).status_code == status
    assert Entry.objects.filter(verb="export_annex").count() == 1


@pytest.mark.django_db
def test_an_approved_list_is_this_list_and_may_not_have_grown() -> None:
    school = school_with(4)
    contact = given.contact(school)
    name = Enrolment.objects.filter(school=school)[0].account.name
    asked = given.asked_full_list(by=contact, teachers=1, text=name)
    FullList.objects.update(state="asked")
    asked.refresh_from_db()
    decide(asked, head_of(school))
    browser = people.signed_in(contact)

    own = rows_of(browser.post(f"{PAGE}{asked.public_id}/take/?text=").content)
    assert len(own) == 3

    FullList.objects.update(filters={})
    assert browser.post(f"{PAGE}{asked.public_id}/take/").status_code == 409
    assert Entry.objects.filter(verb="export_annex").count() == 1


@pytest.mark.django_db
def test_writing_without_permission_is_masked_and_a_forged_one_is_refused() -> None:
    school = school_with()
    contact = given.contact(school)
    programme = programmes.programme_2020()
    rows = queries.teachers_within(contact, programme)
    asked = given.asked_full_list(by=contact)

    masked = write_annex(programme=programme, rows=rows, permission=None, by=contact, now=NOW)

    assert not numbers_of(school) & {each[4] for each in rows_of(masked)}
    with pytest.raises(errors.NotApproved):
        write_annex(programme=programme, rows=rows, permission=asked, by=contact, now=NOW)


@pytest.mark.django_db
def test_the_asker_takes_a_request_back_and_nobody_else_does() -> None:
    school = school_with()
    contact, colleague = given.contact(school), given.contact(school)
    asked = given.asked_full_list(by=contact)

    assert people.signed_in(colleague).post(f"{PAGE}{asked.public_id}/take-back/").status_code == 409
    people.signed_in(contact).post(f"{PAGE}{asked.public_id}/take-back/")

    asked.refresh_from_db()
    assert asked.state == "taken_back"
    with pytest.raises(errors.FullListDecided):
        decide(asked, head_of(school))


@pytest.mark.django_db
def test_a_large_file_is_gone_when_the_approval_is_and_each_fetching_is_on_record() -> None:
    row = given.enrolment()
    given.enrolments(annex_views.AT_ONCE, school=row.school)
    clerk = given.county_clerk()
    asked = given.asked_full_list(by=clerk, teachers=annex_views.AT_ONCE + 1)
    decide(asked, given.city_clerk())

    with clock.standing_at(NOW + timedelta(hours=20)):
        browser: Client = people.signed_in(clerk)
        answer = browser.post(f"{PAGE}{asked.public_id}/take/")
        run = Progress.objects.get()
        assert answer["Location"] == f"/desk/runs/{run.public_id}/"
        jobs.make_annex(Reporter(run.pk), programme=row.programme_id, post=clerk.pk, filters={}, permission=asked.pk)
        kept = AnnexExport.objects.get()
        assert (kept.is_masked, kept.expires_at) == (False, NOW + timedelta(days=1))
        for _turn in range(2):
            assert browser.get(f"/enrolment/annex/{kept.public_id}/").status_code == 200
    with clock.standing_at(NOW + timedelta(days=1)):
        assert browser.get(f"/enrolment/annex/{kept.public_id}/").status_code == 404
        jobs.tidy()

    assert Entry.objects.filter(verb="fetch_annex").count() == 2
    assert not AnnexExport.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("lists", [1, 12])
def test_the_page_takes_the_same_queries_for_many_lists(lists: int, django_assert_max_num_queries: Any) -> None:
    clerk = given.county_clerk()
    for _nth in range(lists):
        given.asked_full_list(by=clerk)
    browser = people.signed_in(given.city_clerk())
    browser.get(PAGE)

    with django_assert_max_num_queries(18):
        browser.get(PAGE)


@pytest.mark.django_db
def test_an_empty_page_says_what_comes_here() -> None:
    programmes.programme_2020()

    assert "还没有人申请" in people.signed_in(given.city_clerk()).get(PAGE).content.decode()
