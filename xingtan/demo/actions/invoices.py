"""Vouchers that schools handed in, and invoices in every state."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from xingtan.accounts.models import Post
from xingtan.billing import actions as billing
from xingtan.billing.models import Allocation, Bill
from xingtan.demo import platform_files
from xingtan.demo.actions.mails import bring_vouchers
from xingtan.demo.actions.rosters import Class
from xingtan.foundation.clock import ZONE, standing_at
from xingtan.foundation.clock import now as present
from xingtan.foundation.tasks import Reporter
from xingtan.invoicing import actions
from xingtan.invoicing.jobs import read_results
from xingtan.invoicing.models import InvoiceRequest
from xingtan.invoicing.rules import Buyer
from xingtan.programmes.models import Programme

_TERMS = {
    "kind": "普通发票",
    "item_name": "培训费（演示）",
    "tax_code": "3070201020000000000",
    "rate": "0.03",
    "unit": "人",
}
_WITH_DETAILS = 14
"""So many paid schools have entered their details; the others have that still before them."""
_AGAIN = "购买方名称与纳税人识别号不一致"
_AT_THE_SCREEN = 6
"""So many schools have handed in a voucher at the screen; the next by mail."""
_WITH_PDF = 2
"""So many invoices came back as PDF too; typesetting takes its time."""


def bring_invoices(classes: list[Class], *, programme: Programme, clerk: Post, now: datetime) -> None:
    """Details, requests, a workbook, and what came back: issued, refused, fetched in person, under a red letter."""
    asked_at, back_at = now - timedelta(days=4), now - timedelta(days=2)
    paid = [each for each in classes if _is_paid(each, programme)][:_WITH_DETAILS]
    with standing_at(asked_at):
        _vouchers(classes, programme, asked_at)
        _set_up(programme, clerk, asked_at)
        requests = [_ask(each, programme, place, asked_at) for place, each in enumerate(paid)]
        first = [row for row in requests if row is not None]
        if not first:
            return
        actions.make_batch(programme=programme, by=clerk, now=asked_at, most=max(1, len(first) - 2))
    with standing_at(back_at):
        _results(first[: max(1, len(first) - 2)], programme, clerk, back_at)


def _is_paid(each: Class, programme: Programme) -> bool:
    bill = Bill.objects.filter(programme=programme, school=each.school).with_received().first()
    return bill is not None and bill.amount > 0 and bill.standing.received >= bill.amount


def _set_up(programme: Programme, clerk: Post, now: datetime) -> None:
    day = now.astimezone(ZONE).date() - timedelta(days=30)
    actions.set_terms(programme=programme, valid_from=day, terms=_TERMS, by=clerk, now=now)
    actions.keep_template(
        programme=programme, content=platform_files.template(), name="批量开票模板（演示）.xlsx", by=clerk, now=now
    )


def _ask(each: Class, programme: Programme, place: int, now: datetime) -> InvoiceRequest | None:
    """A school's details; the third has entered and not confirmed them, the fifth not asked yet."""
    buyer = Buyer(
        name=each.school.registered_name, tax_number=platform_files.tax_number(each.school.pk), bank="演示银行五台支行",
        account=f"05120405090{each.school.pk:08d}", email=f"school{each.school.pk}@demo.invalid", picks_up=place == 5,
    )  # fmt: skip
    profile = actions.save_profile(owner=each.school, buyer=buyer, by=each.contact, now=now)
    if place == 2:
        return None
    actions.confirm_profile(profile=profile, programme=programme, by=each.contact, now=now)
    if place == 4:
        return None
    bill = Bill.objects.get(programme=programme, school=each.school)
    return actions.request_invoice(bill=bill, by=each.contact, now=now)


