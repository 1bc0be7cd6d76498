"""The collecting account: as it is, another one asked for and decided, and everything that was done to it (A14)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.programmes import actions, queries
from xingtan.programmes.forms import PayeeDecisionForm, PayeeForm
from xingtan.programmes.models import PayeeChange
from xingtan.programmes.rules.payee import Payee

KEEPERS = (Kind.FINANCE, Kind.PROVIDER_MANAGER)


@require_GET
@admits(*KEEPERS, Kind.AUDITOR, Kind.CITY_SUPERVISOR)
def payee(request: ActingRequest) -> HttpResponse:
    """The account, a change under way, and the history."""
    return _page(request)


def _page(request: ActingRequest, status: int = 200, **forms: Any) -> HttpResponse:
    programme = request.programme
    if programme is None:
        raise Http404
    changes = queries.payee_changes(programme, request.acting)
    context = {
        "programme": programme,
        "changes": changes,
        "open_changes": [change for change in changes if change.is_open],
        "may_ask": request.acting.kind in KEEPERS,
        "form": PayeeForm(),
        "decision_form": PayeeDecisionForm(),
        **forms,
    }
    return render(request, "programmes/payee.html", context, status=status)


@require_POST
@admits(*KEEPERS)
def payee_ask(request: ActingRequest) -> HttpResponse:
    """Ask for another account, with one's own password."""
    form = PayeeForm(request.POST)
    if request.programme is None or not form.is_valid():
        return _page(request, status=422, form=form)
    given = form.cleaned_data
    new = Payee(given["name"], given["account"], given["bank"], given["bank_code"])
    try:
        actions.ask_payee_change(
            programme=request.programme, new=new, reason=given["reason"], password=given["password"],
            by=request.acting, now=clock.now(),
        )  # fmt: skip
    except Refusal as refusal:
        form.refuse(refusal)
        return _page(request, status=422, form=form)
    messages.success(
        request, _("Asked. Nothing changes until a second person has approved it and 48 hours have passed.")
    )
    return redirect("programmes:payee")


@require_POST
@admits(*KEEPERS, change=PayeeChange)
def payee_decision(request: ActingRequest, change: PayeeChange) -> HttpResponse:
    """Approve or not, with one's own password; the button says which."""
    form = PayeeDecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, status=422, decision_form=form)
    approved = request.POST.get("decision") == "approve"
    try:
        actions.decide_payee_change(
            change=change, approved=approved, by=request.acting, now=clock.now(), **form.cleaned_data
        )
    except Refusal as refusal:
        form.refuse(refusal)
        return _page(request, status=refusal.status if refusal.status == 403 else 422, decision_form=form)
    messages.success(
        request, _("Approved; bills show it in 48 hours.") if approved else _("Not approved; the old account stays.")
    )
    return redirect("programmes:payee")


@require_POST
@admits(*KEEPERS, change=PayeeChange)
def payee_stop(request: ActingRequest, change: PayeeChange) -> HttpResponse:
    """Stop a change before it is in force."""
    words = request.POST.get("words", "")
    actions.take_back_payee_change(change=change, words=words, by=request.acting, now=clock.now())
    messages.success(request, _("Stopped; the old account stays. Everybody concerned is told."))
    return redirect("programmes:payee")
