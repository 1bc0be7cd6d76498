"""Vouchers of schools: brought, confirmed, found on the bank's lines, doubted, taken back (R54, R55)."""

import io
from decimal import Decimal

import pytest
from PIL import Image

from xingtan.accounts.models import Kind, Post
from xingtan.accounts.tests import given as accounts
from xingtan.billing import actions, queries
from xingtan.billing.errors import VoucherKnown, VoucherSettled, VoucherWordsMissing
from xingtan.billing.models import Bill, LineStanding, Voucher, VoucherState
from xingtan.billing.tests import given, papers
from xingtan.billing.voucher_reading import ReadVoucher
from xingtan.foundation import clock
from xingtan.foundation.attachments import AttachmentTypeRefused
from xingtan.organisations.tests import given as organisations

pytestmark = pytest.mark.django_db
PRINTED = papers.pdf(papers.icbc_text())


def brought(bill: Bill, content: bytes = PRINTED, name: str = "回单.pdf", by: Post | None = None) -> Voucher:
    return actions.bring_voucher(bill=bill, content=content, name=name, by=by, now=clock.now())[0]


def contact(bill: Bill) -> Post:
    return accounts.post(Kind.SCHOOL_CONTACT, school=bill.school)


def test_a_printed_voucher_is_read_and_waits_for_the_bank() -> None:
    voucher = brought(given.bill())

    assert (voucher.receipt_number, voucher.serial, voucher.amount) == (
        "0917822676331100",
        "92087313",
        Decimal("3600.00"),
    )
    assert (voucher.is_read, voucher.state) == (True, VoucherState.PENDING)


def test_a_photo_is_kept_without_where_it_was_taken_and_waits_for_a_person() -> None:
    voucher = brought(given.bill(), papers.photo(), "凭证.jpg")

    with voucher.file.open() as kept:
        assert not dict(Image.open(io.BytesIO(kept.read())).getexif())
    assert (voucher.is_read, voucher.is_told, voucher.is_picture) == (False, False, True)


def test_each_voucher_of_a_machine_file_stands_by_itself() -> None:
    content = papers.machine_file(
        ("0917-8226-7633-1100", "3600.00", "92087313"), ("0917-8226-7633-1101", "120.00", "92087314")
    )

    rows = actions.bring_voucher(bill=given.bill(), content=content, name="回单.txt", by=None, now=clock.now())

    assert [row.amount for row in rows] == [Decimal("3600.00"), Decimal("120.00")]


@pytest.mark.parametrize(
    ("content", "name"), [(b"MZ\x90", "a.pdf"), ("姓名,电话\n张三,1\n".encode(), "a.csv"), (b"<html>", "a.html")]
)
def test_what_is_no_voucher_file_is_refused_and_not_kept(content: bytes, name: str) -> None:
    with pytest.raises(AttachmentTypeRefused):
        brought(given.bill(), content, name)

    assert not Voucher.objects.exists()


def test_the_same_file_on_the_same_bill_is_kept_once() -> None:
    bill = given.bill()
    brought(bill)

    with pytest.raises(VoucherKnown):
        brought(bill)

    assert Voucher.objects.count() == 1


def test_a_voucher_taken_back_may_be_brought_again() -> None:
    bill = given.bill()
    actions.take_back_voucher(voucher=brought(bill), by=contact(bill), now=clock.now())

    again = brought(bill)

    assert list(queries.vouchers_of(bill)) == [again]


@pytest.mark.parametrize("other", [PRINTED, papers.pdf(papers.icbc_text() + "\n补打次数 2")])
def test_the_same_number_or_file_of_two_schools_is_flagged_to_both_and_is_no_evidence(other: bytes) -> None:
    one, two = given.bill(), given.bill(organisations.school("石咀镇中心小学"))
    brought(one)
    brought(two, other)

    assert [row.has_twin for row in (*queries.vouchers_of(one), *queries.vouchers_of(two))] == [True, True]
    assert queries.voucher_counts(one.programme, given.finance_clerk())["twins"] == 2
    assert queries.voucher_evidence(one.programme) == ()


def test_two_photos_without_figures_are_no_twins() -> None:
    bill = given.bill()
    brought(bill, papers.photo("one"), "1.jpg")
    brought(bill, papers.photo("two"), "2.jpg")

    assert not any(row.has_twin for row in queries.vouchers_of(bill))


