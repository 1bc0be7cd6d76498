"""Who may open what: every URL × post × place × method, from the resolver and the declarations.

Nothing here is written by hand for a URL: a new one is walked as soon as it exists, fails when it
declares nothing, and asks for a sample when it takes a thing the walk has not met.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.walk import samples
from tests.walk.cast import Cast, gather
from tests.walk.expectation import METHODS, MISSING, OWN, PARENT, PLACES, SIBLING, STRANGER, may_see
from tests.walk.routes import Route, routes
from xingtan.accounts.models import Kind

pytestmark = pytest.mark.django_db

ROUTES = routes()
GUARDED = [route for route in ROUTES if route.access and not route.access.is_public]
BOOKKEEPING = re.compile(
    r"accounts_signinsession|django_session|accounts_guess|audit_|SAVEPOINT|foundation_timerrun", re.IGNORECASE
)
READ_AND_WRITE = ("GET", "POST")
WRITE = re.compile(r"^\s*(INSERT|UPDATE|DELETE)", re.IGNORECASE)


@pytest.fixture(scope="module")
def cast(django_db_setup: None, django_db_blocker: Any) -> Iterator[Cast]:
    """One cast for the whole walk; every request is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        cast = gather()
        for kind in Kind.values:
            cast.client(kind)
        for model, make in samples.MAKERS.items():
            for place in PLACES:
                cast.key(model, place, make)
        yield cast
        transaction.set_rollback(True)


def test_every_url_declares_who_may_see_it() -> None:
    assert [route.name for route in ROUTES if route.access is None] == []


def test_every_part_of_a_url_has_a_sample() -> None:
    unknown = {
        f"{route.name}: {part}"
        for route in GUARDED
        for part in route.parts
        if part not in samples.PLAIN and _model(route, part) not in samples.MAKERS
    }

    assert unknown == set()


@pytest.mark.parametrize("route", GUARDED, ids=str)
def test_only_admitted_posts_in_scope_get_in(route: Route, cast: Cast) -> None:
    breaches = [
        breach
        for kind in Kind.values
        for place, method in _cells(route, kind)
        for breach in _judge(route, kind, place, method, cast)
    ]

    assert breaches == []


@pytest.mark.parametrize("route", GUARDED, ids=str)
def test_strangers_are_sent_to_sign_in_whatever_they_ask_for(route: Route, cast: Cast) -> None:
    stranger = Client()

    answers = {
        (place, method): stranger.generic(method, _url(route, place, cast)).status_code
        for place in (OWN, MISSING)
        for method in METHODS
    }

    assert set(answers.values()) <= {302, 403, 405}, answers
    assert all(answers[OWN, method] == answers[MISSING, method] for method in METHODS)


@pytest.mark.parametrize("route", [route for route in GUARDED if route.access and route.access.places], ids=str)
def test_out_of_scope_looks_exactly_like_missing(route: Route, cast: Cast) -> None:
    for kind in sorted(route.access.kinds if route.access else ()):
        missing = _answer(route, kind, MISSING, "GET", cast)
        hidden = [p for p in PLACES if p != MISSING and not may_see(kind, frozenset({kind}), p, _bound(route))]
        for place in hidden:
            other = _answer(route, kind, place, "GET", cast)
            assert (other.status_code, _plain(other, _url(route, place, cast))) == (
                missing.status_code,
                _plain(missing, _url(route, MISSING, cast)),
            ), (route.name, kind, place)


def test_the_walk_sees_a_view_that_admits_too_many(cast: Cast) -> None:
    """The proof that the walk can fail: let it expect less than a real view gives."""
    route = next(r for r in GUARDED if not r.parts and r.access and Kind.FINANCE in r.access.kinds)
    narrower = Route(route.name, route.parts, type(route.access)(kinds=frozenset()))  # type: ignore[misc]

    assert _judge(narrower, Kind.FINANCE, OWN, "GET", cast) != []


def _cells(route: Route, kind: str) -> Iterator[tuple[str, str]]:
    """The places and methods tried with one kind of post.

    Who is admitted tries every method at home and at what is missing, and reads and writes everywhere
    else; who is not admitted is turned away before any place matters, so tries reading and writing at home.
    """
    is_admitted = bool(route.access and kind in route.access.kinds)
    yield from ((OWN, method) for method in (METHODS if is_admitted else READ_AND_WRITE))
    if is_admitted and route.access and route.access.places:
        yield from ((MISSING, method) for method in METHODS)
        yield from ((place, method) for place in (SIBLING, PARENT, STRANGER) for method in READ_AND_WRITE)


def _answer(route: Route, kind: str, place: str, method: str, cast: Cast) -> Any:
    """What one request is answered; all it wrote is undone, the browser signed in as before."""
    url = _url(route, place, cast)
    client = cast.client(kind)
    savepoint = transaction.savepoint()
    response: Any = client.generic(method, url)
    if getattr(response, "streaming", False):
        b"".join(response.streaming_content)
    transaction.savepoint_rollback(savepoint)
    return response


def _judge(route: Route, kind: str, place: str, method: str, cast: Cast) -> list[str]:
    """What is wrong with one cell of the matrix; empty when it is as expected."""
    with CaptureQueriesContext(connection) as asked:
        status = _answer(route, kind, place, method, cast).status_code
    expected = may_see(kind, route.access.kinds if route.access else frozenset(), place, _bound(route))
    cell = f"{route.name} {kind} {place} {method}: {status}"
    if status >= 500:
        return [cell]
    if expected:
        return [f"{cell} but is admitted"] if status in {403, 404} and place == OWN and not _optional(route) else []
    wrote = [q["sql"][:80] for q in asked if WRITE.match(q["sql"]) and not BOOKKEEPING.search(q["sql"])]
    if wrote:
        return [f"{cell} and wrote {wrote}"]
    return [] if status in {404, 405} else [f"{cell} but is not admitted"]


def _optional(route: Route) -> bool:
    """Whether an admitted post may still find nothing there, for a reason named in the samples."""
    return route.name in samples.MAY_BE_EMPTY


def _url(route: Route, place: str, cast: Cast) -> str:
    parts = {}
    for part in route.parts:
        model = _model(route, part)
        parts[part] = cast.key(model, place, samples.MAKERS[model]) if model else samples.PLAIN[part]
    return reverse(route.name, kwargs=parts)


def _model(route: Route, part: str) -> Any:
    return route.access.places.get(part) if route.access else None


def _bound(route: Route) -> str:
    """What the thing in the URL hangs on; the narrowest when there are several."""
    bounds = {samples.BOUND.get(model, "school") for model in (route.access.places.values() if route.access else ())}
    return next((bound for bound in ("school", "programme", "land") if bound in bounds), "school")


def _plain(response: Any, url: str) -> str:
    """The body without what is bound to differ: the address asked for and the form token."""
    text = response.content.decode(errors="replace").replace(url, "")
    return re.sub(r'(csrfmiddlewaretoken" value=|csrf-token" content=|nonce=|X-CSRFToken[^:]*: ?)"[^"]*"', "", text)
