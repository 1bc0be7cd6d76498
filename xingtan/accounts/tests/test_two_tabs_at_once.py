"""Two tabs at once: exactly one wins, and many guesses at once gain nothing."""

from functools import partial

from xingtan.accounts.actions.codes import set_password_by_code
from xingtan.accounts.actions.second_factor import pass_second_factor
from xingtan.accounts.errors import WrongCode, WrongSecondFactor
from xingtan.accounts.models import Account, Kind
from xingtan.accounts.rules.guessing import Attempt
from xingtan.accounts.tests import given
from xingtan.audit.models import Entry
from xingtan.foundation import clock
from xingtan.foundation.tests.racing import Together
from xingtan.organisations.tests import given as places


def test_of_two_at_once_exactly_one_activates(at_once: Together) -> None:
    teacher = given.teacher(places.school())
    code = given.slip(teacher)
    attempt = Attempt(subject=teacher.mobile_hash, address="10.0.0.1")
    passwords = ["第一个人自己想的-密码", "第二个人自己想的-密码"]

    came = at_once(
        [partial(set_password_by_code, attempt=attempt, code=code, password=one, now=clock.now()) for one in passwords]
    )

    winners = [number for number, outcome in enumerate(came) if isinstance(outcome, Account)]
    assert len(winners) == 1
    assert isinstance(came[1 - winners[0]], WrongCode)
    assert Account.objects.get(pk=teacher.pk).check_password(passwords[winners[0]])
    assert Entry.objects.filter(verb="activate_account").count() == 1


def test_guesses_at_once_share_the_five_tries(at_once: Together) -> None:
    teacher = given.teacher(places.school())
    given.slip(teacher)
    attempt = Attempt(subject=teacher.mobile_hash, address="10.0.0.1")

    at_once([partial(_guess, attempt)] * 8)

    assert teacher.proofs.get().tries_left == 0


def _guess(attempt: Attempt) -> None:
    set_password_by_code(attempt=attempt, code="ACDEFGHJ", password=given.NEW_PASSWORD, now=clock.now())


def test_a_code_is_good_once_even_in_two_tabs_at_once(at_once: Together) -> None:
    head = given.post(Kind.SCHOOL_HEAD, school=places.school())
    phone = given.with_phone(head.account)
    now = clock.now()

    came = at_once([partial(pass_second_factor, account=head.account, code=phone.at(now), now=now)] * 2)

    assert sorted(map(type, came), key=str) == sorted([type(None), WrongSecondFactor], key=str)
