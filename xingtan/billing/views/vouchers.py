"""Vouchers: a school hands them in and confirms them; a clerk looks at them beside the bank's lines."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.billing import actions, queries
from xingtan.billing.models import Bill, Voucher, VoucherState
from xingtan.billing.views.bills import SCHOOL
from xingtan.billing.views.transfers import READERS
from xingtan.billing.voucher_forms import VoucherFigures, VoucherFilter, VouchersForm, figures_of
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.ui.lists import page_of

BRINGS = (*SCHOOL, Kind.FINANCE)
TWINS = "twins"


@require_http_methods(["GET", "POST"])
@admits(*BRINGS, bill=Bill)
def bill_vouchers(request: ActingRequest, bill: Bill) -> HttpResponse:
    """A bill's vouchers, and the place to hand in more; each file is taken or refused by itself."""
    form = VouchersForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        brought = _brought(request, bill, form)
        if len(brought) == 1 and not form.errors:
            return redirect("billing:voucher", voucher=brought[0].public_id)
        if not form.errors:
            return redirect("billing:bill_vouchers", bill=bill.public_id)
    context = {
        "form": form,
        "bill": bill,
        "vouchers": queries.vouchers_of(bill),
        "is_own": request.acting.kind in SCHOOL,
    }
    return render(request, "billing/bill_vouchers.html", context, status=422 if form.errors else 200)


def _brought(request: ActingRequest, bill: Bill, form: VouchersForm) -> list[Voucher]:
    brought: list[Voucher] = []
    for file in form.cleaned_data["vouchers"]:
        try:
            brought += actions.bring_voucher(
                bill=bill, content=file.read(), name=file.name or "", by=request.acting, now=clock.now()
            )
        except Refusal as refusal:
            form.add_error("vouchers", f"{file.name}: {refusal}")
    if brought:
        messages.success(request, _("Taken. Please compare the figures and confirm."))
    return brought


@require_GET
@admits(*READERS)
def vouchers(request: ActingRequest) -> HttpResponse:
    """The pile of vouchers by state, those to be checked first; those handed in twice by themselves."""
    filters = VoucherFilter(request.GET)
    state = filters.chosen("state")
    state = state if state in {*VoucherState.values, TWINS} else VoucherState.PENDING
    counts = queries.voucher_counts(request.programme, request.acting)
    tabs = [{"name": str(each), "word": each.label, "count": counts.get(each, 0)} for each in VoucherState]
    tabs.append({"name": TWINS, "word": _("Handed in twice"), "count": counts[TWINS]})
    rows = queries.vouchers_in(request.programme, request.acting, state)
    for word in (filters.chosen("q") or "").split():
        rows = rows.filter(bill__in=queries.bills_named(Bill.objects.within(request.acting), word))
    context = {"page": page_of(request, rows), "tabs": tabs, "state": state, "filters": filters}
    return render(request, "billing/vouchers.html", context)


@require_GET
@admits(*SCHOOL, *READERS, voucher=Voucher)
def voucher(request: ActingRequest, voucher: Voucher) -> HttpResponse:
    """One voucher: the file, its figures, and for a clerk the lines it may be about."""
    return _page(request, voucher)


def _page(request: ActingRequest, voucher: Voucher, status: int = 200, **forms: Any) -> HttpResponse:
    is_own, is_finance = request.acting.kind in SCHOOL, request.acting.kind == Kind.FINANCE
    is_open = voucher.withdrawn_at is None and voucher.state != VoucherState.ARRIVED
    context = {
        "voucher": Voucher.objects.with_twin().select_related("bill__school__division", "line").get(pk=voucher.pk),
        "is_own": is_own,
        "may_confirm": is_open and (is_own or is_finance) and (voucher.confirmed_at is None or not voucher.is_read),
        "may_question": is_open and is_finance,
        "is_open": is_open,
        "figures": VoucherFigures(initial=figures_of(voucher)),
        "lines": [] if is_own else queries.possible_lines(voucher),
        "twins": [] if is_own else queries.twins_of(voucher),
        **forms,
    }
    return render(request, "billing/voucher.html", context, status=status)


@require_POST
@admits(*BRINGS, voucher=Voucher)
def voucher_confirm(request: ActingRequest, voucher: Voucher) -> HttpResponse:
    """The school has compared it, and sends it (R55); what could not be read is typed here."""
    form = None if voucher.is_read else VoucherFigures(request.POST)
    if form is not None and not form.is_valid():
        return _page(request, voucher, status=422, figures=form)
    typed = form.figures if form else None
    actions.confirm_voucher(voucher=voucher, typed=typed, by=request.acting, now=clock.now())
    messages.success(request, _("Confirmed and sent. You see here when the money has arrived."))
    return redirect("billing:voucher", voucher=voucher.public_id)


@require_POST
@admits(*BRINGS, voucher=Voucher)
def voucher_take_back(request: ActingRequest, voucher: Voucher) -> HttpResponse:
    """It was brought by mistake."""
    actions.take_back_voucher(voucher=voucher, by=request.acting, now=clock.now())
    messages.success(request, _("Taken back; it stays on record."))
    return redirect("billing:bill_vouchers", bill=voucher.bill.public_id)


@require_POST
@admits(Kind.FINANCE, voucher=Voucher)
def voucher_question(request: ActingRequest, voucher: Voucher) -> HttpResponse:
    """A clerk says what does not agree, or that it may be looked at anew."""
    words = request.POST.get("words", "")
    actions.question_voucher(voucher=voucher, words=words, by=request.acting, now=clock.now())
    messages.success(request, _("The school reads your words now.") if words else _("It is to be checked again."))
    return redirect("billing:voucher", voucher=voucher.public_id)


@require_GET
@admits(*SCHOOL, *READERS, voucher=Voucher)
def voucher_file(request: ActingRequest, voucher: Voucher) -> FileResponse:
    """A photo inside the page, since our own encoder wrote it; anything else only as a download."""
    if not voucher.file.storage.exists(str(voucher.file.name)):
        raise Http404
    answer = FileResponse(
        voucher.file.open("rb"), as_attachment=not voucher.is_picture or "download" in request.GET,
        filename=voucher.file_name, content_type="image/jpeg" if voucher.is_picture else "application/octet-stream",
    )  # fmt: skip
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cache-Control"] = "private, max-age=3600"
    return answer
