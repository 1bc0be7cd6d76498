"""A mail that holds many schools: a clerk's becomes a bundle, anybody else's waits for a clerk (A05)."""

from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from xingtan.accounts.models import Kind, Post
from xingtan.accounts.tests import given as people
from xingtan.foundation import clock
from xingtan.mailroom import actions, jobs, queries
from xingtan.mailroom.models import Letter
from xingtan.mailroom.rules import Bringer, Register, bringer_among, is_doubted, recognised, sheet_says
from xingtan.mailroom.tests import given, letters
from xingtan.mailroom.tests.dovecot import Server
from xingtan.organisations.models import School
from xingtan.organisations.rules import Place
from xingtan.organisations.tests import given as organisations
from xingtan.outbox.models import Message
from xingtan.programmes.tests import given as programmes
from xingtan.rosters import jobs as roster_jobs
from xingtan.rosters.models import Bundle, Roster
from xingtan.rosters.sheet import Value
from xingtan.rosters.tests import bundles
from xingtan.rosters.tests import given as rosters

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_time")]
CLERK = "zhang.min@county.example.org"
SUBJECT = "五台县2020年全员培训各校参训名单"


def clerk(division: str = organisations.WUTAI, mail: str = CLERK, kind: str = Kind.COUNTY_ADMIN) -> Post:
    post = given.clerk(kind, division=division)
    post.account.mail = mail
    post.account.save()
    return post


def two_schools() -> tuple[School, School]:
    return organisations.school(), organisations.school("五台县东雷乡中心小学")


def rows_of(*schools: School, teachers: int = 2) -> list[list[Value]]:
    found: list[list[Value]] = []
    for nth, school in enumerate(schools):
        found += rosters.rows(teachers, school=school, county=school.division.name, first=1 + 10 * nth)
    return found


def list_of(*schools: School, teachers: int = 2) -> bytes:
    """One sheet with the teachers of all these schools."""
    return letters.sheet(rows_of(*schools, teachers=teachers))


def mail_of(content: bytes, name: str = "全县名单.xlsx", *, sender: str = CLERK, **more: str) -> bytes:
    return letters.letter(SUBJECT, (name, content), sender=f"张敏 <{sender}>", **more)  # type: ignore[arg-type]


def read_all() -> None:
    """What the timers of the rosters do, and a worker."""
    roster_jobs.resume_stalled()
    for bundle in Bundle.objects.filter(state="reading"):
        roster_jobs.read_bundle(bundles.reporter(), bundle=bundle.pk)


def answers() -> list[str]:
    return [each.body for each in Message.objects.order_by("pk")]


def test_a_countys_list_of_many_schools_becomes_a_bundle_and_the_clerk_is_told_once_what_was_read_of_each() -> None:
    first, second = two_schools()
    post = clerk()
    spoiled = rows_of(first, second)
    spoiled[3][4] = "1370000"

    letter = given.came(mail_of(letters.sheet(spoiled)))

    bundle = Bundle.objects.get()
    assert (letter.state, letter.division_id, bundle.by, bundle.division_id) == (
        "taken", organisations.WUTAI, post, organisations.WUTAI,
    )  # fmt: skip
    assert answers() == []

    jobs.tell_all(given.IN_TIME)
    assert answers() == []
    read_all()
    for _turn in range(2):
        jobs.tell_all(given.IN_TIME)

    assert sorted(Roster.objects.values_list("school", "teachers", "state")) == [
        (first.pk, 2, "draft"), (second.pk, 2, "draft"),
    ]  # fmt: skip
    (said,) = answers()
    assert Message.objects.get().to == CLERK
    assert "2 所学校" in said
    assert "学校 | 教师 | 要改的地方 | 结果" in said
    assert f"{first.registered_name} | 2 | 0 | " in said
    assert f"{second.registered_name} | 2 | 1 | " in said
    assert f"/rosters/bundles/{bundle.public_id}/" in said
    assert not any(str(row[4]) in said or str(row[5]) in said for row in spoiled)


