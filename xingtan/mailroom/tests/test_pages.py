"""What clerks see of the mails, and what schools see of the mailbox."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from xingtan.accounts.models import Kind
from xingtan.accounts.tests import given as people
from xingtan.mailroom.models import Letter
from xingtan.mailroom.tests import given, letters
from xingtan.organisations.tests import given as organisations
from xingtan.programmes.tests import given as programmes
from xingtan.rosters.models import Roster
from xingtan.rosters.tests import given as rosters

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_time")]


def browser(kind: str = Kind.CITY_SUPERVISOR, division: str = organisations.CITY) -> Client:
    return people.signed_in(given.clerk(kind, division=division))


def test_the_queue_shows_what_waits_and_why() -> None:
    given.waiting_letter()
    given.taken_letter(organisations.school("五台县第二小学校"))

    page = browser().get("/mail/").content.decode()

    assert "2020年全员培训五台县参训名单" in page
    assert "没有认出学校" in page
    assert "五台县第二小学校" not in page
    assert "五台县第二小学校" in browser().get("/mail/?state=taken").content.decode()


def test_a_county_sees_its_own_mails_and_the_city_and_support_all() -> None:
    wutai = given.waiting_letter()
    nobody = given.came(letters.letter("代开发票"))

    county, other = browser(Kind.COUNTY_ADMIN, organisations.WUTAI), browser(Kind.COUNTY_ADMIN, organisations.YUANPING)

    def codes(client: Client) -> list[int]:
        return [client.get(f"/mail/{each.public_id}/").status_code for each in (wutai, nobody)]

    assert [codes(county), codes(other)] == [[200, 404], [404, 404]]
    assert [codes(browser()), codes(browser(Kind.SUPPORT))] == [[200, 200], [200, 200]]
    assert "代开发票" not in county.get("/mail/").content.decode()


def test_a_mail_is_shown_as_plain_text_with_numbers_starred_and_nothing_fetched() -> None:
    mail = letters.letter("您好", text="<img src=http://x/y.png><script>alert(1)</script> 手机 13800138000")
    letter = given.came(mail)

    page = browser().get(f"/mail/{letter.public_id}/").content.decode()

    assert "&lt;img src=http://x/y.png&gt;" in page
    assert "<script>alert" not in page
    assert "138****8000" in page
    assert "13800138000" not in page


def test_a_clerk_reads_what_the_sender_was_told_and_opens_the_draft() -> None:
    letter = given.taken_letter()
    client = browser()

    page = client.get(f"/mail/{letter.public_id}/").content.decode()

    assert "3 位教师，已存为五台县实验小学的草稿" in page
    assert client.get(f"/rosters/{Roster.objects.get().public_id}/").status_code == 200


def test_a_clerk_finds_a_school_and_gives_it_the_sheet() -> None:
    school = organisations.school()
    letter = given.waiting_letter(school)
    client = browser()

    found = client.get(f"/mail/{letter.public_id}/?q=实验").content.decode()
    answer = client.post(
        f"/mail/{letter.public_id}/sheets/0/assign/", {"school": school.code, "remember": "on"}, follow=True
    )

    assert school.code in found
    assert "已存为五台县实验小学的草稿" in answer.content.decode()
    assert Roster.objects.get().school == school
    assert school.aliases.filter(text="希望学校").exists()


def test_what_is_refused_is_said_on_the_page_and_changes_nothing() -> None:
    school = organisations.school()
    rosters.draft(5, school=school)
    letter = given.waiting_letter(school, first=40)

    answer = browser().post(f"/mail/{letter.public_id}/sheets/0/assign/", {"school": school.code})

    assert answer.status_code == 422
    assert "没有覆盖任何内容" in answer.content.decode()
    assert Roster.objects.get().teachers == 5


def test_dismissing_and_answering_from_the_page() -> None:
    letter = given.waiting_letter()
    client = browser()

    without = client.post(f"/mail/{letter.public_id}/dismiss/", {"reason": ""})
    client.post(f"/mail/{letter.public_id}/answer/")
    client.post(f"/mail/{letter.public_id}/dismiss/", {"reason": "已电话联系"})

    assert without.status_code == 422
    assert Letter.objects.get().state == "dismissed"
    assert "已电话联系" in client.get(f"/mail/{letter.public_id}/").content.decode()


def test_the_list_narrows_by_county_and_words() -> None:
    given.waiting_letter()
    given.came(letters.letter("代开发票"))
    client = browser()

    def shown(query: str) -> tuple[bool, bool]:
        page = client.get(f"/mail/?{query}").content.decode()
        return "五台县参训名单" in page, "代开发票" in page

    assert shown("") == (True, True)
    assert shown(f"county={organisations.WUTAI}") == (True, False)
    assert shown("text=发票") == (False, True)
    assert shown("state=nonsense") == (True, True)


def test_the_list_and_a_mail_take_the_same_number_of_queries_at_any_size() -> None:
    def waiting(count: int, first: int) -> None:
        for n in range(first, first + count):
            given.waiting_letter(organisations.school(f"五台县第{n}希望小学"), first=n * 10)

    waiting(2, 1)
    client = browser()
    client.get("/mail/")
    few = _count(client, "/mail/")
    school = organisations.school()
    small = given.came(_county_mail(2, "a"))
    large = given.came(_county_mail(9, "b"))
    waiting(6, 20)

    assert _count(client, "/mail/") == few
    assert school
    assert _count(client, f"/mail/{small.public_id}/") == _count(client, f"/mail/{large.public_id}/")


def _county_mail(sheets: int, name: str) -> bytes:
    unknown = [[*row[:7], "希望学校", ""] for row in rosters.rows(2)]
    return letters.letter("五台县参训名单", *((f"{name}{n}.xlsx", letters.sheet(unknown)) for n in range(sheets)))


def _count(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries_made:
        assert client.get(address).status_code == 200
    return len(queries_made)


def test_without_a_programme_the_room_says_so() -> None:
    organisations.xinzhou()
    client = people.signed_in(people.post(Kind.CITY_SUPERVISOR, division=organisations.division(organisations.CITY)))

    assert "目前没有开放报名的培训" in client.get("/mail/").content.decode()


def test_the_desk_says_how_many_mails_wait() -> None:
    given.waiting_letter()

    assert "1 封邮件待处理" in browser().get("/desk/").content.decode()
    assert "1 封邮件待处理" in browser(Kind.SUPPORT).get("/desk/").content.decode()


def test_a_school_sees_where_to_send_its_roster_and_with_which_subject_once_the_programme_names_a_mailbox() -> None:
    school = organisations.school()
    programmes.programme_2020()
    client = people.signed_in(rosters.contact(school))
    before = client.get("/rosters/").content.decode()
    programmes.programme_2020(A13={"training_centre_mailbox": "training@example.org"})

    page = client.get("/rosters/").content.decode()

    assert "忻州市2020年全员培训五台县实验小学参训名单" not in before
    assert "training@example.org" in page
    assert 'data-copy="忻州市2020年全员培训五台县实验小学参训名单"' in page


def test_the_step_of_a_roster_says_that_it_came_by_mail() -> None:
    given.taken_letter()
    roster = Roster.objects.get()

    page = people.signed_in(rosters.contact(roster.school)).get(f"/rosters/{roster.public_id}/").content.decode()

    assert f"邮件寄来，发件人 {letters.SENDER}" in page
