"""Filing what came back: matched, checked, once."""

import pytest

from xingtan.billing.tests import given as money
from xingtan.foundation import clock
from xingtan.foundation.tasks import Reporter
from xingtan.invoicing import actions, jobs, queries
from xingtan.invoicing.errors import NotANumber, NumberTaken, RedLetterReason
from xingtan.invoicing.models import Invoice, InvoiceFile, InvoiceRequest, RequestState, ResultItem
from xingtan.invoicing.returning import pieces_of
from xingtan.invoicing.tests import given, platform
from xingtan.organisations.tests import given as organisations
from xingtan.outbox.actions import deliver_due
from xingtan.outbox.models import Message
from xingtan.programmes.tests import given as programmes

pytestmark = pytest.mark.django_db
Outcome = ResultItem.Outcome


def brought(content: bytes, name: str = "结果.zip") -> list[tuple[str, str]]:
    """Outcome and words of each piece of an upload, read as the worker reads it."""
    clerk = money.finance_clerk()
    upload = actions.keep_results(
        programme=programmes.programme_2020(), content=content, name=name, by=clerk, now=clock.now()
    )
    jobs.read_results(Reporter(0), upload=upload.pk, post=clerk.pk)
    return list(upload.items.values_list("outcome", "said"))


def buyer(asked: InvoiceRequest) -> platform.Buyer:
    return asked.profile.name, asked.profile.tax_number


def test_all_files_of_an_invoice_in_a_zip_are_filed_and_mailed_once() -> None:
    asked = given.request()
    given.batched(asked)
    number = given.number()
    folder = platform.packed_as(
        {
            "a.xml": given.xml_of(asked, number),
            "a.ofd": platform.ofd(buyer(asked), number=number),
            "a.pdf": platform.pdf(buyer(asked), number=number),
        }
    )

    first, again = brought(folder), brought(folder)
    actions.mail_issued(now=clock.now())

    assert [outcome for outcome, _said in first] == [Outcome.FILED] * 3
    assert [outcome for outcome, _said in again] == [Outcome.KNOWN] * 3
    asked.refresh_from_db()
    assert (asked.state, asked.invoice.number, asked.files.count()) == (RequestState.ISSUED, number, 3)  # type: ignore[attr-defined]
    message = Message.objects.get(dedup_key__startswith="invoice:")
    assert (message.to, len(message.enclosures)) == (asked.profile.email, 3)


def test_the_mail_goes_out_with_the_files_as_they_are(mailoutbox: list) -> None:  # type: ignore[type-arg]
    asked = given.issued(given.request())
    actions.mail_issued(now=clock.now())

    deliver_due(now=clock.now())

    [mail] = [each for each in mailoutbox if each.to == [asked.profile.email]]
    [(name, content, _kind)] = mail.attachments
    assert name.endswith(".xml")
    assert asked.invoice.number in (content if isinstance(content, str) else content.decode())  # type: ignore[attr-defined]


def test_who_fetches_the_invoice_is_not_mailed_and_the_handing_over_is_noted() -> None:
    asked = given.issued(given.request(picks_up=True))
    actions.mail_issued(now=clock.now())
    assert not Message.objects.filter(dedup_key__startswith="invoice:").exists()

    actions.hand_over(invoice=asked, to="邱欣兰", by=money.finance_clerk(), now=clock.now())

    assert Invoice.objects.get().handed_to == "邱欣兰"


@pytest.mark.parametrize(("total", "name", "words"), [("3480.00", "", "3,480.00"), ("3600.00", "别的小学", "别的小学")])
def test_an_invoice_that_says_something_else_than_asked_is_refused_with_words(
    total: str, name: str, words: str
) -> None:
    asked = given.request()
    given.batched(asked)
    content = platform.xml((name or asked.profile.name, asked.profile.tax_number), total, remark=asked.serial)

    [(outcome, said)] = brought(content, "发票.xml")

    assert outcome == Outcome.REFUSED
    assert words in said
    assert not InvoiceFile.objects.exists()
    asked.refresh_from_db()
    assert asked.state == RequestState.BATCHED


def test_an_invoice_of_somebody_unknown_is_refused_and_named() -> None:
    given.batched(given.request())

    [(outcome, said)] = brought(
        platform.xml(("别的小学", platform.tax_number(777)), number=platform.NUMBER), "发票.xml"
    )

    assert outcome == Outcome.REFUSED
    assert platform.NUMBER in said


def test_a_second_invoice_number_for_one_request_is_refused() -> None:
    asked = given.issued(given.request())
    content = given.xml_of(asked, given.number(), remark=asked.serial)

    [(outcome, said)] = brought(content, "发票.xml")

    assert outcome == Outcome.REFUSED
    assert asked.invoice.number in said  # type: ignore[attr-defined]
    assert Invoice.objects.count() == 1