def test_the_answer_names_what_waits_for_the_clerk_and_why() -> None:
    first, second = two_schools()
    clerk()
    rosters.draft(1, school=second)
    content = letters.sheet([*rows_of(first, second), [*rosters.rows(1, first=40)[0][:7], "查无此校", ""]])

    given.came(mail_of(content))
    read_all()
    jobs.tell_all(given.IN_TIME)

    (said,) = answers()
    assert "2 处等您决定" in said
    assert f"{second.registered_name} | 2 | 0 | 该校已有自己的草稿" in said
    assert "查无此校 | 1 | " in said


def test_a_packed_folder_from_a_county_is_one_bundle_and_a_folder_with_one_sheet_is_a_mail_of_that_school() -> None:
    first, second = two_schools()
    clerk()
    both = letters.packed(("一.xlsx", list_of(first)), ("二.xlsx", list_of(second)))

    many = given.came(mail_of(both, "全县.zip"))
    one = given.came(mail_of(letters.packed(("三.xlsx", list_of(organisations.school("五台县第三小学校")))), "三.zip"))
    read_all()

    assert [each.enclosures.count() for each in (many, one)] == [1, 1]
    assert Bundle.objects.get().file_name == "全县.zip"
    assert Roster.objects.count() == 3
    assert one.school is not None


@pytest.mark.parametrize("sender", ["somebody@example.org", "school.contact@example.org"])
def test_the_same_list_from_somebody_who_is_no_clerk_waits_for_one(sender: str) -> None:
    first, second = two_schools()
    clerk()
    contact = people.post(Kind.SCHOOL_CONTACT, school=first)
    contact.account.mail = "school.contact@example.org"
    contact.account.save()

    letter = given.came(mail_of(list_of(first, second), sender=sender))

    assert (letter.state, letter.why) == ("waiting", "several")
    assert not Bundle.objects.exists()
    assert "不必再发" in answers()[0] or "不必重发" in answers()[0]


def test_a_clerk_who_left_the_post_is_no_clerk_any_more() -> None:
    post = clerk()
    post.is_active = False
    post.save()

    assert given.came(mail_of(list_of(*two_schools()))).state == "waiting"
    assert not Bundle.objects.exists()


def test_a_sender_whom_the_mail_server_doubts_is_no_clerk() -> None:
    clerk()
    doubted = {"Authentication-Results": "mx.example.org; spf=fail smtp.mailfrom=x; dmarc=FAIL"}

    letter = given.came(mail_of(list_of(*two_schools()), headers=doubted))  # type: ignore[arg-type]

    assert (letter.state, letter.why) == ("waiting", "several")


def test_one_school_by_a_clerk_is_a_draft_as_ever_also_with_one_slip_of_the_pen() -> None:
    school = organisations.school()
    clerk()
    slip = rosters.rows(3, school=school)
    slip[2][7] = "五台县实验小雪"

    letter = given.came(letters.letter(given.subject_for(school), ("名单.xlsx", letters.sheet(slip)), sender=CLERK))

    assert (letter.state, Roster.objects.get().school) == ("taken", school)
    assert not Bundle.objects.exists()


def test_a_school_outside_of_the_clerks_county_is_not_brought_in() -> None:
    clerk()
    own, other = organisations.school(), organisations.school("原平市第一小学", division=organisations.YUANPING)

    given.came(mail_of(list_of(own, other)))
    read_all()

    assert Roster.objects.get().school == own
    assert [outcome for _school, outcome, _n in bundles.outcomes(Bundle.objects.get())] == ["taken", "outside"]


def test_after_the_deadline_nothing_is_kept_and_the_clerk_is_told_at_once() -> None:
    late = clock.moment(2020, 12, 10, 9)
    clerk()
    with clock.standing_at(late):
        letter = given.came(mail_of(list_of(*two_schools())), at=late)

    assert (letter.state, letter.why) == ("answered", "unreadable")
    assert not Bundle.objects.exists()
    assert "截止" in answers()[0]


