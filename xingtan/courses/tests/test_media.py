"""Media are served whole or in part, to whoever was given the key, shut in so that they can do no harm."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from xingtan.accounts.models import Kind, Post
from xingtan.accounts.tests import given as people
from xingtan.courses import queries
from xingtan.courses.models import Lesson, Media
from xingtan.courses.tests import given

pytestmark = pytest.mark.django_db


def someone(kind: str = Kind.SUPPORT) -> Post:
    return people.post(kind, programme_code="xinzhou-2020")


def medium(lesson: Lesson) -> Media:
    assert lesson.media is not None
    return lesson.media


def fetch(browser: Client, lesson: Lesson, holder: Post, name: str = "media", **headers: str) -> Any:
    key = queries.media_key(medium(lesson), holder.account)
    answer: Any = browser.get(reverse(f"courses:{name}", args=[medium(lesson).public_id, key]), headers=headers)
    answer.body = b"".join(answer) if answer.status_code in {200, 206} else b""
    return answer


def test_a_film_is_served_whole_and_in_parts() -> None:
    lesson, post = given.lesson(), someone()
    browser = people.signed_in(post)
    whole = fetch(browser, lesson, post).body

    part = fetch(browser, lesson, post, range="bytes=100-299")

    assert part.status_code == 206
    assert part["Content-Range"] == f"bytes 100-299/{len(whole)}"
    assert part["Content-Length"] == "200"
    assert part["Content-Type"] == "video/mp4"
    assert part.body == whole[100:300]


def test_a_part_outside_the_film_is_refused_with_its_size() -> None:
    lesson, post = given.lesson(), someone()

    answer = fetch(people.signed_in(post), lesson, post, range="bytes=99999999-")

    assert answer.status_code == 416
    assert answer["Content-Range"] == f"bytes */{medium(lesson).file.size}"


def test_a_document_is_shut_in() -> None:
    """A8: it may be looked at, in our own frame, and run nothing."""
    lesson, post = given.lesson("document"), someone()

    answer = fetch(people.signed_in(post), lesson, post)

    assert answer["Content-Type"] == "text/html; charset=utf-8"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    policy = answer["Content-Security-Policy"]
    assert "sandbox" in policy
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "校园安全" in answer.body.decode()


def test_the_key_of_another_person_opens_nothing() -> None:
    lesson, post, other = given.lesson(), someone(), someone(Kind.MONITOR)

    assert fetch(people.signed_in(other), lesson, post).status_code == 404
    assert fetch(people.signed_in(post), lesson, post).status_code == 200


def test_the_key_of_another_medium_opens_nothing() -> None:
    film, post = given.lesson(), someone()
    reading = given.lesson("document", programme=film.course.programme)
    key = queries.media_key(medium(film), post.account)

    answer = people.signed_in(post).get(reverse("courses:media", args=[medium(reading).public_id, key]))

    assert answer.status_code == 404


@pytest.mark.parametrize("key", ["x", "a:b:c", "W10:1:1"])
def test_a_made_up_key_opens_nothing(key: str) -> None:
    lesson, post = given.lesson(), someone()

    answer = people.signed_in(post).get(reverse("courses:media", args=[medium(lesson).public_id, key]))

    assert answer.status_code == 404


def test_a_stranger_is_sent_to_sign_in() -> None:
    lesson, post = given.lesson(), someone()

    assert fetch(Client(), lesson, post).status_code == 302


def test_a_film_has_its_poster_and_a_document_none() -> None:
    film, post = given.lesson(), someone()
    reading = given.lesson("document", programme=film.course.programme)
    browser = people.signed_in(post)

    assert fetch(browser, film, post, "poster")["Content-Type"] == "image/jpeg"
    assert fetch(browser, reading, post, "poster").status_code == 404
