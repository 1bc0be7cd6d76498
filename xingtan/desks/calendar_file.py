"""Days as a calendar file (RFC 5545), for the calendar of a phone. Pure: the moment is passed in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

LONGEST_LINE = 75
"""Octets of a line; a longer one goes on in the next, after a space."""


@dataclass(frozen=True)
class DayEntry:
    """One day with what is due on it; ``key`` tells it from all others, so that a file read again changes it."""

    key: str
    title: str
    on: date
    words: str = ""


def calendar_file(entries: Iterable[DayEntry], *, stamp: datetime, host: str) -> str:
    """The whole file: one all-day event an entry, with a reminder the day before at nine."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Xingtan//what is left//ZH", "CALSCALE:GREGORIAN"]
    for entry in entries:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{_text(entry.key)}@{_text(host)}",
            f"DTSTAMP:{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}",
            f"DTSTART;VALUE=DATE:{entry.on:%Y%m%d}",
            f"DTEND;VALUE=DATE:{entry.on + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_text(entry.title)}",
            *([f"DESCRIPTION:{_text(entry.words)}"] if entry.words else []),
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"DESCRIPTION:{_text(entry.title)}",
            "TRIGGER:-PT15H",
            "END:VALARM",
            "END:VEVENT",
        ]
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _text(value: str) -> str:
    r"""The value with what the format reserves marked as plain; nothing in it can begin a line of its own.

    >>> print(_text("一,二;三\nBEGIN"))
    一\,二\;三\nBEGIN
    """
    for plain, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n"), ("\r", "\\n")):
        value = value.replace(plain, written)
    return value


def _folded(line: str) -> str:
    """The line in pieces of at most 75 octets, never within a letter."""
    pieces, piece = [], ""
    for letter in line:
        if len((piece + letter).encode()) > LONGEST_LINE:
            pieces.append(piece)
            piece = " "
        piece += letter
    return "\r\n".join([*pieces, piece])
