"""What a supervisor asks."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client


def test_alive_answers_without_a_database() -> None:
    answer = Client().get("/healthz")

    assert (answer.status_code, answer.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_ready_when_the_tables_are_up_to_date() -> None:
    answer = Client().get("/readyz")

    assert answer.status_code == 200
    assert answer.json() == {"ready": True, "database": "ok"}


@pytest.mark.django_db
def test_not_ready_while_migrations_wait_and_says_what_to_run() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'outbox'")

    answer = Client().get("/readyz")

    assert answer.status_code == 503
    assert "xingtan migrate" in answer.json()["database"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("extra", "status"),
    [
        ({"REMOTE_ADDR": "127.0.0.1"}, 200),
        ({"REMOTE_ADDR": "10.1.2.3"}, 200),
        ({"REMOTE_ADDR": "117.136.4.7"}, 404),
        ({"REMOTE_ADDR": "127.0.0.1", "headers": {"X-Forwarded-For": "117.136.4.7"}}, 404),
        ({"REMOTE_ADDR": ""}, 200),
    ],
)
def test_figures_are_for_askers_within_the_house(extra: dict[str, Any], status: int) -> None:
    assert Client(**extra).get("/metrics").status_code == status
