"""Money that goes back: asking for it on a transfer, approving it, and proving that it was paid."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.billing import actions, queries
from xingtan.billing.forms import PaidForm, RefundForm
from xingtan.billing.models import BankLine, Bill, LineStanding, Refund, RefundState
from xingtan.billing.views.transfers import READERS
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.ui.lists import page_of


@require_GET
@admits(*READERS)
def refunds(request: ActingRequest) -> HttpResponse:
    """Refunds by state, those that wait for approval first of all."""
    state = request.GET.get("state", RefundState.ASKED)
    state = state if state in RefundState.values else RefundState.ASKED
    counts = queries.refund_counts(request.programme, request.acting)
    tabs = [{"name": str(each), "word": each.label, "count": counts.get(each, 0)} for each in RefundState]
    rows = queries.refunds(request.programme, request.acting, state)
    return render(request, "billing/refunds.html", {"page": page_of(request, rows), "tabs": tabs, "state": state})


@require_http_methods(["GET", "POST"])
@admits(Kind.FINANCE, line=BankLine)
def refund_request(request: ActingRequest, line: BankLine) -> HttpResponse:
    """Ask for what is left of a transfer to go back to its payer."""
    standing = LineStanding.objects.select_related("line").get(pk=line.pk)
    known = {"version": standing.version, "amount": standing.rest, "to_name": line.payer_name}
    known |= {"to_account": line.payer_account, "to_bank": line.payer_bank}
    form = RefundForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        payee = {"name": given["to_name"], "account": given["to_account"], "bank": given["to_bank"]}
        try:
            refund = actions.ask_refund(
                line=line, amount=given["amount"], why=given["why"], note=given["note"], payee=payee,
                version=given["version"], by=request.acting, now=clock.now(),
            )  # fmt: skip
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Asked. The money is held back until somebody else has approved it."))
            return redirect("billing:refund", refund=refund.public_id)
    context = {"form": form, "line": line, "standing": standing}
    return render(request, "billing/refund_request.html", context, status=422 if form.errors else 200)


@require_GET
@admits(*READERS, refund=Refund)
def refund(request: ActingRequest, refund: Refund) -> HttpResponse:
    """One refund: whose money, to which account, who asked, what became of it."""
    return _page(request, refund)


def _page(request: ActingRequest, refund: Refund, status: int = 200, **forms: Any) -> HttpResponse:
    row = Refund.objects.with_state().select_related("line", "asker").get(pk=refund.pk)
    is_finance = request.acting.kind == Kind.FINANCE
    context = {
        "refund": row,
        "steps": queries.steps_of_refund(row),
        "state_word": RefundState(row.state).label,
        "may_approve": queries.refunds_to_approve(request.programme, request.acting).filter(pk=row.pk).exists(),
        "may_pay": is_finance and row.state == RefundState.APPROVED,
        "may_take_back": is_finance and row.state in {RefundState.ASKED, RefundState.APPROVED},
        "paid_form": PaidForm(proofs=queries.proofs_for(row)),
        **forms,
    }
    return render(request, "billing/refund.html", context, status=status)


@require_POST
@admits(*queries.APPROVERS, refund=Refund)
def refund_decision(request: ActingRequest, refund: Refund) -> HttpResponse:
    """Approve or not; the button says which."""
    approved = request.POST.get("decision") == "approve"
    words = request.POST.get("words", "")
    actions.decide_refund(refund=refund, approved=approved, words=words, by=request.acting, now=clock.now())
    messages.success(
        request, _("Approved: it can be paid now.") if approved else _("Not approved; the money is free again.")
    )
    return redirect("billing:refund", refund=refund.public_id)


@require_POST
@admits(Kind.FINANCE, refund=Refund)
def refund_payment(request: ActingRequest, refund: Refund) -> HttpResponse:
    """Say by which outgoing line or voucher it was paid."""
    form = PaidForm(request.POST, proofs=queries.proofs_for(refund))
    if form.is_valid():
        try:
            actions.pay_refund(refund=refund, by=request.acting, now=clock.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Paid back, with its proof."))
            return redirect("billing:refund", refund=refund.public_id)
    return _page(request, refund, status=422, paid_form=form)


@require_POST
@admits(Kind.FINANCE, refund=Refund)
def refund_end(request: ActingRequest, refund: Refund) -> HttpResponse:
    """Give it up before it is paid."""
    actions.take_back_refund(refund=refund, by=request.acting, now=clock.now())
    messages.success(request, _("Taken back; the money is free again."))
    return redirect("billing:refund", refund=refund.public_id)


@require_POST
@admits(Kind.FINANCE, bill=Bill)
def surplus(request: ActingRequest, bill: Bill) -> HttpResponse:
    """Take off a bill what it got too much; the transfer it came with is open again with that rest."""
    lines = actions.free_surplus(bill=bill, by=request.acting, now=clock.now())
    messages.success(
        request, _("What is too much is free on this transfer: pay it back, or give it to another school.")
    )
    return redirect("billing:transfer", line=lines[0].public_id)
