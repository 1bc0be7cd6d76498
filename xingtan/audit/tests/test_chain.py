"""The audit chain holds, and shows where it was broken."""

import pytest
from django.db import DatabaseError, connection, transaction

from xingtan.audit import actions, queries
from xingtan.audit.models import Entry

pytestmark = pytest.mark.django_db


def test_each_entry_carries_the_fingerprint_of_the_one_before() -> None:
    first = actions.record("accept_roster", by=None, about="rosters.roster:a")

    second = actions.record("accept_roster", by=None, about="rosters.roster:b", rows=3)

    assert second.previous == first.fingerprint
    assert queries.first_broken_link() is None


@pytest.mark.parametrize("statement", ["UPDATE audit_entry SET verb = 'x'", "DELETE FROM audit_entry"])
def test_the_database_itself_refuses_to_change_or_delete_an_entry(statement: str) -> None:
    actions.record("open_account", by=None)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert Entry.objects.filter(verb="open_account").count() == 1


def test_an_entry_changed_behind_the_triggers_is_named() -> None:
    for verb in ("one", "two", "three"):
        actions.record(verb, by=None)
    _without_triggers("UPDATE audit_entry SET verb = 'other' WHERE number = 2")

    assert queries.first_broken_link() == 2


def test_a_tail_cut_off_is_noticed() -> None:
    for verb in ("one", "two"):
        actions.record(verb, by=None)
    _without_triggers("DELETE FROM audit_entry WHERE number = 2")

    assert queries.first_broken_link() == 2


def _without_triggers(statement: str) -> None:
    """What an administrator with the database password could do."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_no_change")
        else:
            cursor.execute("DROP TRIGGER audit_entry_no_update")
            cursor.execute("DROP TRIGGER audit_entry_no_delete")
        cursor.execute(statement)