def test_a_booked_transfer_settles_its_voucher_and_undoing_opens_it_again() -> None:
    bill = given.bill()
    voucher = brought(bill)
    given.statement(given.row(serial="92087313", payer="某单位"))
    standing = LineStanding.objects.get(line__serial="92087313")

    standing = given.paid(standing, bill, "3600")
    voucher.refresh_from_db()
    assert (voucher.state, voucher.line_id) == (VoucherState.ARRIVED, standing.pk)

    actions.undo(line=standing.line, version=standing.version, by=given.finance_clerk(), now=clock.now())
    voucher.refresh_from_db()
    assert voucher.state == VoucherState.PENDING


def test_what_matching_books_by_itself_settles_the_voucher_too() -> None:
    bill = given.bill()
    voucher = brought(bill)
    given.statement(given.row(serial="92087313", payer="东雷乡中心小学", remark="五台县东雷乡中心小学，30人"))

    actions.match_lines(programme=bill.programme, by=None, now=clock.now())

    voucher.refresh_from_db()
    assert voucher.state == VoucherState.ARRIVED


def test_a_voucher_that_comes_after_the_booking_is_settled_at_once() -> None:
    bill = given.bill()
    given.statement(given.row(serial="92087313", payer="某单位"))
    given.paid(LineStanding.objects.get(), bill, "3600")

    voucher = brought(bill)

    voucher.refresh_from_db()
    assert voucher.state == VoucherState.ARRIVED


def test_a_voucher_whose_line_is_of_another_amount_does_not_agree() -> None:
    bill = given.bill()
    given.statement(given.row("3060.00", serial="92087313"))

    voucher = brought(bill)

    voucher.refresh_from_db()
    assert (voucher.state, voucher.why) == (VoucherState.DIFFERS, "amount")
    assert queries.voucher_evidence(bill.programme) == ()


def test_a_voucher_for_another_account_is_told_at_once() -> None:
    voucher = brought(given.bill(), papers.pdf(papers.icbc_text(payee_account="6222020512000099999")))

    voucher.refresh_from_db()
    assert (voucher.state, voucher.why) == (VoucherState.DIFFERS, "other_account")


def test_figures_of_a_photo_are_typed_by_whoever_confirms_it() -> None:
    bill = given.bill()
    voucher = brought(bill, papers.photo(), "凭证.jpg")
    typed = ReadVoucher("0917822676331100", "92087313", None, Decimal("3600.00"), "东雷乡中心小学", "0512", "")

    voucher = actions.confirm_voucher(voucher=voucher, typed=typed, by=contact(bill), now=clock.now())

    [evidence] = queries.voucher_evidence(bill.programme)
    assert (evidence.bill, evidence.serial, evidence.amount) == (str(bill.pk), "92087313", Decimal("3600.00"))
    assert not evidence.is_read


def test_what_was_read_from_the_file_is_not_typed_over() -> None:
    bill = given.bill()
    voucher = brought(bill)

    actions.confirm_voucher(voucher=voucher, typed=ReadVoucher(amount=Decimal(1)), by=contact(bill), now=clock.now())

    voucher.refresh_from_db()
    assert voucher.amount == Decimal("3600.00")


def test_a_clerks_doubt_stands_with_its_words_until_the_money_arrives() -> None:
    bill, clerk = given.bill(), given.finance_clerk()
    voucher = actions.question_voucher(voucher=brought(bill), words="印章看不清", by=clerk, now=clock.now())
    assert (voucher.state, voucher.words) == (VoucherState.DIFFERS, "印章看不清")

    actions.settle_vouchers(bills=[bill.pk], now=clock.now())
    voucher.refresh_from_db()
    assert voucher.state == VoucherState.DIFFERS

    given.statement(given.row(serial="92087313"))
    given.paid(LineStanding.objects.get(), bill, "3600")
    voucher.refresh_from_db()
    assert voucher.state == VoucherState.ARRIVED


def test_a_doubt_wants_words_and_can_be_lifted() -> None:
    bill, clerk = given.bill(), given.finance_clerk()
    voucher = brought(bill)
    with pytest.raises(VoucherWordsMissing):
        actions.question_voucher(voucher=voucher, words=" ", by=clerk, now=clock.now())

    actions.question_voucher(voucher=voucher, words="看不清", by=clerk, now=clock.now())
    lifted = actions.question_voucher(voucher=voucher, words="", by=clerk, now=clock.now())

    assert lifted.state == VoucherState.PENDING


def test_a_voucher_whose_money_arrived_is_not_taken_back() -> None:
    bill = given.bill()
    given.statement(given.row(serial="92087313"))
    given.paid(LineStanding.objects.get(), bill, "3600")

    with pytest.raises(VoucherSettled):
        actions.take_back_voucher(voucher=brought(bill), by=contact(bill), now=clock.now())

    assert Voucher.objects.get().withdrawn_at is None
