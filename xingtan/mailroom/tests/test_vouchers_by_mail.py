"""Remittance vouchers that come by mail: on the bill of their school, or before a clerk (R55)."""

from decimal import Decimal

import pytest

from xingtan.accounts.models import Kind, Post
from xingtan.accounts.tests import given as people
from xingtan.billing.models import Voucher
from xingtan.billing.tests import given as billing
from xingtan.billing.tests import papers
from xingtan.mailroom import actions
from xingtan.mailroom.errors import NoBill, NotWaiting, SchoolUnknown
from xingtan.mailroom.models import Enclosure, Letter
from xingtan.mailroom.tests import given, letters
from xingtan.organisations.models import School
from xingtan.organisations.tests import given as organisations
from xingtan.outbox.models import Message
from xingtan.rosters.models import Roster

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_time")]
NAME = "东雷乡中心小学"
PRINTED = papers.pdf(papers.icbc_text(payer="五台县财政国库支付中心"))


def school(name: str = NAME) -> School:
    return organisations.school(name)


def mail(subject: str = f"五台县{NAME}汇款凭证", *files: tuple[str, bytes], text: str = "请查收。") -> bytes:
    return letters.letter(subject, *(files or (("扫描件.pdf", PRINTED),)), text=text)


def contact(of: School, address: str = letters.SENDER) -> Post:
    holder = people.account("李秀兰")
    holder.mail = address
    holder.save()
    return people.post(Kind.SCHOOL_CONTACT, school=of, holder=holder)


def waiting() -> Letter:
    """A voucher of nobody known: neither subject nor sender nor paper names a school."""
    return given.came(mail("汇款凭证"))


def test_a_voucher_whose_subject_names_the_school_hangs_on_its_bill_and_the_sender_reads_what_was_read() -> None:
    bill = billing.bill(school())

    letter = given.came(mail())

    voucher = Voucher.objects.get()
    assert (voucher.bill, voucher.source, voucher.amount) == (bill, "mail", Decimal("3600.00"))
    assert (letter.state, letter.school, letter.division_id) == ("taken", bill.school, organisations.WUTAI)
    body = Message.objects.get().body
    assert "3,600.00" in body
    assert f"/{bill.public_id}/" in body
    assert papers.ACCOUNT not in body
    assert not Roster.objects.exists()


def test_the_address_of_its_contact_is_enough_whatever_the_case() -> None:
    bill = billing.bill(school())
    contact(bill.school, letters.SENDER.upper())

    letter = given.came(mail("", ("IMG_0001.jpg", papers.photo()), text="附上我校缴费凭证"))

    voucher = Voucher.objects.get()
    assert (letter.state, voucher.bill, voucher.is_told) == ("taken", bill, False)
    assert "由学校在确认时填写" in Message.objects.get().body


def test_a_contact_who_left_speaks_for_no_school() -> None:
    post = contact(billing.bill(school()).school)
    Post.objects.filter(pk=post.pk).update(is_active=False)

    assert given.came(mail("汇款凭证")).why == "no_payer"


def test_a_picture_without_a_word_about_vouchers_is_no_voucher() -> None:
    contact(billing.bill(school()).school)

    letter = given.came(letters.letter("您好", ("logo.jpg", papers.photo()), text="祝好"))

    assert (letter.state, letter.why) == ("waiting", "unrecognised")
    assert not Voucher.objects.exists()


def test_a_mail_with_a_roster_is_a_roster_and_the_paper_beside_it_is_left_aside() -> None:
    school_ = organisations.school()
    billing.bill(school_)
    files = (("名单.xlsx", given.sheet_of(school_)), ("回单.pdf", PRINTED))

    given.came(letters.letter(given.subject_for(school_), *files))

    assert list(Enclosure.objects.values_list("state", flat=True)) == ["taken", "aside"]
    assert not Voucher.objects.exists()


