"""Who may open a view, said in one line beside it.

``@admits(Kind.FINANCE, Kind.SCHOOL_CONTACT, bill=Bill)`` admits those posts; the URL part ``bill``
is looked up in ``Bill.objects.within(post)`` by public id (or code) and handed to the view as an
object. What is out of scope is answered exactly as what does not exist: 404. ``@public`` opens a
view to all, ``@signed_in`` to everybody who holds a post, ``@account_holder`` also to those who hold
none. A view without one of these is refused by the permission walk in the tests, and by
``DeclaredAccess`` when it runs.

Someone who holds a staff post stands outside until the second factor is passed: the session must say
that it was; saying nothing means it was not.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from xingtan.accounts.models import STAFF, Account, Kind, Post
from xingtan.accounts.rules.passwords import Policy, is_stale
from xingtan.accounts.scopes import REACHES, within
from xingtan.accounts.sessions import SEEN_KEY
from xingtan.foundation import clock

ACTING_KEY = "acting_post"
SECOND_FACTOR_KEY = "second_factor_passed"
"""Session key: public id of the account whose second factor this session passed."""
SLIDES = 72
"""So many times at most a session's end is moved on within its window: few writes, little lost."""
P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponseBase)
Declaring = Callable[[Callable[..., Any]], Callable[..., HttpResponseBase]]


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
    needs_post: bool = True
    needs_second_factor: bool = True
    kinds: frozenset[str] = frozenset()
    places: dict[str, type[models.Model]] = field(default_factory=dict)


def public(view: Callable[Concatenate[HttpRequest, P], R]) -> Callable[Concatenate[HttpRequest, P], R]:
    """Open to everybody, signed in or not."""
    view.access = Access(is_public=True)  # type: ignore[attr-defined]
    return view


def admits(*kinds: str, **places: type[models.Model]) -> Declaring:
    """Admit these kinds of posts; look up the named URL parts within the acting post's scope."""
    return _declaring(Access(kinds=frozenset(kinds), places=places))


def _declaring(declared: Access) -> Declaring:
    def declare(view: Callable[..., Any]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def guarded(request: ActingRequest, **parts: Any) -> HttpResponseBase:
            turned_away = _turned_away(request, declared)
            if turned_away is not None:
                return turned_away
            if declared.needs_post:
                request.acting = _acting_among(request, declared.kinds)
            for name, model in declared.places.items():
                parts[name] = _found(model, parts[name], request.acting)
            return view(request, **parts)  # type: ignore[no-any-return]

        guarded.access = declared  # type: ignore[attr-defined]
        return guarded

    return declare


def signed_in(view: Callable[..., Any]) -> Callable[..., HttpResponseBase]:
    """Open to everybody who holds a post, whichever."""
    return admits(*Kind.values)(view)


def account_holder(view: Callable[..., Any]) -> Callable[..., HttpResponseBase]:
    """Open to every activated account, also without any post; ``request.acting`` is not set."""
    return _declaring(Access(kinds=frozenset(Kind.values), needs_post=False))(view)


def half_signed_in(view: Callable[..., Any]) -> Callable[..., HttpResponseBase]:
    """Open from the right password on, before the second factor; ``request.acting`` is not set."""
    declared = Access(kinds=frozenset(Kind.values), needs_post=False, needs_second_factor=False)
    return _declaring(declared)(view)


def posts_of(request: HttpRequest) -> list[Post]:
    """The active posts of who is signed in, asked once per request."""
    if not request.user.is_authenticated:
        return []
    if not hasattr(request, "_posts"):
        held = Post.objects.filter(account=request.user, is_active=True)
        request._posts = list(held.select_related("division", "school", "account").order_by("pk"))  # type: ignore[attr-defined]
    return request._posts  # type: ignore[attr-defined, no-any-return]


def second_factor_due(request: HttpRequest) -> bool:
    """Whether a holder of a staff post has yet to pass the second factor in this session."""
    if not settings.SECOND_FACTOR or not any(post.kind in STAFF for post in posts_of(request)):
        return False
    return bool(request.session.get(SECOND_FACTOR_KEY) != request.user.public_id)  # type: ignore[union-attr]  # signed in


def acting_post(request: HttpRequest) -> Post | None:
    """The post chosen in this session, else the first one held; none before the second factor."""
    if second_factor_due(request):
        return None
    posts = posts_of(request)
    chosen = request.session.get(ACTING_KEY)
    return next((post for post in posts if post.public_id == chosen), posts[0] if posts else None)


def _turned_away(request: HttpRequest, declared: Access) -> HttpResponse | None:
    """Whom to send elsewhere first: strangers and those idle too long, before the second factor, with a stale password."""
    if not request.user.is_authenticated or _ran_out(request):
        return redirect_to_login(request.get_full_path())
    if not declared.needs_second_factor:
        return None
    if second_factor_due(request):
        return redirect_to_login(request.get_full_path(), "accounts:second_factor")
    if declared.needs_post and not posts_of(request):
        return redirect("accounts:account")
    if declared.needs_post and password_is_stale(request):
        return redirect("accounts:password")
    return None


def _ran_out(request: HttpRequest) -> bool:
    """Slide the end of the session on; end it when it stood idle longer than its posts allow."""
    is_staff = any(post.kind in STAFF for post in posts_of(request))
    window = timedelta(hours=settings.STAFF_IDLE_HOURS) if is_staff else timedelta(seconds=settings.SESSION_COOKIE_AGE)
    now = clock.now()
    seen = datetime.fromisoformat(request.session.get(SEEN_KEY, now.isoformat()))
    if now - seen > window:
        logout(request)
        return True
    if SEEN_KEY not in request.session or now - seen > window / SLIDES:
        request.session[SEEN_KEY] = now.isoformat()
        request.session.set_expiry(int(window.total_seconds()))
    return False


def password_is_stale(request: HttpRequest) -> bool:
    """Whether the policy asks for a new password before anything else (staff, 90 days)."""
    is_staff = any(post.kind in STAFF for post in posts_of(request))
    set_at = request.user.password_set_at  # type: ignore[union-attr]  # signed in
    return is_stale(set_at=set_at, is_staff=is_staff, policy=Policy(settings.PASSWORD_POLICY), now=clock.now())


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
