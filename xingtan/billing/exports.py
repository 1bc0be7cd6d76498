"""What leaves billing as a file."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from xingtan.billing.models import NOTHING, Bill, LineStanding
from xingtan.billing.queries.figures import CountyMoney, Undecided
from xingtan.billing.wording import BILL_STATES, sentence_of
from xingtan.foundation.clock import ZONE
from xingtan.foundation.sheets import Written, WrittenSheet, write_sheets
from xingtan.foundation.text import masked_mobile

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MOBILE = re.compile(r"1[3-9]\d{9}")
_TAIL = 4


def bills(rows: Iterable[Bill]) -> HttpResponse:
    """The bills as a workbook: one row each, no mobile numbers."""
    columns = [
        _("County"), _("School"), _("Payment code"), _("People"), _("To pay"), _("Arrived"), _("Difference"), _("State"),
    ]  # fmt: skip
    return _answer(columns, map(_row, rows), sheet=_("Bills"), name="bills.xlsx")


def open_bills(rows: Iterable[Bill], today: date) -> HttpResponse:
    """The bills that want money, with the days they have wanted it."""
    columns = [
        _("County"), _("School"), _("Payment code"), _("Drawn on"), _("Days"), _("To pay"), _("Arrived"), _("Still to come"),
    ]  # fmt: skip
    found = (_open_bill(bill, today) for bill in rows)
    return _answer(columns, found, sheet=_("Bills that want money"), name="open-bills.xlsx")


def _open_bill(bill: Bill, today: date) -> list[Written]:
    school, drawn, standing = bill.school, bill.drawn_at.astimezone(ZONE).date(), bill.standing
    return [
        school.division.name, school.registered_name, bill.code, drawn.isoformat(), (today - drawn).days, standing.amount,
        standing.received, standing.rest,
    ]  # fmt: skip


def counties(rows: Iterable[CountyMoney]) -> HttpResponse:
    """Money by county, as the page of the figures shows it."""
    columns = [
        _("County"), _("Bills"), _("Schools paid"), _("Due"), _("Arrived"), _("Still to come"), _("Paid beyond what was due"),
        pgettext("money", "Open"), _("Set aside"), _("Going back"),
    ]  # fmt: skip
    found: Iterable[list[Written]] = (
        [
            row.name, row.bills, row.paid, row.due, row.allocated, row.to_come, row.over, row.open, row.aside, row.refunding,
        ]
        for row in rows
    )  # fmt: skip
    return _answer(columns, found, sheet=_("Money by county"), name="counties.xlsx")


def workbook(content: bytes, name: str) -> HttpResponse:
    """A workbook that was written already, as a download."""
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = content_disposition_header(True, name)  # noqa: FBT003 - Django's own signature
    return answer


def transfers(rows: Iterable[LineStanding]) -> HttpResponse:
    """Lines of the bank as a workbook: mobile numbers and accounts masked."""
    columns = [
        _("Date"), _("Payer"), _("Payer’s account"), _("Amount"), _("Not allocated"), _("State"), _("Why it waits"), _("Remark"),
    ]  # fmt: skip
    return _answer(columns, map(_line, rows), sheet=_("Transfers"), name="transfers.xlsx")


def schools(rows: Iterable[Bill], undecided: Mapping[int | str, Undecided]) -> HttpResponse:
    """Money by school, as the page of the figures shows it."""
    columns = [
        _("County"), _("School"), _("Payment code"), _("Due"), _("Arrived"), _("Still to come"),
        _("Paid beyond what was due"), pgettext("money", "Open"), _("Set aside"),
    ]  # fmt: skip
    found = (_school(bill, undecided.get(bill.pk, {})) for bill in rows)
    return _answer(columns, found, sheet=_("Money by school"), name="schools.xlsx")


def _school(bill: Bill, undecided: Undecided) -> list[Written]:
    school, standing = bill.school, bill.standing
    return [
        school.division.name, school.registered_name, bill.code, standing.amount, standing.received,
        max(standing.rest, NOTHING), standing.over, undecided.get("open", NOTHING), undecided.get("aside", NOTHING),
    ]  # fmt: skip


def _answer(columns: Sequence[str], rows: Iterable[list[Written]], *, sheet: str, name: str) -> HttpResponse:
    return workbook(write_sheets([WrittenSheet(sheet, columns, rows)]), name)


def _row(bill: Bill) -> list[Written]:
    standing = bill.standing
    state = str(BILL_STATES[standing.state][1])
    school = bill.school
    return [
        school.division.name, school.registered_name, bill.code, bill.headcount,
        standing.amount, standing.received, standing.rest, state,
    ]  # fmt: skip


def _line(standing: LineStanding) -> list[Written]:
    line = standing.line
    signed = standing.amount if line.is_incoming else -standing.amount
    why = _("; ").join(sentence_of(reason) for reason in standing.findings.get("reasons", ()))
    account = f"*{line.payer_account[-_TAIL:]}" if line.payer_account else ""
    return [
        f"{line.booked_at.astimezone(ZONE):%Y-%m-%d}", line.payer_name, account, signed, standing.rest,
        str(standing.get_state_display()), why, _MOBILE.sub(lambda found: masked_mobile(found.group()), line.remark),
    ]  # fmt: skip


def sheet(pdf: bytes, name: str) -> HttpResponse:
    """A sheet to print, opened in the browser."""
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response
