"""Two workers at once."""

from functools import partial

from xingtan.foundation import clock
from xingtan.foundation.tests.racing import Together
from xingtan.outbox.actions import deliver_due, send
from xingtan.outbox.tests.conftest import Mailbox

NOON = clock.moment(2020, 12, 12, 12)


def test_two_workers_at_once_send_each_message_once(mailbox: Mailbox, at_once: Together) -> None:
    for number in range(4):
        send(channel="mail", to="li@example.org", subject="账号已激活", body="您好。", dedup_key=f"k{number}", now=NOON)

    came = at_once([partial(deliver_due, now=NOON)] * 2)

    assert sum(came) == 4
    assert len(mailbox.came) == 4