def test_a_mail_with_a_list_and_another_schools_sheet_is_answered_once_when_all_is_read() -> None:
    first, second = two_schools()
    clerk()
    third = organisations.school("五台县第三小学校")
    files = (("全县.xlsx", list_of(first, second)), ("三.xlsx", list_of(third)))

    letter = given.came(letters.letter(SUBJECT, *files, sender=CLERK))
    assert answers() == []
    read_all()
    jobs.tell_all(given.IN_TIME)

    (said,) = answers()
    assert letter.state == "taken"
    assert "五台县第三小学校的草稿" in said
    assert second.registered_name in said


def test_a_county_clerk_brings_all_schools_of_a_waiting_sheet_in_with_one_press() -> None:
    first, second = two_schools()
    letter = given.came(mail_of(list_of(first, second), sender="somebody@example.org"))
    client = people.signed_in(given.clerk(Kind.COUNTY_ADMIN, division=organisations.WUTAI))
    Message.objects.all().delete()

    page = client.get(f"/mail/{letter.public_id}/").content.decode()
    assert f"/mail/{letter.public_id}/sheets/0/bring/" in page
    answer = client.post(f"/mail/{letter.public_id}/sheets/0/bring/")

    bundle = Bundle.objects.get()
    assert answer["Location"] == f"/rosters/bundles/{bundle.public_id}/"
    assert "一分钟内开始读取" in client.get(answer["Location"]).content.decode()
    read_all()
    jobs.tell_all(given.IN_TIME)
    letter.refresh_from_db()
    assert (letter.state, Roster.objects.count()) == ("taken", 2)
    assert second.registered_name in answers()[-1]
    assert f"/rosters/bundles/{bundle.public_id}/" in client.get(f"/mail/{letter.public_id}/").content.decode()


def test_bringing_in_twice_keeps_one_bundle_and_the_other_county_finds_nothing() -> None:
    letter = given.came(mail_of(list_of(*two_schools()), sender="somebody@example.org"))
    path = f"/mail/{letter.public_id}/sheets/0/bring/"
    client = people.signed_in(given.clerk(Kind.COUNTY_ADMIN, division=organisations.WUTAI))
    stranger = people.signed_in(given.clerk(Kind.COUNTY_ADMIN, division=organisations.YUANPING))

    assert stranger.post(path).status_code == 404
    assert not Bundle.objects.exists()
    assert [client.post(path).status_code for _turn in range(2)] == [302, 409]
    assert Bundle.objects.count() == 1


def test_support_sees_that_it_was_brought_in_and_no_button() -> None:
    letter = given.came(mail_of(list_of(*two_schools()), sender="somebody@example.org"))
    support = people.signed_in(given.clerk(Kind.SUPPORT))

    assert "/bring/" not in support.get(f"/mail/{letter.public_id}/").content.decode()
    assert support.post(f"/mail/{letter.public_id}/sheets/0/bring/").status_code == 404


def test_who_is_told_costs_the_same_however_many_schools_there_are() -> None:
    def cost(schools: int, first: int) -> int:
        clerk(mail=f"clerk{schools}@example.org")
        found = [organisations.school(f"五台县第{first + nth}小学校") for nth in range(schools)]
        given.came(mail_of(list_of(*found, teachers=1), sender=f"clerk{schools}@example.org"))
        read_all()
        with CaptureQueriesContext(
            connection,
        ) as asked:
            jobs.tell_all(given.IN_TIME)
        return len(asked)

    assert cost(2, 11) == cost(9, 31)


def test_collected_again_and_again_there_is_one_bundle_and_one_answer(server: Server) -> None:
    programmes.programme_2020()
    first, second = two_schools()
    clerk()
    mail = mail_of(list_of(first, second))
    server.deliver(mail)
    for _turn in range(2):
        jobs.collect()
    server.deliver(mail)
    server.number_anew()
    jobs.collect()
    read_all()
    for _turn in range(2):
        jobs.collect()

    assert (Letter.objects.count(), Bundle.objects.count(), Message.objects.count()) == (1, 1, 1)
    assert server.unseen() == []


