"""What becomes of a mail: a draft, a clerk's queue, back to the sender, or nothing."""

import pytest
from django.db import connection

from xingtan.foundation import clock
from xingtan.mailroom import actions
from xingtan.mailroom.models import Letter
from xingtan.mailroom.rules import ANSWERS_PER_DAY
from xingtan.mailroom.tests import given, letters
from xingtan.organisations.tests import given as organisations
from xingtan.outbox.models import Message
from xingtan.rosters import actions as roster_actions
from xingtan.rosters import queries as roster_queries
from xingtan.rosters.models import Roster
from xingtan.rosters.tests import given as rosters

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_time")]


def answer() -> Message:
    return Message.objects.get()


def test_the_mail_of_the_notice_becomes_the_schools_draft_and_is_answered_with_a_link() -> None:
    letter = given.came(given.roster_mail(teachers=4))

    roster = Roster.objects.get()
    assert (letter.state, letter.school, roster.state, roster.teachers) == ("taken", roster.school, "draft", 4)
    assert letter.division_id == organisations.WUTAI
    assert answer().to == letters.SENDER
    assert f"/rosters/{roster.public_id}/" in answer().body
    assert "4 位教师" in answer().body


def test_what_is_hidden_in_a_mailed_workbook_is_offered_and_not_taken_in() -> None:
    school = organisations.school()
    content = letters.with_hidden(rosters.rows(4, school=school), hidden_row=3, hidden_sheet_from=4)
    given.came(letters.letter(given.subject_for(school), ("报名表.xlsx", content)))

    roster = Roster.objects.get()
    assert roster.teachers == 2
    offered = [(each.stored.kind, each.stored.teachers) for each in roster_queries.asides_of(roster)]
    assert sorted(offered) == [("hidden_rows", 1), ("hidden_sheet", 1)]


def test_the_roster_says_that_it_came_by_mail_from_whom() -> None:
    given.taken_letter()

    (step,) = roster_queries.steps_of(Roster.objects.get())
    assert letters.SENDER in step.words
    assert step.by is None


def test_the_answer_names_rows_and_what_to_mend_but_no_numbers() -> None:
    school = organisations.school()
    rows = rosters.rows(3, school=school)
    rows[1][5], rows[2][4] = str(rows[1][5])[:17] + "0", "1370000"
    given.came(letters.letter(given.subject_for(school), ("报名表.xlsx", letters.sheet(rows))))

    body = answer().body
    assert "2 处要改" in body
    assert "3 | 王秀" in body
    assert "行 | 姓名 | 要改什么" in body
    for number in (str(rows[0][4]), str(rows[0][5]), str(rows[1][5]), "1370000"):
        assert number not in body


def test_the_answer_says_that_a_machine_wrote_it_and_what_it_answers() -> None:
    given.came(given.roster_mail(message_id="<abc@example.org>"))

    assert answer().headers["Auto-Submitted"] == "auto-replied"
    assert answer().headers["In-Reply-To"] == "<abc@example.org>"
    assert answer().subject.startswith("Re: 忻州市2020年全员培训")


def test_a_second_sheet_by_mail_takes_the_place_of_the_first_as_long_as_nobody_touched_it() -> None:
    given.came(given.roster_mail(teachers=2))
    given.came(given.roster_mail(teachers=5))

    assert Roster.objects.get().teachers == 5


def test_a_draft_the_school_typed_is_never_replaced_by_a_mail() -> None:
    school = organisations.school()
    rosters.draft(2, school=school)

    letter = given.came(given.roster_mail(school, teachers=9))

    assert (letter.state, letter.why) == ("waiting", "typed")
    assert Roster.objects.get().teachers == 2
    assert "不会被覆盖" in answer().body


def test_a_draft_that_came_by_mail_and_was_mended_since_counts_as_typed() -> None:
    letter = given.came(given.roster_mail(teachers=2))
    roster = Roster.objects.get()
    row = roster_queries.row_at(roster, 1)
    assert row is not None
    roster_actions.remove_row(roster=roster, position=1, row_version=row.version, by=None, now=given.IN_TIME)

    second = given.came(given.roster_mail(letter.school, teachers=9))

    assert second.why == "typed"
    assert Roster.objects.get().teachers == 1


