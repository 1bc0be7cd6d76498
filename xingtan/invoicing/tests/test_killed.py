"""Killed before every statement and around every commit: asking, batching, filing, red letters (security A13)."""

from xingtan.billing.tests import given as money
from xingtan.foundation import clock
from xingtan.foundation.tests.killing import Killing, commits, killed_at_each_point
from xingtan.invoicing import actions, jobs, queries
from xingtan.invoicing.models import Batch, Invoice, InvoiceFile, InvoiceRequest, RequestState, ResultItem
from xingtan.invoicing.returning import pieces_of
from xingtan.invoicing.tests import given
from xingtan.outbox.models import Message

__all__ = ["commits", "killed_at_each_point"]


def states() -> list[str]:
    """How all requests stand."""
    return list(InvoiceRequest.objects.order_by("pk").values_list("state", flat=True))


def test_asking_killed_anywhere_asks_whole_or_not_at_all(killed_at_each_point: Killing) -> None:
    bill = given.paid_bill()
    given.profile(bill.school, bill.programme)
    by = given.contact(bill.school)

    for point in killed_at_each_point(lambda: actions.request_invoice(bill=bill, by=by, now=clock.now())):
        assert len(states()) <= 1
        assert not point.is_finished or states() == [RequestState.ASKED]
        assert queries.invoice_breaches() == []


def test_a_workbook_killed_anywhere_holds_its_requests_or_does_not_exist(killed_at_each_point: Killing) -> None:
    asked = given.request()
    programme, by = asked.bill.programme, money.finance_clerk()
    given.terms(programme)
    given.template(programme)

    for _point in killed_at_each_point(lambda: actions.make_batch(programme=programme, by=by, now=clock.now())):
        is_made = Batch.objects.exists()
        assert states() == [RequestState.BATCHED if is_made else RequestState.ASKED]
        assert InvoiceRequest.objects.filter(batch__isnull=False).exists() is is_made


def test_filing_and_mailing_killed_anywhere_and_begun_again_have_one_effect(killed_at_each_point: Killing) -> None:
    asked, by = given.request(), money.finance_clerk()
    given.batched(asked)
    content = given.xml_of(asked, given.number())
    [piece] = pieces_of(content, "发票.xml")
    upload = actions.keep_results(
        programme=asked.bill.programme, content=content, name="发票.xml", by=by, now=clock.now()
    )

    def file_and_mail() -> None:
        if not ResultItem.objects.exists():
            jobs.settle(upload, 0, piece, by)
        actions.mail_issued(now=clock.now())

    for _point in killed_at_each_point(file_and_mail):
        is_filed = Invoice.objects.exists()
        assert InvoiceFile.objects.exists() is ResultItem.objects.exists() is is_filed
        assert states() == [RequestState.ISSUED if is_filed else RequestState.BATCHED]
        file_and_mail()
        assert (Invoice.objects.count(), InvoiceFile.objects.count(), ResultItem.objects.count()) == (1, 1, 1)
        assert Message.objects.filter(dedup_key__startswith="invoice:").count() == 1
        assert queries.invoice_breaches() == []


def test_a_red_letter_killed_anywhere_reverses_whole_or_not_at_all(killed_at_each_point: Killing) -> None:
    asked, by, number = given.issued(given.request()), money.finance_clerk(), given.number()

    def reverse() -> None:
        actions.ask_red_letter(invoice=asked, why="buyer", note="", by=by, now=clock.now())
        actions.confirm_red_letter(invoice=asked, number=number, by=by, now=clock.now())

    for _point in killed_at_each_point(reverse):
        assert states() in ([RequestState.ISSUED], [RequestState.RED_ASKED], [RequestState.REVERSED])
        assert queries.invoice_breaches() == []
