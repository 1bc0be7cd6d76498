"""Another number to sign in with, changed by its owner: with the password and a code (A16, R71)."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from xingtan.accounts.access import ActingRequest, account_holder
from xingtan.accounts.actions.codes import request_code
from xingtan.accounts.actions.corrections import change_own_mobile
from xingtan.accounts.entering import attempt_of
from xingtan.accounts.errors import CodesTooOften, NoTextMessages
from xingtan.accounts.forms import OwnMobileForm
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.outbox.gateways import sms_is_set_up


@account_holder
@never_cache
@sensitive_post_parameters("present", "code")
@require_http_methods(["GET", "POST"])
def mobile(request: ActingRequest) -> HttpResponse:
    """Change the number; then sign in anew with it, on every device."""
    form = OwnMobileForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed, attempt = form.cleaned_data, attempt_of(request, request.user.mobile_hash)
        try:
            change_own_mobile(
                account=request.user, present=typed["present"], code=typed["code"], mobile=typed["mobile"],
                attempt=attempt, now=clock.now(),
            )  # fmt: skip
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            logout(request)
            messages.success(request, _("Your number is changed. Sign in with the new one and your password."))
            return redirect("accounts:sign_in")
    context = {"form": form, "by_message": sms_is_set_up()}
    return render(request, "accounts/mobile.html", context, status=422 if form.errors else 200)


@account_holder
@require_POST
def send_code(request: ActingRequest) -> HttpResponse:
    """A code to the number that is to be left."""
    try:
        request_code(attempt=attempt_of(request, request.user.mobile_hash), now=clock.now())
    except (CodesTooOften, NoTextMessages) as refusal:
        messages.warning(request, str(refusal))
    else:
        sentence = _("A code is on its way to %(mobile)s. It is valid for 10 minutes.")
        messages.info(request, sentence % {"mobile": request.user.mobile_masked})
    return redirect("accounts:mobile")
