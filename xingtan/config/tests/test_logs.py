"""Logs say what happened and nothing about persons."""

import json
import logging
from typing import Any

import pytest
import structlog
from django.conf import settings
from django.test import Client

from xingtan.config.logs import PersonalDataFilter, scrubbed

MOBILE, ID_NUMBER = "13834001234", "14092219800101123X"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"mobile {MOBILE}.", "mobile ***********."),
        (f"{ID_NUMBER}，王秀英", "******************，王秀英"),
        ("order 202012101234567", "order 202012101234567"),
        ("12 rows, 4440.00", "12 rows, 4440.00"),
        (f"王秀英{MOBILE}五台县", "王秀英***********五台县"),
    ],
)
def test_numbers_of_persons_are_starred_out_and_others_stay(text: str, left: str) -> None:
    assert scrubbed(text) == left


def record_of(message: Any, *arguments: Any, error: BaseException | None = None) -> logging.LogRecord:
    trouble = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("x", logging.ERROR, "f", 1, message, arguments, trouble)
    assert PersonalDataFilter().filter(record)
    return record


def test_message_arguments_and_tracebacks_are_scrubbed() -> None:
    try:
        raise ValueError(f"bad {MOBILE}")
    except ValueError as error:
        record = record_of("for %s", MOBILE, error=error)

    assert MOBILE not in f"{record.getMessage()}{record.exc_text}"


def test_structured_fields_are_scrubbed() -> None:
    assert record_of({"event": "x", "who": ID_NUMBER, "rows": 3}).msg == {"event": "x", "who": "*" * 18, "rows": 3}


@pytest.mark.django_db
def test_a_request_is_one_line_without_query_or_body() -> None:
    with structlog.testing.capture_logs() as lines:
        Client().post(f"/account/sign-in/?q={MOBILE}", {"mobile": MOBILE, "password": "a-secret"})

    (line,) = [line for line in lines if line["event"] == "request"]
    assert line["method"] == "POST"
    assert line["route"] == "account/sign-in/"
    assert line["status"] == 422
    assert line["ms"] > 0
    assert not {MOBILE, "a-secret"} & set(json.dumps(line).split('"'))


def test_every_handler_scrubs() -> None:
    handlers: Any = settings.LOGGING["handlers"]

    assert all("no_personal_data" in handler["filters"] for handler in handlers.values())
