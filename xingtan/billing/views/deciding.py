"""What a clerk decides about a transfer; each answer leads on to the next one of her queue."""

from collections.abc import Callable
from decimal import Decimal

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.billing import actions, queries
from xingtan.billing.errors import ChangedMeanwhile
from xingtan.billing.forms import SetAsideForm, ShareForm, VersionForm
from xingtan.billing.models import BankLine, Bill, LineStanding, Question
from xingtan.billing.queueing import Queue
from xingtan.billing.views.transfers import Kept, page_context
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.foundation.yuan import shown

Shares = list[tuple[Bill, Decimal]]


@require_POST
@admits(Kind.FINANCE, line=BankLine)
def accept(request: ActingRequest, line: BankLine) -> HttpResponse:
    """Give the transfer, or a part of it, to one bill."""
    form = ShareForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Please give an amount of more than ¥0.00."))
        return redirect("billing:transfer", line=line.public_id)
    bill = get_object_or_404(Bill.objects.within(request.acting), public_id=form.cleaned_data["bill"])
    shares = [(bill, form.cleaned_data["amount"])]
    return decided(
        request, line, lambda: book(request, line, form.cleaned_data["version"], shares),
        lambda refusal: shown_again(request, line, refusal, shares=shares),
    )  # fmt: skip


def book(request: ActingRequest, line: BankLine, version: int, shares: Shares) -> str:
    """Allocate the shares; what to tell the clerk."""
    rows = actions.allocate(line=line, shares=shares, version=version, by=request.acting, now=clock.now())
    return _("Booked: %(shares)s.") % {"shares": _(", ").join(f"{row.bill.school} {shown(row.amount)}" for row in rows)}


def decided(
    request: ActingRequest, line: BankLine, decide: Callable[[], str], again: Callable[[Refusal], HttpResponse]
) -> HttpResponse:
    """Do what was decided and go on to the next line; what is refused shows again, with all that was typed."""
    following = Queue.last(request).place_of(line).next
    try:
        said = decide()
    except Refusal as refusal:
        return again(refusal)
    messages.success(request, said)
    return _onward(request, line, following)


def kept(standing: LineStanding, refusal: Refusal, shares: Shares | None = None) -> Kept:
    """Why a decision was refused, what another clerk did in the meantime, and the shares that were wanted."""
    is_late = isinstance(refusal, ChangedMeanwhile)
    steps = [step for step in queries.history_of(standing.line) if is_late and step.at == standing.touched_at]
    amounts = {bill.pk: amount for bill, amount in shares or []}
    bills = Bill.objects.filter(pk__in=amounts).with_received().select_related("school__division")
    return Kept(str(refusal), steps, [queries.FoundBill(bill, [], amounts[bill.pk]) for bill in bills])


def shown_again(
    request: ActingRequest, line: BankLine, refusal: Refusal, *, shares: Shares | None = None,
    aside: SetAsideForm | None = None,
) -> HttpResponse:  # fmt: skip
    """The page of the line as it stands now, with what was refused and what was typed."""
    standing = LineStanding.objects.select_related("line__statement").get(pk=line.pk)
    if aside is not None:
        typed = {name: aside.cleaned_data[name] for name in ("why", "note")}
        aside = SetAsideForm(initial={**typed, "version": standing.version})
    context = page_context(request, standing, aside, kept(standing, refusal, shares))
    return render(request, "billing/transfer.html", context, status=409)


def _onward(request: ActingRequest, line: BankLine, following: str) -> HttpResponse:
    """Stay while some of the line is open, else on to the line that followed it in the queue."""
    standing = LineStanding.objects.get(pk=line.pk)
    if standing.state in queries.OPEN and not Question.objects.waiting().filter(line=line).exists():
        following = line.public_id
    if not following:
        messages.info(request, _("All transfers of this list are decided."))
        return redirect("billing:transfers")
    return redirect("billing:transfer", line=following)


@require_POST
@admits(Kind.FINANCE, line=BankLine)
def set_aside(request: ActingRequest, line: BankLine) -> HttpResponse:
    """Say that a transfer is nobody's bill, and why."""
    form = SetAsideForm(request.POST)
    if form.is_valid():
        return decided(
            request, line, lambda: _put_aside(request, line, form),
            lambda refusal: shown_again(request, line, refusal, aside=form),
        )  # fmt: skip
    standing = LineStanding.objects.select_related("line__statement").get(pk=line.pk)
    return render(request, "billing/transfer.html", page_context(request, standing, form), status=400)


def _put_aside(request: ActingRequest, line: BankLine, form: SetAsideForm) -> str:
    actions.set_aside(line=line, by=request.acting, now=clock.now(), **form.cleaned_data)
    return _("Set aside. You can take it back at any time.")


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
