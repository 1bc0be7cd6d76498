"""Proving the sums: what ``xingtan verify`` says about invoices (I4)."""

from typing import Any

from django.db.models import Count, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from xingtan.billing.models import HALF_FEN, Bill
from xingtan.foundation.proofs import Breach
from xingtan.foundation.yuan import yuan
from xingtan.invoicing.models import LIVE, Invoice, InvoiceFile, InvoiceRequest, RequestState

_OUT = (RequestState.ISSUED, RequestState.RED_ASKED, RequestState.REVERSED)


def invoice_breaches() -> list[Breach]:
    """Everything about invoices that does not add up; empty when all is right."""
    return [*_two_live(), *_more_than_paid(), *_states_off_their_rows(), *_files_without_object()]


def _two_live() -> list[Breach]:
    rows = InvoiceRequest.objects.filter(state__in=LIVE).order_by().values("bill__code").annotate(n=Count("pk"))
    return [Breach("two_live_invoices", row["bill__code"]) for row in rows.filter(n__gt=1)]


def _more_than_paid() -> list[Breach]:
    """Invoiced and not to be taken back, though the money is not there."""
    live = InvoiceRequest.objects.filter(bill=OuterRef("pk"), state__in=LIVE, red_due_at__isnull=True).order_by()
    live = live.exclude(state=RequestState.RED_ASKED)
    part = live.annotate(part=Coalesce("share", "amount")).values("part")[:1]
    rows: Any = Bill.objects.with_received().annotate(invoiced=Subquery(part))
    rows = rows.filter(invoiced__isnull=False, received__lt=F("invoiced") - HALF_FEN)
    return [Breach("invoiced_more_than_paid", bill.code) for bill in rows]


def _states_off_their_rows() -> list[Breach]:
    rows = InvoiceRequest.objects.alone()
    named = (
        ("issued_without_invoice", rows.filter(state__in=_OUT, invoice__isnull=True)),
        ("invoice_without_state", rows.filter(invoice__isnull=False).exclude(state__in=_OUT)),
        (
            "invoice_amount",
            rows.filter(Q(invoice__total__gt=F("amount") + HALF_FEN) | Q(invoice__total__lt=F("amount") - HALF_FEN)),
        ),
        ("red_letter_state", rows.filter(state=RequestState.REVERSED, invoice__red_letter__number__isnull=True)),
        (
            "red_letter_unsaid",
            rows.filter(invoice__red_letter__number__isnull=False).exclude(state=RequestState.REVERSED),
        ),
    )
    found = [Breach(code, row.serial) for code, wrong in named for row in wrong] + _joined_apart()
    double = Invoice.objects.filter(
        number__in=Invoice.objects.filter(red_letter__number__isnull=False).values("red_letter__number")
    )
    return found + [Breach("red_letter_number_is_an_invoice", row.number) for row in double]


def _joined_apart() -> list[Breach]:
    """A county's invoice whose bills stand otherwise than it, or do not add up to it (A06)."""
    apart = InvoiceRequest.objects.filter(joined_to__isnull=False).exclude(state=F("joined_to__state"))
    found = [Breach("joined_invoice_state", row.serial) for row in apart]
    carriers: Any = InvoiceRequest.objects.filter(share__isnull=False).annotate(others=Sum("joined__amount"))
    return found + [
        Breach("joined_invoice_amount", row.serial)
        for row in carriers
        if yuan(row.amount) != yuan(row.share) + yuan(row.others or 0)
    ]


def _files_without_object() -> list[Breach]:
    """A filed file whose bytes are gone (I8)."""
    rows = InvoiceFile.objects.only("file", "public_id")
    return [
        Breach("invoice_file_lost", row.public_id)
        for row in rows.iterator()
        if not row.file.storage.exists(str(row.file.name))
    ]
