"""One's own account: who I am here, password, devices."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xingtan.accounts.access import ActingRequest, account_holder, password_is_stale, posts_of
from xingtan.accounts.actions.passwords import change_password
from xingtan.accounts.actions.people import keep_mail
from xingtan.accounts.actions.sessions import end_session, end_sessions
from xingtan.accounts.errors import UnfitPassword, WaitFirst, WrongPassword
from xingtan.accounts.forms import MailForm, PasswordForm
from xingtan.accounts.models import STAFF
from xingtan.accounts.queries.people import sessions_of
from xingtan.foundation import clock


@account_holder
@require_http_methods(["GET", "POST"])
def account(request: ActingRequest) -> HttpResponse:
    """Name, number, posts, and where word of the account goes."""
    form = MailForm(request.POST or None, initial={"mail": request.user.mail})
    if request.method == "POST" and form.is_valid():
        keep_mail(account=request.user, mail=form.cleaned_data["mail"])
        messages.success(request, _("Saved."))
        return redirect("accounts:account")
    posts = posts_of(request)
    is_staff = any(post.kind in STAFF for post in posts)
    context = {"form": form, "posts": posts, "asks_factor": is_staff and settings.SECOND_FACTOR}
    return render(request, "accounts/account.html", context, status=422 if form.errors else 200)


@account_holder
@never_cache
@sensitive_post_parameters("present", "password", "repeat")
@require_http_methods(["GET", "POST"])
def password(request: ActingRequest) -> HttpResponse:
    """From the present password to a new one; all other devices are signed out."""
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            changed = change_password(
                account=request.user, present=typed["present"], password=typed["password"],
                session=request.session.session_key, now=clock.now(),
            )  # fmt: skip
        except (WrongPassword, WaitFirst, UnfitPassword) as refusal:
            form.refuse(refusal)
        else:
            update_session_auth_hash(request, changed)
            messages.success(request, _("Your password is changed. All other devices are signed out."))
            return redirect("accounts:account")
    return render(
        request,
        "accounts/password.html",
        {"form": form, "is_stale": password_is_stale(request)},
        status=422 if form.errors else 200,
    )


@account_holder
@require_GET
def sessions(request: ActingRequest) -> HttpResponse:
    """Where I am signed in."""
    rows = sessions_of(request.user, clock.now())
    context = {"sessions": rows, "this": request.session.session_key}
    return render(request, "accounts/sessions.html", context)


@account_holder
@require_POST
def session_end(request: ActingRequest, session: str) -> HttpResponse:
    """Sign one of my devices out; one that is not mine is simply not there."""
    if end_session(account=request.user, public_id=session):
        messages.success(request, _("That device is signed out."))
    return redirect("accounts:sessions")


@account_holder
@require_POST
def sessions_end(request: ActingRequest) -> HttpResponse:
    """Sign all my other devices out."""
    end_sessions(account=request.user, but=request.session.session_key)
    messages.success(request, _("All other devices are signed out."))
    return redirect("accounts:sessions")
