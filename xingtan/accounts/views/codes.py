"""Getting in with a one-time code: activation (A16) and a forgotten password, alike for every number."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from xingtan.accounts.access import public
from xingtan.accounts.actions.codes import request_code, set_password_by_code
from xingtan.accounts.entering import CODE_FOR, attempt_of, code_for, enter, remember_device
from xingtan.accounts.errors import CodesTooOften, NoTextMessages, UnfitPassword, WaitFirst, WrongCode
from xingtan.accounts.forms import CodeForm, MobileForm
from xingtan.accounts.models import Account
from xingtan.accounts.views.sign_in import to_code
from xingtan.foundation import clock
from xingtan.outbox.gateways import sms_is_set_up


@public
@require_http_methods(["GET", "POST"])
def reset(request: HttpRequest) -> HttpResponse:
    """Asks whose password is to be set anew."""
    form = MobileForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return to_code(form.cleaned_data["mobile"])
    return render(request, "accounts/reset.html", {"form": form}, status=422 if form.errors else 200)


@public
@never_cache
@sensitive_post_parameters("password", "repeat", "code")
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """The code, a new password, consent; then signed in."""
    number = code_for(request)
    if number is None:
        return redirect("accounts:sign_in")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed, attempt = form.cleaned_data, attempt_of(request, number[0])
        try:
            account = set_password_by_code(
                attempt=attempt, code=typed["code"], password=typed["password"], now=clock.now()
            )
        except (WrongCode, WaitFirst, UnfitPassword) as refusal:
            form.refuse(refusal)
        else:
            return _welcome(request, account)
    context = {"form": form, "mobile": number[1], "by_message": sms_is_set_up()}
    return render(request, "accounts/code.html", context, status=422 if form.errors else 200)


def _welcome(request: HttpRequest, account: Account) -> HttpResponse:
    enter(request, account)
    messages.success(request, _("Your new password is set and you are signed in."))
    response = redirect(settings.LOGIN_REDIRECT_URL)
    remember_device(request, response, account)
    response.delete_cookie(CODE_FOR, path="/account/")
    return response


@public
@require_POST
def send_code(request: HttpRequest) -> HttpResponse:
    """Asks for a code by text message; what is said does not depend on whose number it is."""
    number = code_for(request)
    if number is None:
        return redirect("accounts:sign_in")
    try:
        request_code(attempt=attempt_of(request, number[0]), now=clock.now())
    except (CodesTooOften, NoTextMessages) as refusal:
        messages.warning(request, str(refusal))
    else:
        sentence = _("If an account may be opened with this number, a code is on its way. It is valid for 10 minutes.")
        messages.info(request, sentence)
    return redirect("accounts:code")
