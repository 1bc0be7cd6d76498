"""Two at once: the school and finance ask together, two clerks file the same results, two make a workbook."""

from xingtan.billing.tests import given as money
from xingtan.foundation import clock
from xingtan.foundation.tests.racing import Together, at_once, commits
from xingtan.invoicing import actions, jobs, queries
from xingtan.invoicing.errors import InvoiceStands, NothingWaits
from xingtan.invoicing.models import Batch, Invoice, InvoiceFile, InvoiceRequest, ResultItem
from xingtan.invoicing.returning import pieces_of
from xingtan.invoicing.tests import given
from xingtan.outbox.models import Message

__all__ = ["at_once", "commits"]


def test_of_two_who_ask_at_once_one_has_the_invoice_and_the_other_is_told(at_once: Together) -> None:
    bill = given.paid_bill()
    given.profile(bill.school, bill.programme)
    posts = (given.contact(bill.school), money.finance_clerk())

    answers = at_once([lambda by=by: actions.request_invoice(bill=bill, by=by, now=clock.now()) for by in posts])  # type: ignore[misc]

    assert {type(answer) for answer in answers} == {InvoiceRequest, InvoiceStands}
    assert InvoiceRequest.objects.count() == 1


def test_two_clerks_who_file_the_same_results_at_once_file_them_once(at_once: Together) -> None:
    asked = given.request()
    given.batched(asked)
    content = given.xml_of(asked, given.number())
    clerks = [money.finance_clerk(), money.finance_clerk()]
    uploads = [
        actions.keep_results(programme=asked.bill.programme, content=content, name="a.xml", by=by, now=clock.now())
        for by in clerks
    ]
    [piece] = pieces_of(content, "a.xml")

    at_once([lambda pair=pair: jobs.settle(pair[0], 0, piece, pair[1]) for pair in zip(uploads, clerks, strict=True)])  # type: ignore[misc]
    at_once([lambda: actions.mail_issued(now=clock.now())] * 2)

    assert sorted(ResultItem.objects.values_list("outcome", flat=True)) == ["filed", "known"]
    assert (Invoice.objects.count(), InvoiceFile.objects.count()) == (1, 1)
    assert Message.objects.filter(dedup_key__startswith="invoice:").count() == 1
    assert queries.invoice_breaches() == []


def test_two_workbooks_made_at_once_hold_each_request_once(at_once: Together) -> None:
    asked = given.request()
    programme, by = asked.bill.programme, money.finance_clerk()
    given.terms(programme)
    given.template(programme)

    answers = at_once([lambda: actions.make_batch(programme=programme, by=by, now=clock.now())] * 2)

    assert {type(answer) for answer in answers} == {Batch, NothingWaits}
    assert Batch.objects.count() == 1
