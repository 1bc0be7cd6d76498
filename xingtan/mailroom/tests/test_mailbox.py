"""A real mailbox on a real server: each message once, whatever fails in between."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from xingtan.billing.models import Voucher
from xingtan.billing.tests import given as billing
from xingtan.billing.tests import papers
from xingtan.foundation import clock
from xingtan.foundation.tests import files
from xingtan.mailroom import jobs
from xingtan.mailroom.models import Arrival, Letter, MailboxLook
from xingtan.mailroom.tests import given, letters
from xingtan.mailroom.tests.dovecot import Server
from xingtan.mailroom.tests.test_reading_letters import POISONED
from xingtan.organisations.tests import given as organisations
from xingtan.outbox.actions import deliver_due
from xingtan.outbox.mailboxes import Mailbox
from xingtan.outbox.models import Message
from xingtan.outbox.tests.conftest import Mailbox as Outside
from xingtan.outbox.tests.conftest import mailbox as mail_server
from xingtan.programmes.tests import given as programmes
from xingtan.rosters.models import Roster

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_time")]
__all__ = ["mail_server"]


@pytest.fixture(autouse=True)
def _programme() -> None:
    programmes.programme_2020()


class Killed(BaseException):
    """The process ends here: no handler of ours runs after it."""


@contextmanager
def killed_before_statement(number: int) -> Iterator[list[int]]:
    """End the process before the ``number``-th SQL statement that writes."""
    counted = [0]

    def judge(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")):
            counted[0] += 1
            if counted[0] == number:
                raise Killed
        return execute(sql, params, many, context)

    with connection.execute_wrapper(judge):
        yield counted


def test_a_mail_is_fetched_taken_in_marked_and_answered(server: Server, mail_server: Outside) -> None:
    server.deliver(given.roster_mail())

    jobs.collect()
    deliver_due(now=given.IN_TIME)

    assert Roster.objects.get().state == "draft"
    assert (server.seen(), server.unseen()) == ([1], [])
    (envelope,) = mail_server.came
    assert envelope.rcpt_tos == [letters.SENDER]
    assert b"Auto-Submitted: auto-replied" in envelope.content
    assert b"In-Reply-To: <" in envelope.content


def test_a_voucher_in_the_mailbox_hangs_on_its_bill_once_however_often_it_is_delivered(server: Server) -> None:
    bill = billing.bill(organisations.school("东雷乡中心小学"))
    mail = letters.letter("五台县东雷乡中心小学汇款凭证", ("凭证.pdf", papers.pdf(papers.icbc_text())))
    server.deliver(mail)
    jobs.collect()
    server.deliver(mail)
    server.number_anew()
    jobs.collect()

    voucher = Voucher.objects.get()
    assert (voucher.bill, voucher.source, voucher.receipt_number) == (bill, "mail", "0917822676331100")
    assert (Letter.objects.get().state, Message.objects.count(), server.unseen()) == ("taken", 1, [])


def test_collecting_again_and_again_does_nothing_more(server: Server) -> None:
    server.deliver(given.roster_mail())
    for _n in range(4):
        jobs.collect()

    assert (Letter.objects.count(), Roster.objects.get().version, Message.objects.count()) == (1, 2, 1)


def test_a_mail_somebody_opened_in_webmail_before_is_read_all_the_same(server: Server) -> None:
    server.deliver(given.roster_mail())
    with server.connection() as box:
        box.select("INBOX")
        box.store("1", "+FLAGS", r"\Seen")

    jobs.collect()

    assert Letter.objects.get().state == "taken"


def test_read_mails_move_to_the_folder_that_is_named(server: Server, settings: Any) -> None:
    settings.MAILBOX_DONE_FOLDER = "已处理"
    server.deliver(given.roster_mail(), letters.letter("代开发票"))

    jobs.collect()
    jobs.collect()

    assert server.in_folder("INBOX") == 0
    assert server.in_folder('"&XfJZBHQG-"') == 2
    assert Letter.objects.count() == 2


def test_a_mailbox_numbered_anew_has_no_second_effect(server: Server) -> None:
    server.deliver(given.roster_mail())
    jobs.collect()
    server.number_anew()

    jobs.collect()

    assert Arrival.objects.values("uidvalidity").distinct().count() == 2
    assert (Letter.objects.count(), Message.objects.count()) == (1, 1)


def test_killed_before_any_write_the_next_turn_ends_with_one_draft_and_one_answer(server: Server) -> None:
    """Every kill point: after fetching before storing, after storing before marking, after the draft before the answer."""
    school = organisations.school()
    number, survived = 0, False
    while not survived:
        number += 1
        sender = f"clerk{number}@example.org"  # a new one each time: one sender gets so many answers a day
        server.deliver(given.roster_mail(school, 1 + number % 3, sender=sender))
        try:
            with killed_before_statement(number):
                jobs.collect()
            survived = True
        except Killed:
            jobs.collect()
        assert Letter.objects.count() == number
        assert set(Letter.objects.values_list("state", flat=True)) == {"taken"}
        assert Message.objects.count() == number
        assert server.unseen() == []

    assert number > 15
    assert Roster.objects.count() == 1


class BrokenOff(Mailbox):
    """A connection that breaks when a message is to be marked."""

    def put_away(self, uid: int) -> None:  # noqa: ARG002 - as it is called
        """The line is dead."""
        raise Killed


def test_killed_after_storing_and_before_marking_the_mail_is_marked_next_time_and_not_stored_twice(
    server: Server,
) -> None:
    server.deliver(given.roster_mail())
    programme = programmes.programme_2020()
    with pytest.raises(Killed), BrokenOff.opened(server.account) as mailbox:
        jobs.fetch(mailbox, programme, given.IN_TIME)

    assert (Letter.objects.get().state, server.unseen()) == ("new", [1])
    jobs.collect()

    assert (Letter.objects.get().state, server.unseen()) == ("taken", [])
    assert Message.objects.count() == 1


def test_a_server_that_is_away_stops_nothing(server: Server, settings: Any) -> None:
    letter = given.kept(given.roster_mail())
    settings.MAILBOX_PORT = 1

    jobs.collect()

    letter.refresh_from_db()
    assert letter.state == "taken"
    assert MailboxLook.objects.get().trouble == "away"


def test_since_when_a_mailbox_fails_is_kept_until_it_is_read_again(server: Server, settings: Any) -> None:
    port, settings.MAILBOX_PORT = settings.MAILBOX_PORT, 1
    for minute in range(3):
        with clock.standing_at(given.IN_TIME + timedelta(minutes=minute)):
            jobs.collect()
    assert MailboxLook.objects.get().failing_since == given.IN_TIME

    settings.MAILBOX_PORT = port
    jobs.collect()

    assert (MailboxLook.objects.get().failing_since, MailboxLook.objects.get().reached_at) == (None, given.IN_TIME)


def test_a_wrong_password_stops_nothing(server: Server, settings: Any) -> None:
    settings.MAILBOX_PASSWORD = "not-the-password"
    server.deliver(given.roster_mail())

    jobs.collect()

    assert not Letter.objects.exists()
    assert server.unseen() == [1]
    assert MailboxLook.objects.get().trouble == "sign_in"


def test_without_a_mailbox_in_the_settings_nothing_is_fetched(settings: Any) -> None:
    settings.MAILBOX_HOST = ""

    jobs.collect()

    assert not Letter.objects.exists()


def test_a_mail_too_large_is_not_fetched_and_its_sender_is_told(server: Server, settings: Any) -> None:
    settings.MAILBOX_MAX_BYTES = 200_000
    school = organisations.school()
    server.deliver(letters.letter(given.subject_for(school), ("a.xlsx", b"x" * 400_000)))

    jobs.collect()

    letter = Letter.objects.get()
    assert (letter.state, letter.why, letter.is_whole) == ("answered", "too_large", False)
    assert letter.size > 400_000
    assert len(letter.source.raw) < 5_000
    assert "过大" in Message.objects.get().body


def _bomb() -> bytes:
    return letters.packed(("a.xlsx", b"\0" * 30_000_000))


HARMFUL: dict[str, tuple[str, bytes]] = {
    "program": ("名单.exe", b"MZ\x90\0 this program"),
    "sheet with a document type": ("名单.xlsx", files.package(files.sheet_xml(files.cell("A1", "x"), "<!DOCTYPE x>"))),
    "sheet that is a bomb": ("名单.xlsx", files.bomb()),
    "program named as a sheet": ("名单.xlsx", b"MZ\x90\0 this program"),
    "packed bomb": ("名单.zip", _bomb()),
    "packed folder in a packed folder": ("名单.zip", letters.packed(("b.zip", letters.packed(("a.xlsx", b"x"))))),
    "broken package": ("名单.zip", letters.packed(("a.xlsx", b"x" * 999))[:200]),
    "sheet in a packed folder that is none": ("名单.zip", letters.packed(("a.xlsx", b"not a sheet"))),
    "winmail": ("winmail.dat", b"\x78\x9f\x3e\x22\x01\x00"),
    "web page as sheet": ("名单.xls", b"<html><table><tr><td>x</td></tr></table></html>"),
    "empty": ("名单.xlsx", b""),
    "word": ("名单.doc.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") + b"\0\0"),
    "sheet with a password": (
        "名单.xlsx",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + b"\0\0",
    ),
    "truncated sheet": ("名单.xlsx", letters.sheet([])[:500]),
    "name that points outside": ("../../etc/passwd", b"root:x"),
    "endless name": ("名" * 3000 + ".xlsx", b"x"),
}


@pytest.mark.parametrize("file", HARMFUL.values(), ids=HARMFUL.keys())
def test_harmful_attachments_end_with_a_sentence_and_no_roster(file: tuple[str, bytes]) -> None:
    school = organisations.school()

    letter = given.came(letters.letter(given.subject_for(school), file))

    assert letter.state in {"answered", "waiting"}
    assert letter.enclosures.exists() or letter.why == "no_sheet"
    assert all(each.said for each in letter.enclosures.filter(state="refused"))
    assert not Roster.objects.exists()
    assert Message.objects.count() == 1


def test_one_poisoned_mail_never_stops_the_next(server: Server) -> None:
    deliverable = [mail for mail in POISONED.values() if mail and b"\0" not in mail]
    server.deliver(*(b"From: x@example.org\r\n" + mail for mail in deliverable), given.roster_mail())

    for minute in range(2):
        with clock.standing_at(given.IN_TIME + timedelta(minutes=minute)):
            jobs.collect()

    assert Letter.objects.filter(state="new").count() == 0
    assert Letter.objects.filter(state="taken").count() == 1
    assert server.unseen() == []
