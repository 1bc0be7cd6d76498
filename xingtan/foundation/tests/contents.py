"""What is in a test's PostgreSQL database, and how to change it past triggers and foreign keys."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction


def filled_tables(cursor: Any) -> list[str]:
    """The tables that have any row."""
    cursor.execute(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname"
    )
    asked = [f"(SELECT '{name}' FROM public.\"{name}\" LIMIT 1)" for (name,) in cursor.fetchall()]  # noqa: S608 - names of ours
    cursor.execute(" UNION ALL ".join(asked))
    return [name for (name,) in cursor.fetchall()]


@contextmanager
def without_triggers(connection: Any) -> Iterator[Any]:
    """A cursor of one transaction in which no trigger fires and no foreign key is looked at; for a superuser."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield cursor
