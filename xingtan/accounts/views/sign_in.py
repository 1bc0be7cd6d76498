"""Signing in and out."""

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from xingtan.accounts.access import public
from xingtan.accounts.actions.sign_in import account_of
from xingtan.accounts.entering import attempt_of, begin_code, enter, next_after, remember_device
from xingtan.accounts.errors import WaitFirst, WrongSecret
from xingtan.accounts.forms import SignInForm
from xingtan.accounts.models import mobile_hash
from xingtan.accounts.rules.passwords import initial_password
from xingtan.foundation import clock
from xingtan.foundation.text import compact, masked_mobile


@public
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Number and password; with the initial password of the notice (R58) on to activation only."""
    if request.method == "GET" and request.user.is_authenticated:
        return redirect(next_after(request))
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        mobile, password = form.cleaned_data["mobile"], form.cleaned_data["password"]
        if compact(password) == initial_password(mobile):
            return to_code(mobile)
        try:
            account = account_of(password=password, attempt=attempt_of(request, mobile_hash(mobile)), now=clock.now())
        except (WrongSecret, WaitFirst) as refusal:
            form.refuse(refusal)
        else:
            enter(request, account)
            response = redirect(next_after(request))
            remember_device(request, response, account)
            return response
    status = 422 if form.errors else 200
    return render(request, "accounts/sign_in.html", {"form": form, "next": next_after(request)}, status=status)


def to_code(mobile: str) -> HttpResponse:
    """On to the page for codes, alike for every number: who holds it shows only after the code."""
    response = redirect("accounts:code")
    begin_code(response, subject=mobile_hash(mobile), shown=masked_mobile(mobile))
    return response


@public
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session."""
    logout(request)
    return redirect("/")
