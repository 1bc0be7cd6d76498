"""What several tests of this room need."""

from typing import Any

import pytest

from xingtan.foundation.tests.racing import at_once

__all__ = ["at_once"]


@pytest.fixture
def fast_hash(settings: Any) -> None:
    """A cheap password hash, where a test signs in hundreds of times and the price is not its point."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


class Texts:
    """A gateway that hands every text message to the test."""

    sent: list[tuple[str, str]] = []

    def send(self, *, mobile: str, text: str, key: str) -> None:
        """Keep it."""
        self.sent.append((mobile, text))


@pytest.fixture
def texts(settings: Any) -> list[tuple[str, str]]:
    """Text messages are set up; what went out, as (mobile, text)."""
    settings.SMS_GATEWAY = f"{__name__}.Texts"
    Texts.sent = []
    return Texts.sent