def _results(requests: list[InvoiceRequest], programme: Programme, clerk: Post, now: datetime) -> None:
    """All but the second and the last are issued; one of them is taken back, another on the way to it.

    They come back as the platform gives them: a list of what it refused, and a packed folder with one invoice over
    another sum than was asked for.
    """
    if len(requests) > 1:
        _bring("导入失败清单.xlsx", platform_files.failures(requests[1].serial, _AGAIN), programme, clerk)
    issued = [row for place, row in enumerate(requests) if place != 1 and (place < len(requests) - 1 or place == 0)]
    folder: dict[str, bytes] = {}
    for place, row in enumerate(issued):
        folder |= _files_of(row, now, with_pdf=place < _WITH_PDF)
    if len(requests) > len(issued) + 1:
        folder |= _files_of(requests[-1], now, with_pdf=False, beyond=Decimal("0.10"))
    _bring("电子发票批量下载.zip", platform_files.packed(folder), programme, clerk)
    for row, is_done in zip(issued[2:4], (True, False), strict=False):
        actions.ask_red_letter(invoice=row, why="buyer", note="学校更名", by=clerk, now=now)
        if is_done:
            actions.confirm_red_letter(invoice=row, number=f"26149998{row.pk:012d}", by=clerk, now=now)
    actions.mail_reversed(now=now)


def _bring(name: str, content: bytes, programme: Programme, clerk: Post) -> None:
    """Results as finance brings them, read as the worker reads them."""
    upload = actions.keep_results(programme=programme, content=content, name=name, by=clerk, now=present())
    read_results(Reporter(0), upload=upload.pk, post=clerk.pk)


def _files_of(row: InvoiceRequest, now: datetime, *, with_pdf: bool, beyond: Decimal = Decimal(0)) -> dict[str, bytes]:
    """One invoice in its forms, over what was asked for and so much more."""
    number = f"26149999{row.pk:012d}"
    told: dict[str, Any] = {
        "number": number, "name": row.profile.name, "tax": row.profile.tax_number, "total": row.amount + beyond,
        "remark": row.serial, "at": now.astimezone(ZONE),
    }  # fmt: skip
    xml = platform_files.invoice_xml(**told)
    found = {f"{number}.xml": xml, f"{number}.ofd": platform_files.invoice_ofd(xml)}
    return found | ({f"{number}.pdf": platform_files.invoice_pdf(**told)} if with_pdf else {})


def _vouchers(classes: list[Class], programme: Programme, now: datetime) -> None:
    """A photo to be typed, one that has arrived, one of two schools, one for a wrong account."""
    bills = {
        bill.school_id: bill for bill in Bill.objects.filter(programme=programme, amount__gt=0).select_related("school")
    }
    owners = [each for each in classes if each.school.pk in bills]
    for (name, content), each in zip(_papers(owners, bills, programme), owners, strict=False):
        billing.bring_voucher(bill=bills[each.school.pk], content=content, name=name, by=each.contact, now=now)
    bring_vouchers([bills[each.school.pk] for each in owners[_AT_THE_SCREEN:]], programme=programme, now=now)


def _papers(owners: list[Class], bills: dict[int, Bill], programme: Programme) -> Iterator[tuple[str, bytes]]:
    shared = _paper(bills[owners[0].school.pk], programme.payee_account) if owners else b""
    for place, each in enumerate(owners[:_AT_THE_SCREEN]):
        bill = bills[each.school.pk]
        if place in {0, 3}:
            yield "汇款凭据.txt", shared
        elif place == 1:
            yield "手机照片.jpg", platform_files.voucher_photo(bill.code)
        elif place == 2:
            yield "电子回单.txt", _paper(bill, "6222020512999999999")
        else:
            yield "电子回单.txt", _paper(bill, programme.payee_account)


def _paper(bill: Bill, account: str) -> bytes:
    """The voucher of the transfer that came for a bill; without one, of a transfer still on its way."""
    share = Allocation.objects.live().filter(bill=bill).select_related("line").first()
    serial = share.line.serial if share else f"D99999999{bill.pk:06d}"
    amount = share.line.amount if share else bill.amount
    day = share.line.booked_at if share else bill.drawn_at
    return platform_files.voucher_file(
        number=f"0917-8226-{bill.pk:04d}-1100", payer=bill.school.registered_name, payee_account=account, amount=amount,
        serial=serial, moment=f"{day.astimezone(ZONE):%Y-%m-%d}-10.20.30.000000",
    )  # fmt: skip
