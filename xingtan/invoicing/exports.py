"""What leaves invoicing as a file."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from xingtan.foundation.clock import ZONE
from xingtan.foundation.sheets import Written, WrittenSheet, write_sheets
from xingtan.invoicing.models import InvoiceRequest

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def requests(rows: Iterable[InvoiceRequest]) -> HttpResponse:
    """The requests as a workbook: one row each; no account numbers."""
    columns = [
        _("County"), _("School"), _("Name on the invoice"), _("Tax number"), _("Serial"), _("Amount"), _("State"),
        _("Invoice number"), pgettext("invoice", "Issued on"), _("Reason of the platform"),
    ]  # fmt: skip
    answer = HttpResponse(write_sheets([WrittenSheet(_("Invoices"), columns, map(_row, rows))]), content_type=XLSX)
    answer["Content-Disposition"] = content_disposition_header(True, "invoices.xlsx")  # noqa: FBT003 - Django's own signature
    return answer


def _row(row: InvoiceRequest) -> list[Written]:
    invoice: Any = getattr(row, "invoice", None)
    issued = invoice.issued_at or invoice.filed_at if invoice else None
    school = row.bill.school
    return [
        school.division.name, school.registered_name, row.profile.name, row.profile.tax_number, row.serial, row.amount,
        row.get_state_display(), invoice.number if invoice else "", issued.astimezone(ZONE).date().isoformat() if issued else "", row.failure,
    ]  # fmt: skip
