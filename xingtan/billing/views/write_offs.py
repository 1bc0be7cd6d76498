"""What is asked for no longer: entered on a bill, decided by a second person above the programme's limit (A22)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.billing import actions, queries
from xingtan.billing.forms import WriteOffForm
from xingtan.billing.models import Bill, WriteOff, WriteOffState
from xingtan.billing.views.bills import bill_page
from xingtan.billing.views.transfers import READERS
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.ui.lists import page_of


@require_GET
@admits(*READERS)
def write_offs(request: ActingRequest) -> HttpResponse:
    """Write-offs by state, those that wait for a second person first of all."""
    state = request.GET.get("state", WriteOffState.ASKED)
    state = state if state in WriteOffState.values else WriteOffState.ASKED
    counts = queries.write_off_counts(request.programme, request.acting)
    tabs = [{"name": str(each), "word": each.label, "count": counts.get(each, 0)} for each in WriteOffState]
    page = page_of(request, queries.write_offs(request.programme, request.acting, state))
    waiting = queries.write_offs_to_approve(request.programme, request.acting)
    decidable = set(waiting.filter(pk__in=[row.pk for row in page]).values_list("pk", flat=True))
    context = {"page": page, "tabs": tabs, "state": state, "decidable": decidable}
    return render(request, "billing/write_offs.html", context)


@require_POST
@admits(Kind.FINANCE, bill=Bill)
def write_off(request: ActingRequest, bill: Bill) -> HttpResponse:
    """Ask for a small rest no longer."""
    form = WriteOffForm(request.POST)
    if form.is_valid():
        try:
            row = actions.write_off(bill=bill, by=request.acting, now=clock.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            told = _("Entered. It waits for a second person.") if row.needs_second else _("Written off.")
            messages.success(request, told, extra_tags="ok")
            return redirect("billing:bill", bill=bill.public_id)
    return bill_page(request, bill, status=422, write_off_form=form)


@require_POST
@admits(*queries.APPROVERS, write_off=WriteOff)
def write_off_decision(request: ActingRequest, write_off: WriteOff) -> HttpResponse:
    """Approve or not; the button says which."""
    approved = request.POST.get("decision") == "approve"
    actions.decide_write_off(
        row=write_off, approved=approved, words=request.POST.get("words", ""), by=request.acting, now=clock.now()
    )
    told = _("Approved; it is written off.") if approved else _("Not approved; the school is asked for it as before.")
    messages.success(request, told, extra_tags="ok")
    return redirect("billing:write_offs")


@require_POST
@admits(Kind.FINANCE, write_off=WriteOff)
def write_off_end(request: ActingRequest, write_off: WriteOff) -> HttpResponse:
    """Ask for the money again after all."""
    actions.take_back_write_off(row=write_off, by=request.acting, now=clock.now())
    messages.success(request, _("Taken back; the school is asked for it again."), extra_tags="ok")
    return redirect("billing:bill", bill=write_off.bill.public_id)
