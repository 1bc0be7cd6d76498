"""The queue of transfers and one transfer beside its candidates."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.billing import findings, jobs, queries
from xingtan.billing.forms import SetAsideForm, TransferFilter
from xingtan.billing.marking import marked
from xingtan.billing.models import BankLine, LineStanding, LineState
from xingtan.foundation.tasks import start
from xingtan.ui.lists import page_of

READERS = (Kind.FINANCE, Kind.PROVIDER_MANAGER, Kind.AUDITOR)
QUEUES: dict[str, tuple[str, ...]] = {
    "open": queries.OPEN,
    "booked": (LineState.BOOKED, LineState.PART),
    "aside": (LineState.ASIDE,),
    "ignored": (LineState.IGNORED,),
}
FOUND = 10
DECIDED = "decided_transfers"
"""Key of the session: what this clerk decided last, to be undone."""
REMEMBERED = 5


@require_GET
@admits(*READERS)
def transfers(request: ActingRequest) -> HttpResponse:
    """The lines in one state, the open ones first of all."""
    queue = request.GET.get("state", "open")
    states = QUEUES.get(queue, queries.OPEN)
    rows = queries.transfers(request.programme, request.acting, states)
    filters = TransferFilter(request.GET)
    context = {
        "page": page_of(request, queries.transfers_named(rows, filters.chosen("q"), filters.chosen("amount"))),
        "filters": filters,
        "tabs": _tabs(request, queue),
        "queue": queue,
        "first": queries.transfers(request.programme, request.acting).first() if queue == "open" else None,
        "may_decide": request.acting.kind == Kind.FINANCE,
    }
    return render(request, "billing/transfers.html", context)


def _tabs(request: ActingRequest, current: str) -> list[dict[str, Any]]:
    counts = queries.line_counts(request.programme, request.acting)
    words = {"open": _("To decide"), "booked": _("Booked"), "aside": _("Set aside"), "ignored": _("No matter")}
    return [
        {
            "name": name,
            "word": words[name],
            "is_current": name == current,
            "count": sum(counts[state][0] for state in states),
        }
        for name, states in QUEUES.items()
    ]


@require_GET
@admits(*READERS, line=BankLine)
def transfer(request: ActingRequest, line: BankLine) -> HttpResponse:
    """One transfer: what it says on the left, whose it may be on the right."""
    standing = LineStanding.objects.select_related("line__statement").get(pk=line.pk)
    return render(request, "billing/transfer.html", page_context(request, standing))


def page_context(request: ActingRequest, standing: LineStanding, aside: SetAsideForm | None = None) -> dict[str, Any]:
    """Everything the page of one transfer shows; also where a refused decision shows again."""
    line, words = standing.line, request.GET.get("q", "").strip()
    pieces = findings.pieces(standing.findings)
    rows: Any = queries.bills_found_by(request.programme, request.acting, words)[:FOUND] if words else []
    found = [queries.FoundBill(bill, [], queries.share_for(bill, standing)) for bill in rows]
    may_decide = request.acting.kind == Kind.FINANCE
    is_open = standing.state in queries.OPEN
    return {
        "standing": standing,
        "line": line,
        "remark": marked(line.remark, pieces),
        "payer": marked(line.payer_name, pieces),
        "why": standing.findings.get("reasons", []),
        "candidates": queries.candidates_of(standing) if is_open else [],
        "words": words,
        "found": found,
        "shares": queries.live_shares(line),
        "history": queries.history_of(line),
        "is_open": is_open,
        "may_decide": may_decide,
        "may_allocate": may_decide and is_open and line.is_incoming and line.amount > 0,
        "may_refund": may_decide
        and line.is_incoming
        and standing.state in {LineState.PART, LineState.ASIDE}
        and standing.rest > 0,
        "refunds": queries.refunds_of_line(line),
        "aside": aside or SetAsideForm(initial={"version": standing.version}),
        "next": queries.next_in_queue(request.programme, request.acting, standing),
        "decided": _decided(request, line),
    }


def _decided(request: ActingRequest, line: BankLine) -> list[LineStanding]:
    """What this clerk decided last in this session, without the line looked at."""
    keys = [key for key in request.session.get(DECIDED, []) if key != line.public_id]
    rows = queries.decided_lines(request.programme, request.acting, keys)
    return sorted(rows, key=lambda row: keys.index(row.line.public_id))


@require_POST
@admits(Kind.FINANCE)
def match_again(request: ActingRequest) -> HttpResponse:
    """Let matching look once more at what waits, in the background."""
    run = start(
        jobs.match_again,
        title=_("Matching transfers again"),
        owner=request.user.public_id,
        programme=request.programme.pk,
        post=request.acting.pk,
    )
    return redirect("desks:run", run=run.public_id)