def test_a_different_file_of_the_same_kind_does_not_replace_the_filed_one() -> None:
    asked = given.issued(given.request())
    number = asked.invoice.number  # type: ignore[attr-defined]

    [(outcome, _said)] = brought(given.xml_of(asked, number, remark="变"), "发票.xml")

    assert outcome == Outcome.REFUSED
    assert InvoiceFile.objects.count() == 1


def test_a_failure_goes_back_with_the_platforms_reason_and_a_later_success_settles_it() -> None:
    asked = given.request()
    given.batched(asked)

    failed = brought(platform.failures((asked.serial, "纳税人识别号有误"), ("XT99999999", "x")), "失败.xlsx")
    asked.refresh_from_db()
    assert (asked.state, asked.failure) == (RequestState.FAILED, "纳税人识别号有误")
    assert [outcome for outcome, _said in failed] == [Outcome.FAILED, Outcome.REFUSED]

    number = given.number()
    brought(platform.successes((asked.serial, number)), "成功.xlsx")
    brought(platform.pdf(buyer(asked), number=number), "发票.pdf")

    asked.refresh_from_db()
    assert (asked.state, asked.failure, asked.files.get().kind) == (RequestState.ISSUED, "", "pdf")


def test_two_equal_requests_of_one_buyer_are_told_apart_by_the_serial_only() -> None:
    asked = given.request()
    given.batched(asked)
    other = given.request(
        organisations.school("石咀镇中心小学"), tax_number=asked.profile.tax_number, name=asked.profile.name
    )

    [(outcome, _said)] = brought(platform.xml(buyer(asked), number=given.number()), "甲.xml")
    [(named, _words)] = brought(given.xml_of(other, given.number(), remark=f"R7 {other.serial}"), "乙.xml")

    assert (outcome, named) == (Outcome.REFUSED, Outcome.FILED)


def test_a_dtd_is_refused_and_nothing_filed() -> None:
    given.batched(given.request())
    content = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e "x">]><EInvoice>&e;</EInvoice>'

    [(outcome, _said)] = brought(platform.packed_as({"a.xml": content}))

    assert outcome == Outcome.REFUSED


def test_a_worker_that_died_goes_on_where_it_stopped() -> None:
    asked = given.request()
    given.batched(asked)
    clerk, number = money.finance_clerk(), given.number()
    folder = platform.packed_as(
        {"a.xml": given.xml_of(asked, number), "b.ofd": platform.ofd(buyer(asked), number=number)}
    )
    upload = actions.keep_results(
        programme=asked.bill.programme, content=folder, name="a.zip", by=clerk, now=clock.now()
    )
    jobs.settle(upload, 0, pieces_of(folder, "a.zip")[0], clerk)

    jobs.read_results(Reporter(0), upload=upload.pk, post=clerk.pk)

    assert list(upload.items.values_list("position", "outcome")) == [(0, Outcome.FILED), (1, Outcome.FILED)]


def test_a_red_letter_frees_the_bill_for_another_invoice() -> None:
    asked, clerk = given.issued(given.request()), money.finance_clerk()
    with pytest.raises(RedLetterReason):
        actions.ask_red_letter(invoice=asked, why="other", note=" ", by=clerk, now=clock.now())
    actions.ask_red_letter(invoice=asked, why="buyer", note="", by=clerk, now=clock.now())
    for wrong, refusal in (("123", NotANumber), (asked.invoice.number, NumberTaken)):  # type: ignore[attr-defined]
        with pytest.raises(refusal):
            actions.confirm_red_letter(invoice=asked, number=wrong, by=clerk, now=clock.now())

    actions.confirm_red_letter(invoice=asked, number=given.number(), by=clerk, now=clock.now())
    anew = given.request()

    asked.refresh_from_db()
    assert (asked.state, anew.state) == (RequestState.REVERSED, RequestState.ASKED)
    assert queries.invoice_breaches() == []


def test_the_file_of_a_red_letter_reverses_what_it_was_asked_for_and_nothing_else() -> None:
    asked = given.issued(given.request())
    red = given.xml_of(asked, given.number(), "-3600.00")
    assert [outcome for outcome, _said in brought(red, "红字.xml")] == [Outcome.REFUSED]
    actions.ask_red_letter(invoice=asked, why="refunded", note="", by=money.finance_clerk(), now=clock.now())

    assert [outcome for outcome, _said in brought(red, "红字.xml")] == [Outcome.FILED]

    asked.refresh_from_db()
    assert asked.state == RequestState.REVERSED
    assert asked.files.filter(is_red=True).count() == 1
