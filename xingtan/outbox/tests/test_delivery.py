"""Messages go out once, also when the way out fails; the mail server here is a real one."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from xingtan.foundation import clock
from xingtan.outbox import gateways
from xingtan.outbox.actions import deliver_due, send
from xingtan.outbox.models import Message
from xingtan.outbox.rules import ATTEMPTS, wait_before
from xingtan.outbox.tests.conftest import Mailbox

pytestmark = pytest.mark.django_db
NOON = clock.moment(2020, 12, 12, 12)


def mail(key: str = "k", *, now: datetime = NOON) -> Message:
    return send(
        channel="mail", to="li@example.org", subject="账号已激活", body="李老师：您好。", dedup_key=key, now=now
    )


def test_a_mail_reaches_its_mailbox_with_its_words(mailbox: Mailbox) -> None:
    mail()

    assert deliver_due(now=NOON) == 1

    (envelope,) = mailbox.came
    assert envelope.rcpt_tos == ["li@example.org"]
    assert Message.objects.get().state == "sent"


def test_it_carries_an_id_of_its_own_that_stays_equal_over_retries(mailbox: Mailbox) -> None:
    row = mail()
    deliver_due(now=NOON)

    assert f"Message-ID: <{row.public_id}@".encode() in mailbox.came[0].content


def test_a_message_sent_is_not_sent_again(mailbox: Mailbox) -> None:
    mail()

    assert [deliver_due(now=NOON + timedelta(hours=hour)) for hour in range(3)] == [1, 0, 0]
    assert len(mailbox.came) == 1


def test_the_same_key_is_one_message_however_often_asked(mailbox: Mailbox) -> None:
    first, second = mail("bill:7"), mail("bill:7")

    deliver_due(now=NOON)

    assert first == second
    assert len(mailbox.came) == 1


def test_a_refused_message_is_tried_again_when_its_wait_is_over(mailbox: Mailbox) -> None:
    mailbox.refusals = 1
    mail()

    sent = [deliver_due(now=NOON + timedelta(seconds=seconds)) for seconds in (0, 59, 60)]

    assert sent == [0, 0, 1]
    assert Message.objects.get().attempts == 2


def test_a_server_that_is_down_loses_nothing_and_the_message_is_given_up_only_after_six_tries(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    mail()

    for hour in range(8):
        deliver_due(now=NOON + timedelta(hours=hour))

    row = Message.objects.get()
    assert (row.state, row.attempts) == ("given_up", ATTEMPTS)
    assert "ConnectionRefusedError" in row.last_error


def test_one_message_that_cannot_go_does_not_hold_up_the_others(mailbox: Mailbox) -> None:
    send(channel="sms", to="19900000001", body="没有网关", dedup_key="a", now=NOON)
    mail("b", now=NOON + timedelta(seconds=1))

    assert deliver_due(now=NOON + timedelta(seconds=1)) == 1
    assert len(mailbox.came) == 1


def test_a_message_of_a_transaction_that_failed_never_was() -> None:
    with transaction.atomic():
        mail()
        transaction.set_rollback(True)

    assert not Message.objects.exists()


def test_address_and_words_are_sealed_in_the_database() -> None:
    row = mail()

    assert "li@example.org" not in str(Message.objects.extra(select={"raw": '"to"'}).values("raw", "subject"))
    assert Message.objects.get(pk=row.pk).to == "li@example.org"


@pytest.mark.parametrize(("attempt", "minutes"), [(1, 1), (2, 2), (3, 4), (4, 8), (5, 16), (6, None), (9, None)])
def test_waits_double_and_end(attempt: int, minutes: int | None) -> None:
    assert wait_before(attempt) == (timedelta(minutes=minutes) if minutes else None)


def test_text_messages_are_set_up_only_by_naming_a_gateway(settings: Any) -> None:
    assert not gateways.sms_is_set_up()

    settings.SMS_GATEWAY = "some.gateway.Class"

    assert gateways.sms_is_set_up()
