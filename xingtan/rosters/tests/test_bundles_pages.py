"""The pages of bundles and of deciding in bulk: who sees what, and as many queries at any size."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from xingtan.accounts.models import Post
from xingtan.accounts.tests import given as people
from xingtan.foundation import clock
from xingtan.foundation.models import Progress
from xingtan.foundation.tasks import Reporter
from xingtan.organisations.tests import given as organisations
from xingtan.programmes.tests import given as programmes
from xingtan.rosters import actions, jobs
from xingtan.rosters.models import Bundle, KeptFile, Review, Roster
from xingtan.rosters.tests import bundles, given

pytestmark = pytest.mark.django_db
NUMERALS = "一二三四五六七八九"


def rows_of_many(schools: int, unknown: int) -> bytes:
    """A workbook with some schools that are known and some names that are not."""
    known = [organisations.school(f"五台县第{NUMERALS[n]}小学") for n in range(schools)]
    rows = [row for n, school in enumerate(known) for row in given.rows(2, school=school, first=1 + 10 * n)]
    for n in range(unknown):
        rows += [[*row[:7], f"五台第{NUMERALS[n]}校", ""] for row in given.rows(1, first=200 + n)]
    return bundles.sheet(rows)


def queries_of(post: Post, address: str) -> int:
    client = people.signed_in(post)
    with clock.standing_at(given.IN_TIME):
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
    return len(captured)


def test_a_county_uploads_a_folder_and_sees_what_became_of_it() -> None:
    school = organisations.school()
    programmes.programme_2020()
    content = bundles.folder(("一.xlsx", bundles.school_sheet(school)), ("~$一.xlsx", b"x"))
    with clock.standing_at(given.IN_TIME):
        client = people.signed_in(bundles.county_post())
        sent = client.post(reverse("rosters:bundles"), {"file": SimpleUploadedFile("全县.zip", content)})
        bundle = Bundle.objects.get()
        assert sent["Location"] == reverse("rosters:bundle", args=[bundle.public_id])
        waiting = client.get(sent["Location"])
        assert 'data-run="waiting"' in waiting.content.decode()
        jobs.read_bundle(bundles.reporter(), bundle=bundle.pk)
        page = client.get(sent["Location"]).content.decode()
    assert school.registered_name in page
    assert "~$一.xlsx" in page
    assert "data-run" not in page


@pytest.mark.parametrize(
    ("name", "content"),
    [("空.zip", b""), ("图.zip", b"\x89PNG\r\n\x1a\n"), ("坏.zip", b"PK\x03\x04broken"), ("密.xlsx", b"%PDF-1.4")],
)
def test_what_cannot_be_read_is_said_beside_the_field_and_nothing_is_kept(name: str, content: bytes) -> None:
    programmes.programme_2020()
    with clock.standing_at(given.IN_TIME):
        client = people.signed_in(bundles.county_post())
        answer = client.post(reverse("rosters:bundles"), {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 422
    assert "field-error" in answer.content.decode()
    assert not Bundle.objects.exists()


def test_a_school_is_chosen_by_one_click() -> None:
    bundle = bundles.read(rows_of_many(1, 1))
    school = organisations.school("五台县第一小学")
    with clock.standing_at(given.IN_TIME):
        client = people.signed_in(bundle.by)
        answer = client.post(
            reverse("rosters:part_assignment", args=[bundle.public_id, 2]), {"school": school.public_id}
        )
    assert answer.status_code == 302
    assert Roster.objects.get(school=school).teachers == 3


def test_a_part_shows_its_rows_masked_and_finds_any_school_of_the_county() -> None:
    bundle = bundles.read(rows_of_many(2, 1))
    client = people.signed_in(bundle.by)
    address = reverse("rosters:part", args=[bundle.public_id, 3])
    mobile = str(given.rows(1, first=200)[0][4])
    with clock.standing_at(given.IN_TIME):
        page = client.get(address).content.decode()
        found = client.get(address, {"school": "第二小学"}).content.decode()
        refused = client.post(reverse("rosters:part_dismissal", args=[bundle.public_id, 3]), {"reason": ""})
    assert mobile not in page
    assert mobile[:3] + "****" + mobile[-4:] in page
    assert organisations.school("五台县第二小学").public_id in found
    assert refused.status_code == 422


def test_another_countys_bundle_is_not_there() -> None:
    bundle = bundles.read(rows_of_many(1, 0))
    other = people.signed_in(bundles.county_post(organisations.YUANPING))
    assert other.get(reverse("rosters:bundle", args=[bundle.public_id])).status_code == 404


def test_the_pages_of_a_bundle_ask_as_often_at_any_size() -> None:
    by = bundles.county_post()
    small = bundles.read(rows_of_many(1, 1), by=by)
    at_two = queries_of(by, reverse("rosters:bundle", args=[small.public_id]))
    listed = queries_of(by, reverse("rosters:bundles"))
    large = bundles.read(rows_of_many(8, 8), by=by)
    assert queries_of(by, reverse("rosters:bundle", args=[large.public_id])) == at_two
    assert queries_of(by, reverse("rosters:bundles")) == listed


def test_a_review_asks_as_often_at_any_size_and_the_list_too() -> None:
    programme = programmes.programme_2020()
    by = bundles.county_post()
    counts = []
    for first, last in ((0, 2), (2, 8)):
        for n in range(first, last):
            school = organisations.school(f"五台县第{NUMERALS[n]}小学")
            given.submitted_roster(
                programme=programme, school=school, sheet=given.rows(2, school=school, first=1 + 10 * n)
            )
        listed = queries_of(by, reverse("rosters:index"))
        with clock.standing_at(given.IN_TIME):
            review = jobs.begin_review(
                programme=programme, rosters=Roster.objects.all(), verdict="return", reason="缺一位", by=by
            )
            counts.append((queries_of(by, reverse("rosters:review", args=[review.public_id])), listed))
    assert counts[0] == counts[1]


def test_ticked_rosters_are_decided_in_the_background() -> None:
    roster = given.submitted_roster()
    with clock.standing_at(given.IN_TIME):
        client = people.signed_in(given.reviewer(roster.school))
        assert f'value="{roster.public_id}"' in client.get(reverse("rosters:index")).content.decode()
        address = reverse("rosters:review_start")
        sent = client.post(address, {"roster": [roster.public_id], "verdict": "accept"})
        review = Review.objects.get()
        assert sent["Location"] == reverse("rosters:review", args=[review.public_id])
        jobs.decide_review(bundles.reporter(), review=review.pk)
        assert client.get(sent["Location"]).status_code == 200
        assert client.post(address, {"verdict": "accept"})["Location"] == reverse("rosters:index")
    roster.refresh_from_db()
    assert roster.state == "passed"


def test_the_school_reads_on_its_pages_that_the_county_brought_its_roster() -> None:
    school = organisations.school()
    bundles.read(bundles.school_sheet(school), "五台县汇总.xlsx")
    client = people.signed_in(given.contact(school))
    with clock.standing_at(given.IN_TIME):
        own, desk = client.get(reverse("rosters:index")), client.get(reverse("desks:desk"))
    assert "五台县汇总.xlsx" in own.content.decode()
    assert "五台县" in desk.content.decode()
    roster = Roster.objects.get()
    row = roster.rows.get(position=1)
    actions.remove_row(roster=roster, position=1, row_version=row.version, by=given.contact(school), now=given.IN_TIME)
    given.draft(2, school=school, at=given.IN_TIME)
    with clock.standing_at(given.IN_TIME):
        assert client.get(reverse("rosters:index")).status_code == 200


def test_a_head_declared_on_paper_lets_the_county_hand_in() -> None:
    school = organisations.school()
    bundle = bundles.read(
        bundles.school_sheet(school), programme=programmes.programme_2020(A05={"county_hands_in": True})
    )
    roster = Roster.objects.get()
    with clock.standing_at(given.IN_TIME):
        client = people.signed_in(bundle.by)
        page = client.get(reverse("rosters:bundle", args=[bundle.public_id])).content.decode()
        address = reverse("rosters:hand_in_for", args=[roster.public_id])
        assert address in page
        assert client.post(address, {"declared_by": "刘校长", "version": roster.version}).status_code == 302
    roster.refresh_from_db()
    assert (roster.state, roster.declared_by) == ("submitted", "刘校长")


def test_a_schools_big_sheet_is_read_in_the_background() -> None:
    school = organisations.school()
    programmes.programme_2020()
    client = people.signed_in(given.contact(school))
    content = bundles.sheet(given.rows(1_001, school=school))
    with clock.standing_at(given.IN_TIME):
        answer = client.post(reverse("rosters:upload"), {"file": SimpleUploadedFile("大.xlsx", content)})
        run = Progress.objects.get()
        assert answer["Location"] == reverse("desks:run", args=[run.public_id])
        assert not Roster.objects.exists()
        keywords = DBTaskResult.objects.get().args_kwargs["kwargs"]["keywords"]
        jobs.read_sheet(Reporter(run.pk), **keywords)
    run.refresh_from_db()
    assert Roster.objects.get().teachers == 1_001
    assert run.next_url == reverse("rosters:roster", args=[Roster.objects.get().public_id])
    assert not KeptFile.objects.exists()


def test_a_big_roster_is_accepted_in_the_background() -> None:
    roster = given.submitted_roster()
    Roster.objects.filter(pk=roster.pk).update(teachers=1_001)
    with clock.standing_at(given.IN_TIME):
        client = people.signed_in(given.reviewer(roster.school))
        answer = client.post(reverse("rosters:accept", args=[roster.public_id]))
    assert answer["Location"] == reverse("rosters:review", args=[Review.objects.get().public_id])
