"""The second step of signing in, and setting it up."""

from textwrap import wrap

import segno
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST
from pyotp.utils import build_uri

from xingtan.accounts.access import ActingRequest, account_holder, half_signed_in, second_factor_due
from xingtan.accounts.actions.second_factor import (
    begin_set_up,
    confirm_set_up,
    pass_second_factor,
    renew_recovery_codes,
)
from xingtan.accounts.entering import next_after, pass_on
from xingtan.accounts.errors import SecondFactorWait, WrongSecondFactor
from xingtan.accounts.forms import SecondFactorForm
from xingtan.accounts.rules.codes import spaced
from xingtan.foundation import clock


@half_signed_in
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def second_factor(request: ActingRequest) -> HttpResponse:
    """The code the phone shows now; a wrong one is told and asked again."""
    if not second_factor_due(request):
        return redirect(next_after(request))
    if not request.user.has_second_factor:
        return redirect("accounts:set_up")
    form = SecondFactorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            pass_second_factor(account=request.user, code=form.cleaned_data["code"], now=clock.now())
        except (WrongSecondFactor, SecondFactorWait) as refusal:
            form.refuse(refusal)
        else:
            pass_on(request, request.user)
            return redirect(next_after(request))
    context = {"form": form, "next": next_after(request)}
    return render(request, "accounts/second_factor.html", context, status=422 if form.errors else 200)


@half_signed_in
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def set_up(request: ActingRequest) -> HttpResponse:
    """The picture to scan, then the first code; the recovery codes are shown once."""
    if request.user.has_second_factor:
        return redirect("accounts:second_factor")
    form = SecondFactorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            codes = confirm_set_up(account=request.user, code=form.cleaned_data["code"], now=clock.now())
        except (WrongSecondFactor, SecondFactorWait) as refusal:
            form.refuse(refusal)
        else:
            pass_on(request, request.user)
            return _recovery_page(request, codes)
    secret = begin_set_up(account=request.user)
    context = {"form": form, "secret": " ".join(wrap(secret, 4)), **_to_scan(request, secret)}
    return render(request, "accounts/set_up.html", context, status=422 if form.errors else 200)


@account_holder
@never_cache
@require_POST
def recovery(request: ActingRequest) -> HttpResponse:
    """New recovery codes for the old ones."""
    if not request.user.has_second_factor:
        return redirect("accounts:account")
    return _recovery_page(request, renew_recovery_codes(account=request.user))


def _recovery_page(request: ActingRequest, codes: list[str]) -> HttpResponse:
    return render(request, "accounts/recovery.html", {"codes": [spaced(code) for code in codes]})


def _to_scan(request: ActingRequest, secret: str) -> dict[str, str]:
    """The secret as a QR code, an image that needs no request of its own, and as a link for the phone itself."""
    uri = build_uri(secret, f"{request.user.name} {request.user.mobile_masked}", issuer="Xingtan")
    picture = segno.make(uri, error="m").svg_data_uri(scale=5, border=3, light="#fff")
    return {"uri": uri, "picture": str(picture)}
