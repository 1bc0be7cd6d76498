"""Letting a person in: the session, the device it runs on, and where to go on."""

import json

from django.conf import settings
from django.contrib.auth import login
from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme

from xingtan.accounts.access import ACTING_KEY, SECOND_FACTOR_KEY
from xingtan.accounts.models import Account
from xingtan.accounts.rules.devices import device_words
from xingtan.accounts.rules.guessing import Attempt, client_address
from xingtan.accounts.sessions import DEVICE_KEY
from xingtan.audit import actions as audit
from xingtan.foundation.fields import new_public_id

KNOWN_DEVICE = "known_device"
CODE_FOR = "code_for"
CODE_FOR_SECONDS = 30 * 60
A_YEAR = 60 * 60 * 24 * 365
PEOPLE_OF_A_DEVICE = 5


@transaction.atomic
def enter(request: HttpRequest, account: Account) -> None:
    """Sign a person in under a new session key (A20)."""
    request.session.pop(ACTING_KEY, None)
    login(request, account)
    request.session[DEVICE_KEY] = device_words(request.headers.get("User-Agent", ""))
    request.session.save()
    audit.record("sign_in", by=None, about=account)


def pass_on(request: HttpRequest, account: Account) -> None:
    """Remember in the session that the second factor was passed, under a new key again."""
    request.session.cycle_key()
    request.session[SECOND_FACTOR_KEY] = account.public_id


def attempt_of(request: HttpRequest, subject: str) -> Attempt:
    """Who tries to get in, from where, and whether this account was on this device before."""
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")
    remote = request.META.get("REMOTE_ADDR", "")
    address = client_address(remote=remote, forwarded=forwarded, proxies=settings.TRUSTED_PROXIES)
    device, people = _device(request)
    return Attempt(subject=subject, address=address, device=device if subject in people else "")


def remember_device(request: HttpRequest, response: HttpResponse, account: Account) -> None:
    """Mark this device as one the account signed in with, so that strangers' guesses never delay it here."""
    device, people = _device(request)
    people = [account.mobile_hash, *(one for one in people if one != account.mobile_hash)][:PEOPLE_OF_A_DEVICE]
    kept = json.dumps([device or new_public_id(), people])
    _set(response, KNOWN_DEVICE, signing.Signer(salt=KNOWN_DEVICE).sign(kept), A_YEAR)


def _device(request: HttpRequest) -> tuple[str, list[str]]:
    try:
        device, people = json.loads(signing.Signer(salt=KNOWN_DEVICE).unsign(request.COOKIES.get(KNOWN_DEVICE, "")))
    except signing.BadSignature:
        return "", []
    return str(device), [str(one) for one in people]


def begin_code(response: HttpResponse, *, subject: str, shown: str) -> None:
    """Let this browser, for half an hour, type a code for one number; it stays a stranger to every view."""
    value = signing.dumps([subject, shown], salt=CODE_FOR)
    _set(response, CODE_FOR, value, CODE_FOR_SECONDS)


def code_for(request: HttpRequest) -> tuple[str, str] | None:
    """The mobile's hash and its masked form that a code is being typed for; None when nobody's or too late."""
    try:
        subject, shown = signing.loads(request.COOKIES.get(CODE_FOR, ""), salt=CODE_FOR, max_age=CODE_FOR_SECONDS)
    except signing.BadSignature:
        return None
    return subject, shown


def _set(response: HttpResponse, name: str, value: str, seconds: int) -> None:
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(name, value, seconds, httponly=True, samesite="Lax", secure=secure, path="/account/")


def next_after(request: HttpRequest) -> str:
    """Where the person wanted to go, if that is here; else the first page of the post."""
    asked = request.POST.get("next") or request.GET.get("next", "")
    here = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if here else str(settings.LOGIN_REDIRECT_URL)
