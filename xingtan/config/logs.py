"""Structured logs, one line a request, without personal data."""

import logging
import re
import time
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponseBase

log = structlog.get_logger("xingtan.request")
_NUMBERS = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|1[3-9]\d{9})(?!\d)")


def scrubbed(text: str) -> str:
    """The text with anything that looks like an identity or mobile number starred out."""
    return _NUMBERS.sub(lambda found: "*" * len(found.group()), text)


class PersonalDataFilter(logging.Filter):
    """The last door before a log line leaves: stars out numbers of persons in message and arguments."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Scrub, and let pass."""
        if isinstance(record.msg, dict):
            record.msg = {k: scrubbed(v) if isinstance(v, str) else v for k, v in record.msg.items()}
            return True
        record.msg = scrubbed(record.getMessage())
        record.args = ()
        if record.exc_info and not record.exc_text:
            record.exc_text = scrubbed(logging.Formatter().formatException(record.exc_info))
            record.exc_info = None
        return True


class RequestLog:
    """One line per request: method, route, status, milliseconds; never the query or the body."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Time the request and write its line."""
        began = time.perf_counter()
        response = self.get_response(request)
        match = request.resolver_match
        log.info(
            "request",
            method=request.method,
            route=match.route if match else "-",
            status=response.status_code,
            ms=round((time.perf_counter() - began) * 1000, 1),
        )
        return response
