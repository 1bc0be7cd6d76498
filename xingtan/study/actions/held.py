"""The rows of plays and coverages while a batch works on them: read and locked at once, written back at once.

Plain SQL, bound by the server on PostgreSQL: a message is worth a tenth of a millisecond, and the ORM and its
client-side quoting alone took more than that.
"""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import psycopg
from django.db import connection
from django.db.backends.utils import CursorWrapper

from xingtan.enrolment.models import Enrolment
from xingtan.study.coverage import Spans, from_text, size, to_text


@dataclass(slots=True)
class Held:
    """A coverage row while a batch works on it."""

    pk: int
    covered: Spans
    position: int
    position_from: tuple[int, int]
    """The play and the number of the message that said so last."""


@dataclass(slots=True)
class Playing:
    """A play row while a batch works on it."""

    pk: int
    held: Held
    began_at: datetime
    ended_at: datetime | None
    spent: int
    refused: str
    noted_at: datetime | None
    brought: Spans
    earned_at: datetime | None
    school: int
    enrolment: int
    may_count: bool
    """Whether the teacher still takes part and may sign in."""
    absent_ms: int
    """Wall time in which a question stood unanswered too long."""
    is_changed: bool = False


_READ = """
SELECT c.id, c.spans, c.position, c.position_play, c.position_number, p.id, p.began_at, p.ended_at, p.noted_at,
       p.earned_at, p.spent_seconds, p.refused, p.brought, e.id, e.school_id, e.status, a.is_active,
       p.absent_ms
FROM study_coverage c
JOIN study_play p ON p.coverage_id = c.id
JOIN enrolment_enrolment e ON e.id = c.enrolment_id
JOIN accounts_account a ON a.id = p.account_id
WHERE p.id {among} ORDER BY c.id, p.id {lock}
"""


def locked(plays: Collection[int]) -> dict[int, Playing]:
    """The plays of these numbers, with their coverages; both locked to the end of the transaction.

    In the order of the coverages, and each coverage before its plays, as all who change a play do: so two
    batches never wait for each other in a ring. What another batch has just changed is read as it left it.
    """
    held: dict[int, Held] = {}
    playing: dict[int, Playing] = {}
    for row in _rows(sorted(plays)):
        coverage, spans, position, position_play, position_number, pk, began, ended, noted, earned, *rest = row
        spent, refused, brought, enrolment, school, status, is_active, absent_ms = rest
        if coverage not in held:
            held[coverage] = Held(coverage, from_text(spans), position, (position_play, position_number))
        playing[pk] = Playing(
            pk=pk, held=held[coverage], began_at=began, ended_at=ended, spent=spent, refused=refused, noted_at=noted,
            brought=from_text(brought), earned_at=earned, school=school, enrolment=enrolment,
            may_count=status == Enrolment.Status.ACCEPTED and bool(is_active), absent_ms=absent_ms,
        )  # fmt: skip
    return playing


def _rows(plays: list[int]) -> Iterable[Sequence[Any]]:
    with _cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_READ.format(among="= ANY(%s)", lock="FOR UPDATE OF c, p"), [plays])
            return cursor.fetchall()
        marks = ", ".join(["%s"] * len(plays))
        cursor.execute(_READ.format(among=f"IN ({marks})", lock=""), plays)
        return [(*row[:6], *map(_moment, row[6:10]), *row[10:]) for row in cursor.fetchall()]


def _moment(stored: str | datetime | None) -> datetime | None:
    """A moment as SQLite keeps it, in UTC without saying so."""
    if stored is None:
        return None
    read = datetime.fromisoformat(stored) if isinstance(stored, str) else stored
    return read.replace(tzinfo=UTC)


def _cursor() -> CursorWrapper:
    """A cursor that leaves binding to the server where there is one; Django's own quotes every value in Python."""
    connection.ensure_connection()
    if connection.vendor == "postgresql":
        bare: Any = psycopg.Cursor(connection.connection)
        bare.format = psycopg.pq.Format.BINARY
        return connection.make_debug_cursor(bare) if connection.queries_logged else connection.make_cursor(bare)
    return connection.cursor()


_WRITE_COVERAGES = """
UPDATE study_coverage SET spans = given.spans, credited_seconds = given.seconds, position = given.position,
    position_play = given.play, position_number = given.number, heard_at = %s
FROM json_to_recordset(%s) AS given(id bigint, spans text, seconds int, position int, play bigint, number int)
WHERE study_coverage.id = given.id
"""
_WRITE_COVERAGE = (
    "UPDATE study_coverage SET heard_at = %s, spans = %s, credited_seconds = %s, position = %s, position_play = %s,"
    " position_number = %s WHERE id = %s"
)


def write_coverages(rows: Iterable[Held], now: datetime) -> None:
    """Write back what is recognised of each lesson, and that its player was heard of."""
    values = [(to_text(row.covered), size(row.covered), row.position, *row.position_from, row.pk) for row in rows]
    if not values:
        return
    heard_at = connection.ops.adapt_datetimefield_value(now)
    with _cursor() as cursor:
        if connection.vendor == "postgresql":
            names = ("spans", "seconds", "position", "play", "number", "id")
            given = [dict(zip(names, value, strict=True)) for value in values]
            cursor.execute(_WRITE_COVERAGES, [heard_at, json.dumps(given)])
        else:
            cursor.executemany(_WRITE_COVERAGE, [(heard_at, *value) for value in values])


_WRITE_PLAYS = """
UPDATE study_play SET spent_seconds = given.spent, refused = given.refused, brought = given.brought,
    noted_at = given.noted_at, earned_at = given.earned_at
FROM json_to_recordset(%s)
    AS given(id bigint, spent int, refused text, brought text, noted_at timestamptz, earned_at timestamptz)
WHERE study_play.id = given.id
"""
_WRITE_PLAY = (
    "UPDATE study_play SET spent_seconds = %s, refused = %s, brought = %s, noted_at = %s, earned_at = %s WHERE id = %s"
)


def write_plays(rows: Collection[Playing]) -> None:
    """Write back what each play brought in, and what did not count."""
    if not rows:
        return
    with _cursor() as cursor:
        if connection.vendor == "postgresql":
            given = [
                {
                    "spent": row.spent,
                    "refused": row.refused,
                    "brought": to_text(row.brought),
                    "noted_at": _text(row.noted_at),
                    "earned_at": _text(row.earned_at),
                    "id": row.pk,
                }
                for row in rows
            ]
            cursor.execute(_WRITE_PLAYS, [json.dumps(given)])
        else:
            cursor.executemany(
                _WRITE_PLAY,
                [
                    (
                        row.spent,
                        row.refused,
                        to_text(row.brought),
                        _stored(row.noted_at),
                        _stored(row.earned_at),
                        row.pk,
                    )
                    for row in rows
                ],
            )


def _stored(moment: datetime | None) -> str | None:
    return connection.ops.adapt_datetimefield_value(moment) if moment else None


def _text(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
