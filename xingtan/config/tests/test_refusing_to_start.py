"""An unsafe setting stops the start, and the message says how to mend it."""

from typing import Any

import pytest
from django.db import connection

from xingtan.config import checks


def ids(found: list[Any]) -> set[str]:
    assert all(message.hint for message in found)
    return {message.id for message in found}


def test_the_settings_of_the_tests_are_safe() -> None:
    assert checks.refuse_unsafe_settings() == []


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"DEBUG": True}, "xingtan.E001"),
        ({"IS_DEMO": True, "ALLOWED_HOSTS": ["edu.example.cn"]}, "xingtan.E002"),
        ({"IS_DEMO": True, "ALLOWED_HOSTS": ["*"]}, "xingtan.E002"),
        ({"LOG_RETENTION_DAYS": 182}, "xingtan.E005"),
    ],
)
def test_each_unsafe_setting_is_named(settings: Any, changes: dict[str, Any], refused: str) -> None:
    for name, value in changes.items():
        setattr(settings, name, value)

    assert refused in ids(checks.refuse_unsafe_settings())


@pytest.mark.parametrize(
    ("host", "tls", "is_refused"),
    [
        ("", "tls", False),
        ("imap.163.com", "tls", False),
        ("imap.163.com", "starttls", False),
        ("127.0.0.1", "none", False),
        ("imap.163.com", "none", True),
        ("imap.163.com", "ssl", True),
    ],
)
def test_a_mailbox_is_read_in_the_open_on_this_machine_only(
    settings: Any, host: str, tls: str, *, is_refused: bool
) -> None:
    settings.MAILBOX_HOST, settings.MAILBOX_TLS = host, tls

    assert bool(checks.refuse_open_mailbox()) is is_refused


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"ALLOWED_HOSTS": ["edu.example.cn"], "PUBLIC_URL": "http://edu.example.cn"}, "xingtan.E003"),
        ({"SECOND_FACTOR": False}, "xingtan.E004"),
    ],
)
def test_production_is_stricter(
    settings: Any, monkeypatch: pytest.MonkeyPatch, changes: dict[str, Any], refused: str
) -> None:
    monkeypatch.setattr(checks, "KIND", "production")
    for name, value in changes.items():
        setattr(settings, name, value)

    assert refused in ids(checks.refuse_unsafe_settings())


def test_a_demo_on_this_machine_is_let_be(settings: Any) -> None:
    settings.IS_DEMO, settings.ALLOWED_HOSTS = True, ["127.0.0.1", "localhost"]

    assert checks.refuse_unsafe_settings() == []


@pytest.mark.django_db
def test_a_database_that_forgets_at_a_power_cut_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor != "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SET synchronous_commit = off")
        assert ids(checks.refuse_forgetful_database(databases=["default"])) == {"xingtan.E007"}
        return

    class Lax:
        vendor = "sqlite"

        def cursor(self) -> Any:
            return self

        def __enter__(self) -> Any:
            return self

        def __exit__(self, *_: object) -> None: ...

        def execute(self, _statement: str) -> None: ...

        def fetchone(self) -> tuple[int]:
            return (1,)

    monkeypatch.setattr("xingtan.config.checks.connection", Lax())

    assert ids(checks.refuse_forgetful_database(databases=["default"])) == {"xingtan.E006"}


@pytest.mark.django_db
def test_the_database_of_the_tests_is_sound() -> None:
    assert checks.refuse_forgetful_database(databases=["default"]) == []
