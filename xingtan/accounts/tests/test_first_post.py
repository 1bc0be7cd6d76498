"""``xingtan staff add``: the first post of a new installation."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from xingtan.accounts.models import Account, Kind, Post
from xingtan.accounts.tests import given
from xingtan.organisations.tests import given as places

pytestmark = pytest.mark.django_db
WANG = {"name": "王秀英", "mobile": "199 0000 7777", "kind": "city_supervisor", "division": "140900"}


def add(**options: str) -> str:
    out = StringIO()
    call_command("staff_add", stdout=out, **options)
    return out.getvalue()


def test_it_prints_a_code_that_activates_the_account() -> None:
    places.xinzhou()

    said = add(**WANG)

    holder = Account.objects.get()
    browser = Client()
    given.first_sign_in(browser, holder)
    code = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", said)
    assert code
    assert given.type_code(browser, code.group()).status_code == 302
    assert Post.objects.get().kind == Kind.CITY_SUPERVISOR


def test_a_second_time_gives_a_new_code_for_the_same_post() -> None:
    places.xinzhou()

    assert add(**WANG) != add(**WANG)
    assert Post.objects.count() == Account.objects.count() == 1


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"mobile": "123"}, "--mobile 123: a mobile number has eleven digits"),
        ({"division": "149999"}, "--division 149999: no such division"),
        ({"division": ""}, "division"),
        ({"kind": "school_head"}, "school"),
        ({"kind": "finance"}, "programme"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_stored(options: dict[str, str], said: str) -> None:
    places.xinzhou()

    with pytest.raises(CommandError, match=said):
        add(**{**WANG, **options})

    assert not Account.objects.exists()
