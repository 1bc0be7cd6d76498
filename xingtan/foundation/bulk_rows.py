"""Many rows at once by the fastest way of each database: COPY on PostgreSQL, executemany on SQLite.

For work that stores thousands of small rows in one transaction, where an object for each is what takes the time.
Values are as the database keeps them: sealed text as bytes (``foundation.sealing.seals``), JSON as text
(``json.dumps``), a moment as ``kept_moment`` gives it; nothing is filled in but what the table itself fills in.
Constraints hold as ever; ``save`` and signals are passed by. Only actions add rows.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import connection, models


def add_rows(model: type[models.Model], fields: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Add rows to a model's table; each row has the values of ``fields`` in their order. Within the caller's transaction.

    The rows may be made on the way: they are taken one after another and never stand in memory all at once.
    """
    table = connection.ops.quote_name(model._meta.db_table)
    attributes = {field.name: str(field.column) for field in model._meta.concrete_fields}
    columns = ", ".join(connection.ops.quote_name(attributes[name]) for name in fields)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(fields))
        # an iterator will do, whatever the stubs say
        cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)  # type: ignore[arg-type]  # noqa: S608 - names of ours


def change_rows(model: type[models.Model], fields: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Set ``fields`` of rows that are there; each row has their values in order, then its key. Within the caller's transaction."""
    quoted = connection.ops.quote_name
    columns = {field.name: quoted(str(field.column)) for field in model._meta.concrete_fields}
    settings = ", ".join(f"{columns[name]} = %s" for name in fields)
    key = columns[model._meta.pk.name]  # type: ignore[union-attr]  # every table has one
    statement = f"UPDATE {quoted(model._meta.db_table)} SET {settings} WHERE {key} = %s"  # noqa: S608 - names of ours
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)  # type: ignore[arg-type]  # an iterator will do


def kept_yuan(amount: Decimal | None) -> Any:
    """An amount of two places as the database keeps it."""
    return connection.ops.adapt_decimalfield_value(amount, 14, 2)


def kept_moment(at: datetime | None) -> Any:
    """A moment as the database keeps it."""
    return connection.ops.adapt_datetimefield_value(at)