def test_a_roster_handed_in_or_accepted_is_never_touched() -> None:
    first, second = organisations.school(), organisations.school("五台县第二小学校")
    rosters.submitted_roster(2, school=first)
    rosters.accepted_roster(school=second, sheet=rosters.rows(2, school=second, first=40))

    handed_in = given.came(given.roster_mail(first, teachers=9))
    accepted = given.came(given.roster_mail(second, teachers=9))

    assert [handed_in.why, accepted.why] == ["handed_in", "accepted"]
    assert sorted(Roster.objects.values_list("state", "teachers")) == [("accepted", 2), ("submitted", 2)]


def test_after_the_deadline_nothing_is_received_and_the_sender_is_told() -> None:
    late = clock.moment(2020, 12, 10, 9)
    letter = given.came(given.roster_mail(), at=late)

    assert (letter.state, letter.why) == ("answered", "closed")
    assert not Roster.objects.exists()
    assert "报名已" in answer().body


def test_subject_and_sheet_of_different_schools_wait_with_both_shown() -> None:
    first, second = organisations.school(), organisations.school("五台县第二小学校")
    letter = given.came(letters.letter(given.subject_for(first), ("a.xlsx", given.sheet_of(second))))

    enclosure = letter.enclosures.get()
    assert (letter.state, letter.why) == ("waiting", "disagree")
    assert set(enclosure.candidates.all()) == {first, second}
    assert not Roster.objects.exists()


def test_without_a_subject_the_sheet_is_enough_and_without_names_in_the_sheet_the_subject() -> None:
    school, other = organisations.school(), organisations.school("五台县第二小学校")
    nameless = [[*row[:7], "", ""] for row in rosters.rows(2, school=other, first=60)]

    by_sheet = given.came(letters.letter("", ("a.xlsx", given.sheet_of(school))))
    by_subject = given.came(letters.letter(given.subject_for(other), ("a.xlsx", letters.sheet(nameless))))

    assert [by_sheet.school, by_subject.school] == [school, other]
    assert [by_sheet.state, by_subject.state] == ["taken", "taken"]


def test_a_county_forwarding_three_schools_in_a_packed_folder_makes_three_drafts() -> None:
    schools = [organisations.school(f"五台县第{n}小学校") for n in "一二三"]
    files = [(f"{each}.xlsx", given.sheet_of(each, 2, first=10 * n)) for n, each in enumerate(schools, 1)]
    mail = letters.letter("五台县参训名单", ("全县.zip", letters.packed(*files, is_gbk=True)))

    letter = given.came(mail)

    assert letter.state == "taken"
    assert set(Roster.objects.values_list("school", flat=True)) == {each.pk for each in schools}
    assert letter.enclosures.filter(name__contains="五台县第一小学校.xlsx").exists()
    assert (letter.school, letter.division_id) == (None, organisations.WUTAI)


def test_two_sheets_of_one_school_are_one_roster() -> None:
    school = organisations.school()
    files = [("小学部.xlsx", given.sheet_of(school, 2)), ("初中部.xlsx", given.sheet_of(school, 3, first=30))]

    given.came(letters.letter(given.subject_for(school), *files))

    assert Roster.objects.get().teachers == 5


def test_a_scan_and_a_picture_beside_the_sheet_are_left_aside() -> None:
    school = organisations.school()
    files = [("盖章.pdf", b"%PDF-1.4 x"), ("照片.jpg", b"\xff\xd8\xff\xe0 x"), ("报名表.xlsx", given.sheet_of(school))]

    letter = given.came(letters.letter(given.subject_for(school), *files))

    assert list(letter.enclosures.values_list("state", flat=True)) == ["aside", "aside", "taken"]


def test_what_fits_nothing_waits_for_the_city_and_is_not_answered() -> None:
    letter = given.came(letters.letter("代开发票，价格优惠", text="加微信"))

    assert (letter.state, letter.why, letter.division_id) == ("waiting", "unrecognised", organisations.CITY)
    assert not Message.objects.exists()


def test_a_subject_without_a_sheet_goes_back_with_a_sentence() -> None:
    school = organisations.school()
    letter = given.came(letters.letter(given.subject_for(school)))

    assert (letter.state, letter.why) == ("answered", "no_sheet")
    assert "没有报名表" in answer().body


