"""Two clerks decide at once, or a clerk while the school takes back: one effect (A12)."""

from functools import partial

from xingtan.accounts.models import Account
from xingtan.enrolment.actions import deciding
from xingtan.enrolment.errors import AlreadyDecided
from xingtan.enrolment.models import ChangeRequest, ChangeStep, Enrolment, EnrolmentStep
from xingtan.enrolment.rules import Change
from xingtan.enrolment.tests import given
from xingtan.foundation.tests.racing import Together
from xingtan.organisations.tests import given as organisations


def test_two_clerks_grant_at_once_and_the_teacher_moves_once(at_once: Together) -> None:
    row, to = given.enrolment(), organisations.school("五台县第二小学")
    request = given.change(Change.TRANSFER, row=row, to=to)
    deciding.answer_change(change=request, agrees=True, words="", by=given.contact(to), now=given.IN_TERM)
    clerks = [given.county_clerk(), given.county_clerk()]

    came = at_once([partial(given.grant, request, by=clerk) for clerk in clerks])

    assert sorted(type(each).__name__ for each in came) == ["AlreadyDecided", "ChangeRequest"]
    assert EnrolmentStep.objects.filter(enrolment=row).count() == 1
    assert ChangeStep.objects.filter(request=request, kind="accepted").count() == 1
    assert Enrolment.objects.get(pk=row.pk).school == to


def test_a_yes_and_a_no_at_once_leave_one_of_them(at_once: Together) -> None:
    row = given.enrolment()
    request = given.change(row=row)
    one, other = given.county_clerk(), given.county_clerk()
    no = partial(deciding.refuse_change, change=request, words="不同意", by=other, now=given.IN_TERM)

    came = at_once([partial(given.grant, request, by=one), no])

    assert sum(isinstance(each, AlreadyDecided) for each in came) == 1
    state, status = ChangeRequest.objects.get().state, Enrolment.objects.get(pk=row.pk).status
    assert (state, status) in {("accepted", "withdrawn"), ("refused", "accepted")}


def test_one_number_for_two_people_at_once_goes_to_one(at_once: Together) -> None:
    rows = given.enrolments(2)
    by, clerk = given.contact(rows[0].school), given.county_clerk()
    requests = [given.change(Change.MOBILE, row=row, by=by, mobile="19855556666") for row in rows]

    came = at_once([partial(given.grant, request, by=clerk) for request in requests])

    assert sorted(type(each).__name__ for each in came) == ["ChangeRequest", "MobileTaken"]
    assert Account.objects.with_mobile("19855556666").count() == 1
    assert sorted(ChangeRequest.objects.values_list("state", flat=True)) == ["accepted", "open"]
