"""What several tests of this room need."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from xingtan.foundation.tests.racing import at_once, commits

__all__ = ["at_once", "commits"]


@pytest.fixture
def fast_hash(settings: Any) -> None:
    """A cheap password hash, where a test signs in hundreds of times and the price is not its point."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


class Texts:
    """A gateway that hands every text message to the test."""

    sent: list[tuple[str, str]] = []

    def send(self, *, mobile: str, text: str, key: str) -> None:  # noqa: ARG002 - of the interface
        """Keep it."""
        self.sent.append((mobile, text))


@pytest.fixture
def texts(settings: Any) -> list[tuple[str, str]]:
    """Text messages are set up; what went out, as (mobile, text)."""
    settings.SMS_GATEWAY = f"{__name__}.Texts"
    Texts.sent = []
    return Texts.sent


@pytest.fixture
def queries() -> Callable[[Callable[[], Any]], int]:
    """How many SQL queries a call asks, at the second look: the first one also moves the session on."""

    def count(call: Callable[[], Any]) -> int:
        call()
        with CaptureQueriesContext(connection) as asked:
            call()
        return len(asked)

    return count
