"""What leaves billing as a file."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from xingtan.billing.models import Bill
from xingtan.billing.wording import BILL_STATES
from xingtan.foundation.sheets import Written, write_workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def bills(rows: Iterable[Bill]) -> HttpResponse:
    """The bills as a workbook: one row each, no mobile numbers."""
    columns = [
        _("County"), _("School"), _("Payment code"), _("People"), _("To pay"), _("Arrived"), _("Difference"), _("State"),
    ]  # fmt: skip
    answer = HttpResponse(write_workbook(columns, map(_row, rows), sheet=_("Bills")), content_type=XLSX)
    answer["Content-Disposition"] = content_disposition_header(True, "bills.xlsx")  # noqa: FBT003 - Django's own signature
    return answer


def _row(bill: Bill) -> list[Written]:
    standing = bill.standing
    state = str(BILL_STATES[standing.state][1])
    school = bill.school
    return [
        school.division.name, school.registered_name, bill.code, bill.headcount,
        standing.amount, standing.received, standing.rest, state,
    ]  # fmt: skip
