"""People with posts, made as the house makes them."""

from datetime import timedelta
from itertools import count
from typing import Any

import pyotp
from django.test import Client

from xingtan.accounts import actions
from xingtan.accounts.access import ACTING_KEY, SECOND_FACTOR_KEY
from xingtan.accounts.actions import codes, second_factor
from xingtan.accounts.models import Account, Kind, Post
from xingtan.foundation import clock
from xingtan.organisations.models import Division, School

_numbers = count(1)
PASSWORD = "杏坛-讲学-2020"
NEW_PASSWORD = "新的-密码-够长-2021"
SIGN_IN, CODE = "/account/sign-in/", "/account/code/"


def account(name: str = "王秀英", *, mobile: str | None = None, activated: bool = True) -> Account:
    """A person; activated unless said otherwise. The mobiles are of an unassigned range."""
    mobile = mobile or f"1990000{next(_numbers):04d}"
    person = actions.Person(name=name, mobile=mobile)
    opened = actions.open_accounts(people=[person], now=clock.now())[mobile]
    if activated:
        opened.activated_at = clock.now()
        opened.set_password(PASSWORD)
        opened.save()
    return opened


def post(
    kind: str,
    *,
    division: Division | None = None,
    school: School | None = None,
    programme_code: str = "",
    holder: Account | None = None,
) -> Post:
    """A post held by someone (a new activated person by default)."""
    holder = holder or account(name=str(Kind(kind).label)[:20])
    return actions.give_post(
        account=holder, kind=kind, by=None, now=clock.now(),
        division=division, school=school, programme_code=programme_code,
    )  # fmt: skip


def signed_in(post: Post) -> Client:
    """A browser signed in as the holder of a post, acting with it, second factor passed."""
    client = Client()
    client.force_login(post.account)
    session = client.session
    session[ACTING_KEY] = post.public_id
    session[SECOND_FACTOR_KEY] = post.account.public_id
    session.save()
    return client


def slip(holder: Account) -> str:
    """A code on paper for someone, as whoever is in charge would hand it out."""
    return codes.make_slip(account=holder, by=None, now=clock.now()).code


def teacher(school: School, name: str = "李桂兰", *, activated: bool = False) -> Account:
    """A learner of a school, by default before the first sign-in."""
    holder = account(name, activated=activated)
    post(Kind.LEARNER, school=school, programme_code="xinzhou-2020", holder=holder)
    return holder


def sign_in(browser: Client, holder: Account, password: str = PASSWORD) -> Any:
    """Type number and password on the page."""
    return browser.post(SIGN_IN, {"mobile": holder.mobile, "password": password})


def first_sign_in(browser: Client, holder: Account) -> Any:
    """Type the initial password of the notice."""
    return sign_in(browser, holder, holder.mobile[-6:])


def type_code(browser: Client, code: str, password: str = NEW_PASSWORD) -> Any:
    """Type a code and a new password on the page for codes."""
    typed = {"code": code, "password": password, "repeat": password, "agreed": "on"}
    return browser.post(CODE, typed)


def with_phone(holder: Account) -> pyotp.TOTP:
    """The phone of someone whose second factor is set up."""
    phone = pyotp.TOTP(second_factor.begin_set_up(account=holder))
    holder.refresh_from_db()
    second_factor.confirm_set_up(account=holder, code=phone.at(clock.now() - timedelta(seconds=30)), now=clock.now())
    return phone
