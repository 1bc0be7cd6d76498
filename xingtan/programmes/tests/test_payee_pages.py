"""The page of the collecting account: asked for, decided by another, stopped (`security.md` A14)."""

from urllib.parse import urlencode

import pytest

from xingtan.accounts.models import Kind
from xingtan.accounts.tests import given as people
from xingtan.programmes.models import PayeeChange, Programme
from xingtan.programmes.tests import given

pytestmark = pytest.mark.django_db
ADDRESS = "/programme/account/"
TYPED = {
    "name": given.NEW_PAYEE.name, "account": given.NEW_PAYEE.account, "bank": given.NEW_PAYEE.bank,
    "bank_code": given.NEW_PAYEE.bank_code, "reason": "原账户将于年底销户", "password": people.PASSWORD,
}  # fmt: skip


def test_a_clerk_asks_with_the_password_and_a_manager_approves() -> None:
    asker, other = given.money_keeper(), given.money_keeper(Kind.PROVIDER_MANAGER)
    browser, second = people.signed_in(asker), people.signed_in(other)
    assert browser.post(f"{ADDRESS}new/", {**TYPED, "password": "wrong"}).status_code == 422
    assert not PayeeChange.objects.exists()

    assert browser.post(f"{ADDRESS}new/", TYPED).status_code == 302
    change = PayeeChange.objects.get()
    decide = f"{ADDRESS}{change.public_id}/decide/"
    assert decide not in browser.get(ADDRESS).content.decode()
    approve = {"decision": "approve", "password": people.PASSWORD}
    assert browser.post(decide, approve).status_code == 403
    assert decide in second.get(ADDRESS).content.decode()
    assert second.post(decide, {"decision": "refuse", "password": people.PASSWORD}).status_code == 422
    assert second.post(decide, approve).status_code == 302

    assert PayeeChange.objects.with_state().get().state == "waiting"
    text = browser.get(ADDRESS).content.decode()
    assert "0512040509026402092" in text
    assert "0512040509026499999" in text
    assert Programme.objects.get().payee_account == "0512040509026402092"


def test_who_keeps_the_money_stops_it_and_others_do_not_even_see_it() -> None:
    change = given.payee_change()
    stop = f"{ADDRESS}{change.public_id}/stop/"
    stranger = people.signed_in(people.post(Kind.TUTOR, programme_code=change.programme.code))
    assert stranger.post(stop).status_code in {403, 404}
    assert stranger.get(ADDRESS).status_code in {403, 404}

    assert people.signed_in(given.money_keeper()).post(stop, {"words": "不是我们"}).status_code == 302

    assert PayeeChange.objects.with_state().get().state == "taken_back"


@pytest.mark.parametrize(
    ("field", "typed"), [("account", "12"), ("account", ""), ("bank_code", "1021"), ("reason", " "), ("name", "")]
)
def test_a_faulty_account_is_refused_and_the_password_is_never_sent_back(field: str, typed: str) -> None:
    found = people.signed_in(given.money_keeper()).post(f"{ADDRESS}new/", {**TYPED, field: typed})

    assert found.status_code == 422
    assert people.PASSWORD not in found.content.decode()
    assert urlencode({"p": people.PASSWORD}) not in found.content.decode()
    assert not PayeeChange.objects.exists()
