"""What a clerk decides about a transfer; each answer leads on to the next one."""

from decimal import Decimal

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.billing import actions, queries
from xingtan.billing.forms import SetAsideForm, ShareForm, VersionForm
from xingtan.billing.models import BankLine, Bill, LineStanding
from xingtan.billing.splitting import SplitRows
from xingtan.billing.views.transfers import DECIDED, REMEMBERED, page_context
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.foundation.yuan import shown


@require_POST
@admits(Kind.FINANCE, line=BankLine)
def accept(request: ActingRequest, line: BankLine) -> HttpResponse:
    """Give the transfer, or a part of it, to one bill."""
    form = ShareForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Please give an amount of more than ¥0.00."))
        return redirect("billing:transfer", line=line.public_id)
    bill = get_object_or_404(Bill.objects.within(request.acting), public_id=form.cleaned_data["bill"])
    amount = form.cleaned_data["amount"]
    return _decide(request, line, form.cleaned_data["version"], [(bill, amount)])


def _decide(request: ActingRequest, line: BankLine, version: int, shares: list[tuple[Bill, Decimal]]) -> HttpResponse:
    try:
        rows = actions.allocate(line=line, shares=shares, version=version, by=request.acting, now=clock.now())
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect("billing:transfer", line=line.public_id)
    names = _(", ").join(f"{row.bill.school} {shown(row.amount)}" for row in rows)
    messages.success(request, _("Booked: %(shares)s.") % {"shares": names})
    return _onward(request, line)


def _onward(request: ActingRequest, line: BankLine) -> HttpResponse:
    """On to the next open transfer; this one is remembered, to be undone."""
    known = [key for key in request.session.get(DECIDED, []) if key != line.public_id]
    request.session[DECIDED] = [line.public_id, *known][:REMEMBERED]
    standing = LineStanding.objects.select_related("line").get(pk=line.pk)
    following = line if standing.state in queries.OPEN else None
    following = following or queries.next_in_queue(request.programme, request.acting, standing)
    if following is None:
        messages.info(request, _("All transfers are decided."))
        return redirect("billing:transfers")
    return redirect("billing:transfer", line=following.public_id)


@require_http_methods(["GET", "POST"])
@admits(Kind.FINANCE, line=BankLine)
def split(request: ActingRequest, line: BankLine) -> HttpResponse:
    """Share one transfer out over several schools; looking for more schools keeps what was typed."""
    standing = LineStanding.objects.select_related("line").get(pk=line.pk)
    rows = SplitRows(standing, request.acting, request.POST)
    if request.method == "POST" and "save" in request.POST and rows.is_valid():
        return _decide(request, line, rows.version, rows.shares)
    context = {"standing": standing, "line": line, "rows": rows}
    return render(request, "billing/split.html", context, status=400 if rows.errors else 200)


@require_POST
@admits(Kind.FINANCE, line=BankLine)
def set_aside(request: ActingRequest, line: BankLine) -> HttpResponse:
    """Say that a transfer is nobody's bill, and why."""
    form = SetAsideForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.set_aside(line=line, by=request.acting, now=clock.now(), **given)
        except Refusal as refusal:
            messages.warning(request, str(refusal))
            return redirect("billing:transfer", line=line.public_id)
        messages.success(request, _("Set aside. You can take it back at any time."))
        return _onward(request, line)
    standing = LineStanding.objects.select_related("line__statement").get(pk=line.pk)
    return render(request, "billing/transfer.html", page_context(request, standing, form), status=400)


@require_POST
@admits(Kind.FINANCE, line=BankLine)
def undo(request: ActingRequest, line: BankLine) -> HttpResponse:
    """Take back what was decided about a transfer; it is open again."""
    form = VersionForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else 0
    try:
        actions.undo(line=line, version=version, by=request.acting, now=clock.now())
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Taken back; the transfer is open again."))
    return redirect("billing:transfer", line=line.public_id)
