"""Who may open a view, said in one line beside it.

``@admits(Kind.FINANCE, Kind.SCHOOL_CONTACT, bill=Bill)`` admits those posts; the URL part ``bill``
is looked up in ``Bill.objects.within(post)`` by public id (or code) and handed to the view as an
object. What is out of scope is answered exactly as what does not exist: 404. ``@public`` opens a
view to all, ``@signed_in`` to every activated account. A view without one of these is refused by
the permission walk in the tests, and by ``DeclaredAccess`` when it runs.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from xingtan.accounts.models import Account, Kind, Post
from xingtan.accounts.scopes import REACHES, within

ACTING_KEY = "acting_post"
P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponseBase)


class ActingRequest(HttpRequest):
    """A request of a signed-in person: ``acting`` is the post they act with."""

    user: Account
    acting: Post
    programme: Any
    htmx: Any


@dataclass(frozen=True)
class Access:
    """What a view declares: open to all, to all signed in, or to some posts and their places."""

    is_public: bool = False
    kinds: frozenset[str] = frozenset()
    places: dict[str, type[models.Model]] = field(default_factory=dict)


def public(view: Callable[Concatenate[HttpRequest, P], R]) -> Callable[Concatenate[HttpRequest, P], R]:
    """Open to everybody, signed in or not."""
    view.access = Access(is_public=True)  # type: ignore[attr-defined]
    return view


def admits(*kinds: str, **places: type[models.Model]) -> Callable[[Callable[..., Any]], Callable[..., HttpResponseBase]]:
    """Admit these kinds of posts; look up the named URL parts within the acting post's scope."""
    declared = Access(kinds=frozenset(kinds), places=places)

    def declare(view: Callable[..., Any]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def guarded(request: ActingRequest, **parts: Any) -> HttpResponseBase:
            turned_away = _turned_away(request)
            if turned_away is not None:
                return turned_away
            request.acting = _acting_among(request, declared.kinds)
            for name, model in declared.places.items():
                parts[name] = _found(model, parts[name], request.acting)
            return view(request, **parts)  # type: ignore[no-any-return]

        guarded.access = declared  # type: ignore[attr-defined]
        return guarded

    return declare


def signed_in(view: Callable[..., Any]) -> Callable[..., HttpResponseBase]:
    """Open to every activated account, whatever its posts."""
    return admits(*Kind.values)(view)


def posts_of(request: HttpRequest) -> list[Post]:
    """The active posts of who is signed in, asked once per request."""
    if not request.user.is_authenticated:
        return []
    if not hasattr(request, "_posts"):
        held = Post.objects.filter(account=request.user, is_active=True)
        request._posts = list(held.select_related("division", "school", "account").order_by("pk"))  # type: ignore[attr-defined]
    return request._posts  # type: ignore[attr-defined, no-any-return]


def acting_post(request: HttpRequest) -> Post | None:
    """The post chosen in this session, else the first one held."""
    posts = posts_of(request)
    chosen = request.session.get(ACTING_KEY)
    return next((post for post in posts if post.public_id == chosen), posts[0] if posts else None)


def _turned_away(request: HttpRequest) -> HttpResponse | None:
    """Whom to send elsewhere first: strangers to sign in, the not yet activated to activation."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if request.session.get("second_factor_due"):
        return redirect("accounts:second_factor")
    return None


def _acting_among(request: HttpRequest, kinds: frozenset[str]) -> Post:
    """The acting post, if the view admits it; only the chosen post counts, never the sum of all."""
    post = acting_post(request)
    if post is None or post.kind not in kinds:
        raise Http404
    return post


def _found(model: type[models.Model], value: str, post: Post) -> models.Model:
    everything = model._default_manager.all()
    rows = within(everything, post) if model in REACHES else everything.within(post)  # type: ignore[attr-defined]
    try:
        key = model._meta.get_field("public_id").name
    except FieldDoesNotExist:
        key = "code"
    found: models.Model | None = rows.filter(**{key: value}).first()
    if found is None:
        raise Http404
    return found


class DeclaredAccess:
    """Middleware that refuses to run a view that declares no access: forgotten means closed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, parts: Any) -> None:  # noqa: ARG002
        """Look for the declaration before the view runs."""
        if getattr(view, "access", None) is None:
            raise Http404
