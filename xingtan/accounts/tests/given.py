"""People with posts, made as the house makes them."""

from itertools import count

from django.test import Client

from xingtan.accounts import actions
from xingtan.accounts.access import ACTING_KEY, SECOND_FACTOR_KEY
from xingtan.accounts.models import Account, Kind, Post
from xingtan.foundation import clock
from xingtan.organisations.models import Division, School

_numbers = count(1)
PASSWORD = "杏坛-讲学-2020"


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