def test_a_county_that_forwards_vouchers_named_after_their_schools_reaches_each_bill() -> None:
    first, second = billing.bill(school()), billing.bill(school("五台县第二小学校"))
    other = papers.pdf(papers.icbc_text(number="1", serial="2", payer="五台县第二小学校"))
    packed = letters.packed((f"{NAME}回单.pdf", PRINTED), ("2.pdf", other))

    letter = given.came(mail("五台县汇款凭证", ("全县.zip", packed)))

    assert set(Voucher.objects.values_list("bill", flat=True)) == {first.pk, second.pk}
    assert (letter.state, letter.division_id) == ("taken", organisations.WUTAI)


def test_subject_and_sender_of_different_schools_wait_with_both_offered() -> None:
    bill = billing.bill(school())
    other = contact(organisations.school("五台县第二小学校")).school

    letter = given.came(mail())

    row = letter.enclosures.get()
    assert (letter.state, letter.why, row.is_voucher) == ("waiting", "payers_differ", True)
    assert set(row.candidates.all()) == {bill.school, other}
    assert not Voucher.objects.exists()


def test_without_a_bill_the_voucher_waits() -> None:
    school()

    letter = given.came(mail())

    assert (letter.state, letter.why) == ("waiting", "no_bill")
    assert not Voucher.objects.exists()


def test_the_same_file_in_a_second_mail_is_not_kept_twice_and_the_sender_is_told() -> None:
    billing.bill(school())

    first, second = given.came(mail()), given.came(mail())

    assert (first.state, second.state, Voucher.objects.count()) == ("taken", "taken", 1)
    assert "没有重复保存" in Message.objects.latest("pk").body


def test_a_torn_file_is_refused_with_a_sentence() -> None:
    billing.bill(school())

    letter = given.came(mail(f"五台县{NAME}汇款凭证", ("凭证.jpg", b"\xff\xd8\xff\xe0 torn")))

    assert (letter.state, letter.enclosures.get().state) == ("answered", "refused")
    assert not Voucher.objects.exists()


def test_a_subject_about_a_voucher_without_any_file_goes_back() -> None:
    billing.bill(school())

    letter = given.came(letters.letter(f"五台县{NAME}汇款凭证"))

    assert (letter.state, letter.why) == ("answered", "no_voucher")
    assert "没有凭证" in Message.objects.get().body


def test_a_clerk_gives_a_waiting_voucher_to_a_bill() -> None:
    letter, bill = waiting(), billing.bill(school())

    actions.give_voucher(letter=letter, position=0, school_code=bill.school.code, by=given.clerk(), now=given.IN_TIME)

    letter.refresh_from_db()
    assert (letter.state, letter.school, Voucher.objects.get().bill) == ("taken", bill.school, bill)
    assert Message.objects.count() == 2
    with pytest.raises(NotWaiting):
        actions.give_voucher(
            letter=letter, position=0, school_code=bill.school.code, by=given.clerk(), now=given.IN_TIME
        )
    assert Voucher.objects.count() == 1


def test_a_clerk_cannot_give_it_to_a_school_out_of_reach_or_without_a_bill() -> None:
    letter, poor = waiting(), school()
    away = organisations.school("原平市第一中学校", division=organisations.YUANPING)
    county = given.clerk(Kind.COUNTY_ADMIN, division=organisations.WUTAI)

    for code, refusal in ((away.code, SchoolUnknown), (poor.code, NoBill)):
        with pytest.raises(refusal):
            actions.give_voucher(letter=letter, position=0, school_code=code, by=county, now=given.IN_TIME)
    letter.refresh_from_db()
    assert (letter.state, Voucher.objects.count(), Message.objects.count()) == ("waiting", 0, 1)


def test_the_clerks_page_offers_the_bill_and_takes_the_choice() -> None:
    letter, bill = waiting(), billing.bill(school())
    browser = people.signed_in(given.clerk())

    shown = browser.get(f"/mail/{letter.public_id}/", {"q": NAME}).content.decode()
    answer = browser.post(f"/mail/{letter.public_id}/vouchers/0/give/", {"school": bill.school.code})

    assert "交到该校账单" in shown
    assert answer.status_code == 302
    assert Voucher.objects.get().bill == bill