@pytest.mark.parametrize(
    ("subject", "headers"),
    [
        ("自动回复：您好", {}),
        ("Out of office", {"Auto-Submitted": "auto-replied"}),
        ("参训名单", {"X-Autoreply": "yes"}),
        ("参训名单", {"Precedence": "bulk"}),
        ("参训名单", {"List-Id": "<all.example.org>"}),
    ],
)
def test_machines_are_filed_and_never_answered(subject: str, headers: dict[str, str]) -> None:
    mail = letters.letter(subject, ("a.xlsx", given.sheet_of(organisations.school())), headers=headers)

    assert given.came(mail).state == "filed"
    assert not Message.objects.exists()
    assert not Roster.objects.exists()


@pytest.mark.parametrize("sender", ["MAILER-DAEMON@example.org", "noreply@163.com", "xingtan@localhost"])
def test_bounces_and_our_own_mails_end_here(sender: str) -> None:
    assert given.came(letters.letter("参训名单", sender=sender)).state == "filed"
    assert not Message.objects.exists()


def test_a_reply_with_words_only_waits_and_one_with_a_mended_sheet_is_taken_in() -> None:
    school = organisations.school()
    said = {"In-Reply-To": "<x@example.org>"}
    words = given.came(letters.letter("Re: 参训名单", text="谢谢", headers=said))
    sheet = given.came(letters.letter("Re: 参训名单", ("a.xlsx", given.sheet_of(school)), headers=said))

    assert [(words.state, words.why), (sheet.state, sheet.why)] == [("waiting", "reply"), ("taken", "")]


def test_one_sender_gets_so_many_answers_a_day_and_no_more() -> None:
    school = organisations.school()
    for _n in range(ANSWERS_PER_DAY + 2):
        given.came(letters.letter(given.subject_for(school)))

    assert Message.objects.count() == ANSWERS_PER_DAY
    assert Letter.objects.filter(state="waiting", why="unanswerable").count() == 2


def test_a_mail_is_sorted_once_however_often_asked() -> None:
    letter = given.kept(given.roster_mail())
    for _n in range(3):
        actions.sort(letter=letter, now=given.IN_TIME)

    assert Message.objects.count() == 1
    assert Roster.objects.get().version == 2


def test_a_mail_delivered_twice_is_one() -> None:
    mail = given.roster_mail()
    again = b"Received: from elsewhere\r\n" + mail

    assert given.came(mail) == given.came(again)
    assert Letter.objects.get().arrivals.count() == 2
    assert Message.objects.count() == 1


def test_a_message_id_used_twice_hides_nothing() -> None:
    first, second = organisations.school(), organisations.school("五台县第二小学校")
    for school in (first, second):
        given.came(given.roster_mail(school, first=1 if school == first else 30, message_id="<same@example.org>"))

    assert Roster.objects.count() == 2


def test_a_mail_that_kills_the_reader_three_times_is_laid_before_a_clerk() -> None:
    letter = given.kept(given.roster_mail())
    Letter.objects.filter(pk=letter.pk).update(attempts=3)

    sorted_ = actions.sort(letter=letter, now=given.IN_TIME)

    assert (sorted_.state, sorted_.why) == ("waiting", "failed")
    assert not Roster.objects.exists()


def test_a_settled_mail_is_forgotten_after_its_days_and_its_history_stays() -> None:
    taken, waiting = given.taken_letter(), given.waiting_letter()
    later = clock.moment(2021, 9, 1)

    assert actions.forget_sources(now=later) == 1
    assert not hasattr(Letter.objects.get(pk=taken.pk), "source")
    assert Letter.objects.get(pk=waiting.pk).source.raw
    assert taken.steps.exists()


def test_the_mail_is_sealed_in_the_database() -> None:
    given.taken_letter()

    with connection.cursor() as cursor:
        cursor.execute("SELECT sender, sender_name, text FROM mailroom_letter")
        kept = b"".join(bytes(cell) for cell in cursor.fetchone())
        cursor.execute("SELECT raw FROM mailroom_lettersource")
        kept += bytes(cursor.fetchone()[0])

    assert letters.SENDER.encode() not in kept
    assert "报名表".encode() not in kept
