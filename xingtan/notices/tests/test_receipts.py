"""Passing a notice on and signing for it: who may, in which order, once; what overseers see."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from xingtan.accounts.models import Kind, Post
from xingtan.accounts.tests import given as people
from xingtan.audit.models import Entry
from xingtan.foundation import clock
from xingtan.notices import actions, queries
from xingtan.notices.errors import NotForwardedYet, NotToBeForwarded
from xingtan.notices.models import Forwarding, Notice, Receipt
from xingtan.notices.tests import given
from xingtan.organisations.models import School
from xingtan.organisations.tests import given as organisations
from xingtan.outbox.models import Message

pytestmark = pytest.mark.django_db
AT = clock.moment(2020, 11, 18, 10)


def county(code: str = organisations.WUTAI) -> Post:
    return people.post(Kind.COUNTY_ADMIN, division=organisations.division(code))


def city() -> Post:
    return people.post(Kind.CITY_SUPERVISOR, division=organisations.division(organisations.CITY))


def contact(school: School) -> Post:
    return people.post(Kind.SCHOOL_CONTACT, school=school)


def page(post: Post, notice: Notice, more: str = "") -> Any:
    return people.signed_in(post).get(f"/notices/{notice.public_id}/{more}")


def test_a_county_forwards_once_and_the_first_moment_stays() -> None:
    notice, clerk = given.notice(wants_receipt=True), county()
    browser = people.signed_in(clerk)

    browser.post(f"/notices/{notice.public_id}/forward/")
    first = Forwarding.objects.get()
    browser.post(f"/notices/{notice.public_id}/forward/")

    assert Forwarding.objects.get().at == first.at
    assert (first.division_id, first.by) == (organisations.WUTAI, clerk)
    assert Entry.objects.filter(verb="forward_notice").count() == 1


def test_forwarding_tells_by_mail_the_contacts_whose_address_is_known() -> None:
    known, unknown = contact(organisations.school()), contact(organisations.school("五台县第二小学"))
    known.account.mail = "contact@example.invalid"
    known.account.save()
    notice = given.notice(wants_receipt=True)

    given.forwarded(notice)

    assert [message.to for message in Message.objects.all()] == ["contact@example.invalid"]
    assert unknown.account.mail == ""
    assert notice.title in Message.objects.get().body


@pytest.mark.parametrize("facts", [{"wants_receipt": False}, {"wants_receipt": True, "draft": True}])
def test_what_is_not_to_be_forwarded_is_not(facts: dict[str, Any]) -> None:
    make = given.draft if facts.pop("draft", False) else given.notice
    notice = make(**facts)

    with pytest.raises(NotToBeForwarded):
        given.forwarded(notice)

    assert not Forwarding.objects.exists()


def test_a_school_signs_once_its_county_has_forwarded_and_not_before() -> None:
    notice, school = given.notice(wants_receipt=True), organisations.school()
    given.forwarded(notice, organisations.YUANPING)

    with pytest.raises(NotForwardedYet):
        actions.sign_for_notice(notice=notice, school=school, by=None, now=AT)
    assert not Receipt.objects.exists()

    given.forwarded(notice)
    signed = actions.sign_for_notice(notice=notice, school=school, by=None, now=AT)
    again = actions.sign_for_notice(notice=notice, school=school, by=None, now=AT + timedelta(days=1))

    assert again.pk == signed.pk
    assert Receipt.objects.get().at == AT


def test_a_city_direct_school_signs_for_what_the_city_forwards() -> None:
    notice, school = given.notice(wants_receipt=True), organisations.city_direct_school()
    given.forwarded(notice, organisations.CITY)

    answer = people.signed_in(contact(school)).post(f"/notices/{notice.public_id}/sign/", follow=True)

    assert Receipt.objects.get().school == school
    assert "已签收" in answer.content.decode()


def test_a_school_received_a_notice_when_it_signed_else_when_it_was_forwarded() -> None:
    notice, school = given.notice(wants_receipt=True), organisations.school()
    assert queries.received_at(notice, school) is None

    given.forwarded(notice, at=AT)
    assert queries.received_at(notice, school) == AT

    given.signed(notice, school, at=AT + timedelta(days=2))
    assert queries.received_at(notice, school) == AT + timedelta(days=2)


def test_what_was_signed_is_neither_changed_nor_taken_away() -> None:
    given.signed(given.notice(wants_receipt=True), organisations.school())

    for spoil in (Receipt.objects.all().delete, Forwarding.objects.all().delete, lambda: Receipt.objects.update(at=AT)):
        with pytest.raises(DatabaseError), transaction.atomic():
            spoil()


def test_a_county_sees_its_own_schools_only_and_no_draft() -> None:
    notice, hidden = given.notice(wants_receipt=True), given.draft("草稿", wants_receipt=True)
    ours, theirs = organisations.school(), organisations.school("原平市实验小学", division=organisations.YUANPING)
    given.signed(notice, ours)
    clerk = county()

    text = page(clerk, notice, f"receipts/{organisations.WUTAI}/").content.decode()

    assert ours.registered_name in text
    assert theirs.registered_name not in text
    assert page(clerk, notice, f"receipts/{organisations.YUANPING}/").status_code == 404
    assert page(clerk, hidden, "receipts/").status_code == 404
    assert people.signed_in(clerk).post(f"/notices/{hidden.public_id}/forward/").status_code == 404


def test_the_filter_shows_who_has_not_signed() -> None:
    notice = given.notice(wants_receipt=True)
    given.signed(notice, organisations.school())
    organisations.school("五台县第二小学")

    answer = people.signed_in(county()).get(
        f"/notices/{notice.public_id}/receipts/{organisations.WUTAI}/", {"state": "open"}
    )

    assert [each.registered_name for each in answer.context["page"]] == ["五台县第二小学"]


def test_a_school_is_asked_on_the_notice_itself() -> None:
    notice, school = given.notice(wants_receipt=True), organisations.school()
    reader = contact(school)

    before = page(reader, notice).content.decode()
    given.forwarded(notice)
    after = page(reader, notice).content.decode()

    assert f"/notices/{notice.public_id}/sign/" not in before
    assert f"/notices/{notice.public_id}/sign/" in after
    assert f"/notices/{notice.public_id}/sign/" not in Client().get(f"/notices/{notice.public_id}/").content.decode()


def test_what_waits_for_whom() -> None:
    notice, school = given.notice(wants_receipt=True), organisations.school()
    given.notice("不须签收")
    clerk, reader = county(), contact(school)
    assert [list(queries.open_for(post)) for post in (clerk, reader)] == [[notice], []]

    given.forwarded(notice)
    assert [list(queries.open_for(post)) for post in (clerk, reader)] == [[], [notice]]

    given.signed(notice, school)
    assert not queries.open_for(reader).exists()
