"""A16: known, unknown, activated and not activated numbers are answered alike, and cost alike."""

import re
from typing import Any

import pytest
from django.contrib.auth import hashers
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from xingtan.accounts.models import Account
from xingtan.accounts.tests import given
from xingtan.organisations.tests import given as places

pytestmark = pytest.mark.django_db
UNKNOWN = "19988887777"


def mobiles() -> dict[str, str]:
    """One number of each sort."""
    suspended = given.teacher(places.school(), activated=True)
    Account.objects.filter(pk=suspended.pk).update(is_active=False)
    return {
        "activated": given.teacher(places.school(), activated=True).mobile,
        "not activated": given.teacher(places.school()).mobile,
        "suspended": suspended.mobile,
        "unknown": UNKNOWN,
    }


def told(answer: Any, mobile: str) -> tuple[int, str, str]:
    """Status, place and body, without what is typed and the form's own token."""
    body = answer.content.decode().replace(mobile, "M").replace(f"{mobile[:3]}****{mobile[7:]}", "M")
    body = re.sub(r'csrfmiddlewaretoken" value="[^"]*"|X-CSRFToken": "[^"]*"', "", body)
    return answer.status_code, answer.get("Location", ""), body


def alike(answers: dict[str, tuple[int, str, str]]) -> bool:
    return len(set(answers.values())) == 1


def test_a_wrong_password_is_answered_alike() -> None:
    answers = {
        sort: told(Client().post(given.SIGN_IN, {"mobile": m, "password": "a-wrong-password"}), m)
        for sort, m in mobiles().items()
    }

    assert alike(answers)


def test_the_initial_password_is_answered_alike() -> None:
    answers = {
        sort: told(Client().post(given.SIGN_IN, {"mobile": m, "password": m[-6:]}, follow=True), m)
        for sort, m in mobiles().items()
    }

    assert alike(answers)


def test_a_forgotten_password_is_answered_alike() -> None:
    answers = {
        sort: told(Client().post("/account/reset/", {"mobile": m}, follow=True), m) for sort, m in mobiles().items()
    }

    assert alike(answers)


@pytest.mark.parametrize("code", ["ACDEFGHJ", "123456"])
def test_a_wrong_code_is_answered_alike(code: str) -> None:
    answers = {}
    for sort, mobile in mobiles().items():
        browser = Client()
        browser.post("/account/reset/", {"mobile": mobile})
        answers[sort] = told(given.type_code(browser, code), mobile)

    assert alike(answers)


def test_asking_for_a_text_message_is_answered_alike_and_limited_alike(texts: list[tuple[str, str]]) -> None:
    answers = {}
    for sort, mobile in mobiles().items():
        browser = Client()
        browser.post("/account/reset/", {"mobile": mobile})
        pages = [browser.post("/account/code/send/", follow=True) for _ in range(7)]
        answers[sort] = (0, "", "".join(told(page, mobile)[2] for page in pages))

    assert alike(answers)
    assert answers["unknown"][2].count("验证码正在发往该手机") == 5


def test_one_hash_is_computed_whoever_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    hashed: list[str] = []
    real = hashers.get_hasher("default").__class__

    class Counting(real):  # type: ignore[misc,valid-type]
        def encode(self, *args: Any, **kwargs: Any) -> str:
            hashed.append("hash")
            return str(super().encode(*args, **kwargs))

        def verify(self, *args: Any, **kwargs: Any) -> bool:
            hashed.append("hash")
            return bool(super().verify(*args, **kwargs))

    sorts = mobiles()
    monkeypatch.setattr(hashers, "get_hasher", lambda _name="default": Counting())
    monkeypatch.setattr(hashers, "identify_hasher", lambda _encoded: Counting())
    counts = {}
    for sort, mobile in sorts.items():
        hashed.clear()
        Client().post(given.SIGN_IN, {"mobile": mobile, "password": "a-wrong-password"})
        counts[sort] = len(hashed)

    assert set(counts.values()) == {1}


def test_the_database_is_asked_as_often_whoever_it_is() -> None:
    counts = {}
    for number, (sort, mobile) in enumerate(mobiles().items()):
        with CaptureQueriesContext(connection) as asked:
            Client(REMOTE_ADDR=f"10.0.0.{number}").post(
                given.SIGN_IN, {"mobile": mobile, "password": "a-wrong-password"}
            )
        counts[sort] = sum("SAVEPOINT" not in query["sql"] for query in asked.captured_queries)

    assert counts["activated"] == counts["not activated"]
    assert counts["activated"] - counts["unknown"] <= 1, "the school's own bucket is the only one more"
