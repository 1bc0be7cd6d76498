"""A mailbox on a real server, and the moment at which it is read."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from xingtan.foundation import clock
from xingtan.mailroom.tests import dovecot, given


@pytest.fixture
def server(settings: Any) -> Iterator[dovecot.Server]:
    """Dovecot with an empty mailbox, named in the settings."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        with dovecot.running(Path(folder) / "dovecot") as server:
            settings.MAILBOX_HOST, settings.MAILBOX_PORT = server.account.host, server.account.port
            settings.MAILBOX_USER, settings.MAILBOX_PASSWORD = server.account.user, server.account.password
            settings.MAILBOX_TLS = "none"
            yield server


@pytest.fixture
def in_time() -> Iterator[None]:
    """The clock stands before enrolment closes."""
    with clock.standing_at(given.IN_TIME):
        yield
