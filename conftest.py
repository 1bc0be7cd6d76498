"""Every test database is a copy of a migrated one, and is emptied by its rows."""

import os
import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest

from tests.migrated import kept_by_server, kept_file

KEPT_TABLES = ("django_migrations", "django_content_type", "auth_permission")
"""What the migrations write and no test does."""


@pytest.fixture(scope="session", autouse=True)
def _emptied_by_rows() -> None:
    """After a test that commits, PostgreSQL's tables are emptied by what is in them: TRUNCATE makes every file of every table anew."""
    from django.db import connection  # noqa: PLC0415 - only once Django is set up
    from django.test import TransactionTestCase  # noqa: PLC0415 - the same

    if connection.vendor == "postgresql":
        TransactionTestCase._fixture_teardown = lambda _: _empty(connection)  # type: ignore[attr-defined]


def _empty(connection: Any) -> None:
    from xingtan.foundation.tests.contents import filled_tables, without_triggers  # noqa: PLC0415 - the same

    with without_triggers(connection) as cursor:
        for table in filled_tables(cursor):
            if table not in KEPT_TABLES:
                cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608 - names of ours


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:  # noqa: ARG001 - goes first
    """Let Django find its test database migrated already."""
    from django.db import connection  # noqa: PLC0415 - only once Django is set up

    if connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["TEMPLATE"] = kept_by_server(os.environ["DATABASE_URL"])
        yield
        return
    memory = sqlite3.connect(_test_name(connection), uri=True)
    with sqlite3.connect(kept_file()) as source:
        source.backup(memory)
    source.close()
    yield
    memory.close()


def _test_name(connection: Any) -> str:
    name: str = connection.creation._get_test_db_name()
    return name


ON_BOTH = ("xingtan/config/", "xingtan/foundation/", "tests/journeys/test_the_whole_way.py")
"""Run on either database though they name none themselves: they start processes of the house."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--again``: on the second database what can come out differently there, and one journey."""
    parser.addoption("--again", action="store_true", help="only tests that talk to the database, and the whole way")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A pure rule and the look of a page are the same whatever keeps the rows."""
    if config.getoption("--again"):
        apart = [item for item in items if not _talks_to_the_database(item)]
        config.hook.pytest_deselected(items=apart)
        items[:] = [item for item in items if _talks_to_the_database(item)]


def _talks_to_the_database(item: pytest.Item) -> bool:
    if item.nodeid.startswith(ON_BOTH):
        return True
    if item.get_closest_marker("journey"):
        return False
    fixtures = {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
    return bool(fixtures) or item.get_closest_marker("django_db") is not None
