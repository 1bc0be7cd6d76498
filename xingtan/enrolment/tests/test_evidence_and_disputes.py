"""What proves a request, who sees it, and a number that two people claim (R71)."""

import pytest
from django.db import transaction

from xingtan.accounts.models import Account, Kind
from xingtan.accounts.tests import given as people
from xingtan.enrolment import errors, queries
from xingtan.enrolment.actions import asking
from xingtan.enrolment.models import ChangeEvidence, ChangeRequest
from xingtan.enrolment.rules import Change
from xingtan.enrolment.tests import given
from xingtan.foundation.uploads import FileEmpty
from xingtan.organisations.models import School
from xingtan.organisations.tests import given as organisations
from xingtan.programmes.tests import given as programmes

pytestmark = pytest.mark.django_db
NEW_MOBILE = "19855556666"


def neighbour(name: str = "五台县第二小学", division: str = organisations.WUTAI) -> School:
    return organisations.school(name, division=division)


def test_numbers_and_evidence_lie_sealed_in_the_database() -> None:
    row = given.enrolment()
    given.change(Change.MOBILE, row=row, mobile=NEW_MOBILE)

    with transaction.get_connection().cursor() as cursor:
        cursor.execute("SELECT wanted FROM enrolment_changerequest")
        (wanted,) = cursor.fetchone()
        cursor.execute("SELECT sealed FROM enrolment_changeevidence")
        (sealed,) = cursor.fetchone()

    assert NEW_MOBILE.encode() not in bytes(wanted)
    assert b"picture" not in bytes(sealed)
    assert ChangeEvidence.objects.get().content == given.PICTURE.content


@pytest.mark.parametrize(
    ("files", "refusal"),
    [
        ([asking.File("a.jpg", b"<html><script>")], errors.NotEvidence),
        ([asking.File("a.pdf", b"MZ\x90\x00")], errors.NotEvidence),
        ([asking.File("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>")], errors.NotEvidence),
        ([asking.File("a.jpg", b"")], FileEmpty),
        ([given.PICTURE] * 5, errors.EvidenceTooMuch),
    ],
)
def test_evidence_is_a_picture_or_a_pdf_by_its_content(files: list[asking.File], refusal: type[Exception]) -> None:
    row = given.enrolment()
    asked = asking.Asked(Change.NAME, "更正", {"name": "王秀瑛"}, files)

    with pytest.raises(refusal):
        asking.ask_for_change(enrolment=row, asked=asked, by=given.contact(row.school), now=given.IN_TERM)

    assert not ChangeRequest.objects.exists()


def test_two_people_claim_one_mobile_and_support_puts_the_wrong_record_right() -> None:
    wang = given.entrant("王秀英", mobile=NEW_MOBILE)
    row = given.enrolments(entrants=[wang])[0]
    asker = given.contact(neighbour())
    asked = asking.Asked(Change.DISPUTE, "号码是我校李老师的", {}, [given.PAPER])
    support = people.post(Kind.SUPPORT, programme_code=programmes.programme_2020().code)

    request = asking.dispute_mobile(mobile=NEW_MOBILE, name="李春兰", asked=asked, by=asker, now=given.IN_TERM)

    assert not ChangeRequest.objects.within(given.contact(row.school)).exists()
    assert not queries.knows_other_school(asker, request)
    with pytest.raises(errors.RightNumberMissing):
        given.grant(request, by=support)
    given.grant(request, by=support, right_mobile="19877778888")
    assert Account.objects.get(pk=row.account_id).mobile == "19877778888"
    given.enrolments(entrants=[given.entrant("李春兰", mobile=NEW_MOBILE)], school=asker.school)
    assert Account.objects.with_mobile(NEW_MOBILE).get().name == "李春兰"


def test_a_number_of_nobody_cannot_be_disputed() -> None:
    asker = given.contact(neighbour())
    asked = asking.Asked(Change.DISPUTE, "号码是我校李老师的", {}, [given.PAPER])

    with pytest.raises(errors.HolderNotFound):
        asking.dispute_mobile(mobile=NEW_MOBILE, name="李春兰", asked=asked, by=asker, now=given.IN_TERM)


def test_evidence_is_seen_by_who_brought_it_and_who_decides_not_by_the_other_school() -> None:
    wang = given.entrant("王秀英")
    row = given.enrolments(entrants=[wang])[0]
    claimant = given.contact(neighbour())
    given.claim(wang, by=claimant)

    seen = {
        by: ChangeEvidence.objects.within(by).count()
        for by in (
            claimant,
            given.contact(row.school),
            given.county_clerk(),
            given.county_clerk(organisations.YUANPING),
        )
    }

    assert list(seen.values()) == [1, 0, 1, 0]
