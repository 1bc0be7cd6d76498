"""Terms, template, and the workbook that goes to the tax platform."""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.foundation.attachments import download_name
from xingtan.foundation.fields import new_public_id
from xingtan.foundation.uploads import check_sheet
from xingtan.invoicing.errors import UNFIT, NothingWaits, TemplateMissing, TemplateUnfit, TermsMissing
from xingtan.invoicing.models import Batch, InvoiceRequest, PlatformTemplate, RequestState, TaxTerms
from xingtan.invoicing.platform_workbook import SERIAL, TemplatePlan, Unfit, fill, plan_of, show_word
from xingtan.invoicing.queries.requests import today_of, waiting_requests
from xingtan.invoicing.queries.setting import template_of, terms_on
from xingtan.programmes.models import Programme

MOST_ROWS = 200
_NAME = 200


def _unfit(error: Unfit) -> TemplateUnfit:
    return TemplateUnfit(why=str(UNFIT[error.code]) % {"about": error.about})


@transaction.atomic
def set_terms(*, programme: Programme, valid_from: date, terms: Mapping[str, str], by: Post, now: datetime) -> TaxTerms:
    """Say under which item, code and rate invoices are issued from a day on; earlier terms stay on record."""
    row: TaxTerms = TaxTerms.objects.create(
        programme=programme, valid_from=valid_from, set_by=str(by)[:_NAME], set_at=now, **terms
    )
    audit.record(
        "set_tax_terms", by=by, about=programme, valid_from=valid_from.isoformat(), rate=row.rate, code=row.tax_code
    )
    return row


def keep_template(*, programme: Programme, content: bytes, name: str, by: Post, now: datetime) -> PlatformTemplate:
    """Keep the platform's template; raises ``TemplateUnfit`` naming the column it lacks, or an ``UploadRefused``."""
    check_sheet(content, name)
    try:
        plan = plan_of(content)
    except Unfit as error:
        raise _unfit(error) from error
    sha256 = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        row = PlatformTemplate(
            programme=programme, file_name=download_name(name, ".xlsx")[:_NAME], sha256=sha256, version=plan.version[:60],
            columns=len(plan.invoice.columns), kept_by=str(by)[:_NAME], kept_at=now,
        )  # fmt: skip
        row.file.save(f"{new_public_id()}.xlsx", ContentFile(content), save=True)
        audit.record("keep_invoice_template", by=by, about=programme, file=sha256, version=row.version)
    return row


@transaction.atomic
def make_batch(*, programme: Programme, by: Post, now: datetime, most: int = MOST_ROWS) -> Batch:
    """Put the requests that wait into a workbook, at most so many; each is in one workbook only, ever.

    Raises ``TermsMissing``, ``TemplateMissing``, ``NothingWaits`` or ``TemplateUnfit``; then nothing is stored.
    """
    programme = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
    terms, template = terms_on(programme, today_of(now)), template_of(programme)
    if terms is None:
        raise TermsMissing()
    if template is None:
        raise TemplateMissing()
    rows = list(waiting_requests(programme).select_for_update(of=("self",))[:most])
    if not rows:
        raise NothingWaits()
    content = filled(template, terms, rows)
    number = (Batch.objects.filter(programme=programme).aggregate(last=Max("number"))["last"] or 0) + 1
    batch = Batch(
        programme=programme, number=number, template=template, terms=terms, sha256=hashlib.sha256(content).hexdigest(),
        rows=len(rows), made_by=str(by)[:_NAME], made_at=now,
    )  # fmt: skip
    batch.file.save(f"{new_public_id()}.xlsx", ContentFile(content), save=True)
    for row in rows:
        row.batch, row.state, row.changed_at = batch, RequestState.BATCHED, now
    InvoiceRequest.objects.bulk_update(rows, ["batch", "state", "changed_at"], batch_size=200)
    joined = InvoiceRequest.objects.filter(joined_to__in=rows)
    joined.update(batch=batch, state=RequestState.BATCHED, changed_at=now)
    audit.record("make_invoice_batch", by=by, about=batch, rows=len(rows), file=batch.sha256)
    return batch


def filled(template: PlatformTemplate, terms: TaxTerms, rows: list[InvoiceRequest]) -> bytes:
    """The template with these requests."""
    with template.file.open("rb") as kept:
        content = kept.read()
    try:
        plan = plan_of(content)
        show = show_word(plan) or terms.show_buyer
        items = [_item(row.serial, part, terms) for row in rows for part in (row, *row.joined.all())]
        return fill(content, [_invoice(row, terms, plan, show) for row in rows], items)
    except Unfit as error:
        raise _unfit(error) from error


def _invoice(row: InvoiceRequest, terms: TaxTerms, plan: TemplatePlan, show: str) -> dict[str, str]:
    """A row of the first sheet. Bank and address go in only where the platform's own word for showing them is known:
    without that word the platform refuses the row.
    """
    buyer = row.profile.buyer
    told = {
        SERIAL: row.serial, "发票类型": terms.kind, "是否含税": "是", "受票方自然人标识": "否", "购买方名称": buyer.name,
        "购买方纳税人识别号": buyer.tax_number, "备注": f"{row.bill.code} {row.serial}", "购买方邮箱": buyer.email,
        "收款人": terms.payee, "复核人": terms.reviewer,
    }  # fmt: skip
    if show:
        told |= {
            "购买方地址": buyer.address, "购买方电话": buyer.phone, "购买方开户银行": buyer.bank, "购买方银行账号": buyer.account,
        }  # fmt: skip
        told |= dict.fromkeys(plan.options or ("是否展示购买方地址电话银行账号", "是否展示购买方银行账号"), show)
    return told


def _item(serial: str, row: InvoiceRequest, terms: TaxTerms) -> dict[str, str]:
    """A row of the second sheet: one for each bill, so a county's invoice has a line for each school."""
    heads, amount = Decimal(row.bill.headcount), row.for_its_bill
    told = {
        SERIAL: serial, "项目名称": terms.item_name, "商品和服务税收编码": terms.tax_code, "金额": f"{amount:.2f}",
        "税率": terms.rate, "单位": terms.unit, "是否使用优惠政策": terms.policy_used, "优惠政策类型": terms.policy,
    }  # fmt: skip
    if terms.unit and heads and amount == heads * row.bill.programme.fee_yuan:
        told |= {"数量": str(row.bill.headcount), "单价": f"{row.bill.programme.fee_yuan:.2f}"}
    return told
