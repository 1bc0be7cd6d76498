"""The pages of changes: teacher, form, queue, request, evidence; and what each post finds there."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from xingtan.accounts.models import Kind, Post
from xingtan.accounts.tests import given as people
from xingtan.audit.models import Entry
from xingtan.enrolment.models import ChangeEvidence, ChangeRequest, Enrolment
from xingtan.enrolment.rules import Change
from xingtan.enrolment.tests import given
from xingtan.foundation import clock
from xingtan.organisations.tests import given as organisations
from xingtan.programmes.tests import given as programmes

pytestmark = pytest.mark.django_db
NEW_MOBILE = "19855556666"


@pytest.fixture(autouse=True)
def _in_term() -> object:
    with clock.standing_at(given.IN_TERM):
        yield


def picture() -> SimpleUploadedFile:
    return SimpleUploadedFile("证件.jpg", given.PICTURE.content, "image/jpeg")


def text_of(browser: Client, url: str) -> str:
    answer = browser.get(url)
    assert answer.status_code == 200, url
    return str(answer.content.decode())


def test_a_contact_asks_and_the_county_sees_the_effect_and_grants() -> None:
    row = given.enrolment()
    to = organisations.school("五台县第二小学")
    contact = people.signed_in(given.contact(row.school))

    asked: Any = contact.post(
        f"/enrolment/teachers/{row.public_id}/ask/transfer/",
        {"to_school": to.code, "reason": "调动", "evidence": picture()},
    )

    request = ChangeRequest.objects.get()
    assert asked.url == f"/enrolment/changes/{request.public_id}/"
    people.signed_in(given.contact(to)).post(f"{asked.url}answer/", {"agree": "1"})
    county = people.signed_in(given.county_clerk())
    page = text_of(county, asked.url)
    assert "报名人数 1 → 0" in page
    assert "应缴 ¥0.00 → ¥120.00" in page
    county.post(f"{asked.url}decide/", {"grant": "1", "words": "同意"})
    assert Enrolment.objects.get(pk=row.pk).school == to


def test_a_refused_form_keeps_what_was_typed_and_says_the_remedy() -> None:
    row = given.enrolment()
    contact = people.signed_in(given.contact(row.school))

    answer = contact.post(
        f"/enrolment/teachers/{row.public_id}/ask/id_number/",
        {"id_number": "140922198001011234", "reason": "录入有误", "evidence": picture()},
    )

    assert answer.status_code == 422
    assert "身份证号有误" in answer.content.decode()
    assert "录入有误" in answer.content.decode()
    assert not ChangeRequest.objects.exists()


def test_numbers_are_masked_on_every_page() -> None:
    row = given.enrolment()
    by = given.contact(row.school)
    request = given.change(Change.MOBILE, row=row, by=by, mobile=NEW_MOBILE)
    secrets = (NEW_MOBILE, row.account.mobile, row.account.id_number)

    for post in (by, given.county_clerk(), given.city_clerk()):
        browser = people.signed_in(post)
        for url in (
            f"/enrolment/teachers/{row.public_id}/", "/enrolment/changes/", f"/enrolment/changes/{request.public_id}/",
        ):  # fmt: skip
            page = text_of(browser, url)
            assert not any(secret in page for secret in secrets), (post, url)


def test_who_claims_a_teacher_does_not_find_out_whose_it_is() -> None:
    wang = given.entrant("王秀英")
    row = given.enrolments(entrants=[wang], school=organisations.school("五台县东冶小学"))[0]
    claimant = people.signed_in(given.contact(organisations.school("五台县第二小学")))
    typed = {"name": wang.name, "id_number": wang.id_number, "reason": "已调入", "evidence": picture()}

    asked: Any = claimant.post("/enrolment/changes/claim/", typed)

    for url in (asked.url, "/enrolment/changes/", "/enrolment/changes/?text=东冶"):
        page = text_of(claimant, url).replace('value="东冶"', "")
        assert "东冶" not in page
    assert claimant.get(f"/enrolment/teachers/{row.public_id}/").status_code == 404
    assert "东冶" in text_of(people.signed_in(given.county_clerk()), asked.url)


def test_who_disputes_a_number_is_not_shown_who_has_it() -> None:
    given.enrolments(
        entrants=[given.entrant("马春香", mobile=NEW_MOBILE)], school=organisations.school("五台县东冶小学")
    )
    asker = people.signed_in(given.contact(organisations.school("五台县第二小学")))
    typed = {"mobile": NEW_MOBILE, "name": "李春兰", "reason": "本人号码", "evidence": picture()}

    asked: Any = asker.post("/enrolment/changes/dispute/", typed)

    page = text_of(asker, asked.url)
    assert "马春香" not in page
    assert "东冶" not in page
    support = people.signed_in(people.post(Kind.SUPPORT, programme_code=programmes.programme_2020().code))
    assert "马春香" in text_of(support, asked.url)


def test_evidence_opens_as_a_picture_that_runs_nothing_and_each_look_is_on_record() -> None:
    row = given.enrolment()
    given.change(Change.NAME, row=row, name="王秀瑛")
    file = ChangeEvidence.objects.get()
    county = people.signed_in(given.county_clerk())

    answer = county.get(f"/enrolment/evidence/{file.public_id}/")

    assert answer.content == given.PICTURE.content
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("inline")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]
    assert Entry.objects.filter(verb="look_at_evidence").count() == 1
    assert (
        people.signed_in(given.county_clerk(organisations.YUANPING)).get(answer.request["PATH_INFO"]).status_code == 404
    )


def test_a_pdf_is_downloaded_not_shown() -> None:
    wang = given.entrant("王秀英")
    given.enrolments(entrants=[wang])
    by = given.contact(organisations.school("五台县第二小学"))
    given.claim(wang, by=by)

    answer = people.signed_in(by).get(f"/enrolment/evidence/{ChangeEvidence.objects.get().public_id}/")

    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/pdf"


def test_the_second_clerk_is_told_that_it_is_decided() -> None:
    row = given.enrolment()
    request = given.change(row=row)
    one, other = (people.signed_in(given.county_clerk()) for _ in range(2))
    one.post(f"/enrolment/changes/{request.public_id}/decide/", {"refuse": "1", "words": "请附调令"})

    answer = other.post(f"/enrolment/changes/{request.public_id}/decide/", {"grant": "1"})

    assert answer.status_code == 422
    assert Enrolment.objects.get(pk=row.pk).status == "accepted"
    assert ChangeRequest.objects.get().state == "refused"


def test_the_queue_has_the_oldest_first_and_narrows() -> None:
    rows = given.enrolments(entrants=[given.entrant(name) for name in ("甲老师", "乙老师", "丙老师")])
    by = given.contact(rows[0].school)
    for day, row in ((3, rows[0]), (1, rows[1]), (2, rows[2])):
        given.change(row=row, by=by, at=clock.moment(2021, 1, day))
    county = people.signed_in(given.county_clerk())

    page = text_of(county, "/enrolment/changes/")

    places = [page.index(name) for name in ("乙老师", "丙老师", "甲老师")]
    assert places == sorted(places)
    assert "已等 3 天" in page
    assert "丙老师" not in text_of(county, "/enrolment/changes/?text=甲")
    assert "甲老师" not in text_of(county, "/enrolment/changes/?kind=transfer")
    assert "甲老师" in text_of(county, "/enrolment/changes/?state=mine")
    assert "甲老师" not in text_of(people.signed_in(given.city_clerk()), "/enrolment/changes/?state=mine")


def queries_of(browser: Client, url: str) -> int:
    browser.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(url).status_code == 200
    return len(asked)


def test_the_queue_asks_the_database_as_often_for_many_as_for_few() -> None:
    by = given.contact(organisations.school())
    browsers = [people.signed_in(post) for post in (by, given.county_clerk(), given.city_clerk())]
    for row in given.enrolments(2):
        given.change(row=row, by=by)
    few = [queries_of(browser, "/enrolment/changes/") for browser in browsers]

    for row in given.enrolments(12):
        given.change(row=row, by=by)

    assert [queries_of(browser, "/enrolment/changes/") for browser in browsers] == few


def test_the_desk_says_what_waits() -> None:
    row = given.enrolment()
    to = organisations.school("五台县第二小学")
    given.change(Change.TRANSFER, row=row, to=to)
    given.change(row=row, by=Post.objects.get(kind=Kind.SCHOOL_CONTACT, school=row.school))

    assert "2 项变更申请等您审批" in text_of(people.signed_in(given.county_clerk()), "/desk/")
    assert "1 项教师调动等贵校表态" in text_of(people.signed_in(given.contact(to)), "/desk/")


def test_a_school_is_told_what_follows_for_itself_and_not_the_other_schools_money() -> None:
    row = given.enrolment()
    to = organisations.school("五台县第二小学")
    given.enrolments(4, school=to)
    asker, other = given.contact(row.school), given.contact(to)
    request = given.change(Change.TRANSFER, row=row, to=to, by=asker)
    url = f"/enrolment/changes/{request.public_id}/"

    assert "报名人数 1 → 0" in text_of(people.signed_in(asker), url)
    assert "报名人数 4 → 5" not in text_of(people.signed_in(asker), url)
    assert "报名人数 4 → 5" in text_of(people.signed_in(other), url)
    assert "¥120.00 → ¥0.00" not in text_of(people.signed_in(other), url)
    assert "报名人数 4 → 5" in text_of(people.signed_in(given.county_clerk()), url)


def test_a_teachers_page_shows_what_happened_and_what_waits() -> None:
    row = given.enrolment()
    by = given.contact(row.school)
    given.grant(given.change(Change.SUBJECT, row=row, by=by, stage="初中", subject="物理"), by=given.county_clerk())
    given.change(row=row, by=by)

    page = text_of(people.signed_in(by), f"/enrolment/teachers/{row.public_id}/")

    assert "小学 语文 → 初中 物理" in page
    assert "等待审批" in page
    assert f"/enrolment/teachers/{row.public_id}/ask/withdrawal/" not in page
    assert f"/enrolment/teachers/{row.public_id}/ask/transfer/" in page


def test_a_kind_that_is_none_is_missing() -> None:
    row = given.enrolment()
    contact = people.signed_in(given.contact(row.school))

    for kind in ("dispute", "promotion"):
        assert contact.get(f"/enrolment/teachers/{row.public_id}/ask/{kind}/").status_code == 404


def test_the_school_finds_on_its_desk_what_was_decided() -> None:
    row = given.enrolment()
    by = given.contact(row.school)
    request = given.change(row=row, by=by)
    assert "变更申请已有审批结果" not in text_of(people.signed_in(by), "/desk/")

    given.grant(request, by=given.county_clerk(), at=given.IN_TERM)

    assert "1 项变更申请已有审批结果" in text_of(people.signed_in(by), "/desk/")
    with clock.standing_at(given.IN_TERM + timedelta(days=7)):
        assert "变更申请已有审批结果" not in text_of(people.signed_in(by), "/desk/")
