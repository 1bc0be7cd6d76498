"""Passing a notice on, signing for it, and who has not yet (R39)."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind, Post
from xingtan.accounts.scopes import within
from xingtan.foundation import clock
from xingtan.notices import actions, queries
from xingtan.notices.forms import ReceiptFilter
from xingtan.notices.models import Notice
from xingtan.notices.rules import due_on, how_done
from xingtan.organisations.models import Division
from xingtan.organisations.queries import schools_found
from xingtan.ui.lists import page_of

FORWARDERS = (Kind.CITY_SUPERVISOR, Kind.COUNTY_ADMIN)
SIGNERS = (Kind.SCHOOL_HEAD, Kind.SCHOOL_CONTACT)
OVERSEERS = (*FORWARDERS, Kind.PROVIDER_MANAGER, Kind.MONITOR, Kind.AUDITOR)


@require_POST
@admits(*FORWARDERS, notice=Notice)
def forward(request: ActingRequest, notice: Notice) -> HttpResponse:
    """Pass the notice on to what hangs on the post's own division."""
    division = request.acting.division
    if division is None:
        raise Http404
    actions.forward_notice(notice=notice, division=division, by=request.acting, now=clock.now())
    messages.success(request, _("Forwarded. It stands on the desk of every school below you now."), extra_tags="ok")
    return redirect("notices:notice", notice=notice.public_id)


@require_POST
@admits(*SIGNERS, notice=Notice)
def sign(request: ActingRequest, notice: Notice) -> HttpResponse:
    """Sign for the notice, for the post's own school."""
    school = request.acting.school
    if school is None:
        raise Http404
    actions.sign_for_notice(notice=notice, school=school, by=request.acting, now=clock.now())
    messages.success(request, _("Signed for. Thank you."), extra_tags="ok")
    return redirect("notices:notice", notice=notice.public_id)


@require_GET
@admits(*OVERSEERS, notice=Notice)
def receipts(request: ActingRequest, notice: Notice) -> HttpResponse:
    """Every division with how far the notice has come in it; a county goes straight to its schools."""
    if not notice.wants_receipt:
        raise Http404
    rows = queries.by_division(request.acting, notice)
    if request.acting.kind == Kind.COUNTY_ADMIN and len(rows) == 1:
        return redirect("notices:receipts_division", notice=notice.public_id, division=rows[0].division.code)
    shown = [{"row": each, "how": how_forwarded(request, notice, each)} for each in rows]
    counties = [each for each in rows if not each.is_city]
    context = {
        "notice": notice, "page": page_of(request, shown),
        "forwarded": sum(each.forwarding is not None for each in counties), "counties": len(counties),
        "signed": sum(each.signed for each in rows), "schools": sum(each.schools for each in rows),
        "city": next((each for each in rows if each.is_city), None),
    }  # fmt: skip
    return render(request, "notices/receipts.html", context)


def how_forwarded(request: ActingRequest, notice: Notice, row: queries.DivisionReceipts) -> str:
    """In time, late, open or overdue: a county's days run from when the city passed it on, else from publishing (A26)."""
    within_days = request.programme.reading("A26", "forward_within_days") if request.programme else None
    received = notice.published_at
    if within_days is None or received is None:
        return ""
    done_on = row.forwarding.at.astimezone(clock.ZONE).date() if row.forwarding else None
    return how_done(done_on, due_on=due_on(received, within_days), today=clock.today()).value


@require_GET
@admits(*OVERSEERS, notice=Notice, division=Division)
def receipts_division(request: ActingRequest, notice: Notice, division: Division) -> HttpResponse:
    """The schools of one division: who signed and when, who has not."""
    if not notice.wants_receipt or not within(Division.objects.filter(pk=division.pk), request.acting).exists():
        raise Http404
    rows = queries.schools_of(request.acting, notice, division)
    filters, total = ReceiptFilter(request.GET), rows.count()
    signed = rows.filter(signed_at__isnull=False).count()
    if state := filters.chosen("state"):
        rows = rows.filter(signed_at__isnull=state == "open")
    rows = schools_found(rows, filters.chosen("q") or "").order_by("registered_name", "pk")
    context = {
        "notice": notice, "division": division, "filters": filters, "page": page_of(request, rows),
        "total": total, "signed": signed, "forwarding": queries.forwardings_by_division(notice).get(division.code),
        "may_forward": may_forward(request.acting, division),
    }  # fmt: skip
    return render(request, "notices/receipts_division.html", context)


def may_forward(post: Post, division: Division) -> bool:
    """Whether it is this post that passes notices on in a division."""
    return post.kind in FORWARDERS and post.division_id == division.pk