class Killed(BaseException):
    """The process ends here."""


@pytest.fixture
def killing() -> Iterator[list[int]]:
    """Ends the process before the n-th statement that writes, n being what stands in the list."""
    left = [0]

    def judge(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        if sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")):
            left[0] -= 1
            if left[0] == 0:
                raise Killed
        return execute(sql, params, many, context)

    with connection.execute_wrapper(judge):
        yield left


def test_killed_before_any_write_of_taking_it_in_or_telling_there_is_one_bundle_and_one_answer(
    killing: list[int],
) -> None:
    clerk()
    schools = two_schools()
    for number in range(1, 40):
        letter = given.kept(mail_of(list_of(*schools, teachers=1 + number % 2)))
        killing[0] = number
        try:
            with transaction.atomic():
                actions.sort(letter=letter, now=given.IN_TIME)
                survived = True
        except Killed:
            survived = False
        killing[0] = 0
        letter.refresh_from_db()
        actions.sort(letter=letter, now=given.IN_TIME)
        read_all()
        killing[0] = number
        try:
            with transaction.atomic():
                jobs.tell_all(given.IN_TIME)
        except Killed:
            survived = False
        killing[0] = 0
        jobs.tell_all(given.IN_TIME)

        assert letter.enclosures.filter(bundle__isnull=False, told_at__isnull=False).count() == 1
        assert Message.objects.filter(dedup_key__startswith=f"mailroom:{letter.public_id}:").count() == 1
        Message.objects.all().delete()
        letter.steps.all().delete()  # one sender gets so many answers a day
        if survived and number > 5:
            break
    else:
        pytest.fail("it never came through")
    assert queries.letters_to_tell() == []


@pytest.mark.parametrize(
    ("posts", "unit", "found"),
    [
        ([], None, None),
        ([Bringer(1, "140922")], None, 1),
        ([Bringer(1, "140922")], Place("140981"), 1),
        ([Bringer(1, "140922"), Bringer(2, "140981")], None, None),
        ([Bringer(1, "140922"), Bringer(2, "140981")], Place("140981"), 2),
        ([Bringer(1, "140900"), Bringer(2, "140981")], Place("140922"), 1),
        ([Bringer(1, "140900"), Bringer(2, "140981")], Place("140981"), 2),
        ([Bringer(1, "140922"), Bringer(2, "140981")], Place("140923"), None),
    ],
)
def test_of_several_posts_the_subject_decides_and_otherwise_nobody(
    posts: list[Bringer], unit: Place | None, found: int | None
) -> None:
    assert bringer_among(posts, unit) == found


@pytest.mark.parametrize(
    ("said", "doubted"),
    [("", False), ("mx; spf=pass; dkim=fail; dmarc=pass", False), ("mx; DMARC = fail", True), ("mx; spf=fail", True)],
)
def test_the_servers_word_about_the_sender_is_heard(said: str, doubted: bool) -> None:
    assert is_doubted({"authentication-results": said}) is doubted


@pytest.mark.parametrize(
    ("names", "many"),
    [
        (["五台县实验小学"], False),
        (["五台县实验小学", "五台县东雷乡中心小学"], True),
        (["五台县实验小学", "没有这所小学"], False),
        (["五台县实验小学", "没有这所小学", "也没有这所小学"], True),
        (["没有这所小学", "也没有这所小学"], True),
        ([""], False),
    ],
)
def test_two_known_schools_or_two_unknown_names_make_a_list(names: list[str], many: bool) -> None:
    two_schools()
    register: Register = queries.register()

    assert sheet_says([("五台县", name) for name in names], register).holds_many is many
    assert recognised(SUBJECT, register).schools == ()
