"""The queue of transfers and one transfer beside its candidates."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.audit import actions as audit
from xingtan.billing import actions, exports, findings, jobs, queries
from xingtan.billing.forms import SetAsideForm
from xingtan.billing.marking import marked
from xingtan.billing.models import BankLine, LineStanding, LineState
from xingtan.billing.queueing import Queue
from xingtan.foundation import clock
from xingtan.foundation.tasks import start
from xingtan.ui.lists import page_of, wants_export

READERS = (Kind.FINANCE, Kind.PROVIDER_MANAGER, Kind.AUDITOR)
FOUND = 10
REMEMBERED = 5
"""How many of her last decisions a clerk sees, each to be undone."""
OTHERS_OF_PAYER = 6
FEW = 5


@require_GET
@admits(*READERS)
def transfers(request: ActingRequest) -> HttpResponse:
    """The lines in one state, by value or by age, narrowed; also as a workbook."""
    queue = Queue.shown(request)
    if wants_export(request):
        audit.record("export_transfers", by=request.acting, state=queue.name, rows=queue.rows.count())
        return exports.transfers(queue.rows)
    page = page_of(request, queue.rows)
    context = {
        "queue": queue,
        "page": page,
        "sums": queries.sums_of(queue.rows),
        "tabs": queue.tabs(),
        "first": page[0] if page and queue.name == "open" else None,
        "may_decide": request.acting.kind == Kind.FINANCE,
    }
    return render(request, "billing/transfers.html", context)


@require_GET
@admits(*READERS, line=BankLine)
def transfer(request: ActingRequest, line: BankLine) -> HttpResponse:
    """One transfer: what it says on the left, whose it may be on the right."""
    if request.acting.kind == Kind.FINANCE:
        actions.look_at(line=line, by=request.acting, now=clock.now())
    standing = LineStanding.objects.select_related("line__statement").get(pk=line.pk)
    return render(request, "billing/transfer.html", page_context(request, standing))


@dataclass(frozen=True)
class Kept:
    """A decision that was refused: why, what somebody quicker did, and what is kept of this clerk's own input."""

    sentence: str
    steps: list[queries.Step] = field(default_factory=list)
    shares: list[queries.FoundBill] = field(default_factory=list)


def page_context(
    request: ActingRequest, standing: LineStanding, aside: SetAsideForm | None = None, kept: Kept | None = None
) -> dict[str, Any]:
    """Everything the page of one transfer shows; also where a refused decision shows again."""
    line, post = standing.line, request.acting
    may_decide = post.kind == Kind.FINANCE
    queue = Queue.last(request)
    return {
        **_line_context(request, standing, may_decide=may_decide),
        "why": standing.findings.get("reasons", []),
        "shares": queries.live_shares(line),
        "history": queries.history_of(line),
        "others": queries.others_of_payer(line, OTHERS_OF_PAYER),
        "lookers": queries.others_looking(line, post, clock.now()) if may_decide else [],
        "questions": queries.questions_of(line),
        "refunds": queries.refunds_of_line(line),
        "aside": aside or SetAsideForm(initial={"version": standing.version}),
        "queue": queue,
        "place": queue.place_of(line),
        "kept": kept,
        "decided": _decided(request, line) if may_decide else [],
    }


def _line_context(request: ActingRequest, standing: LineStanding, *, may_decide: bool) -> dict[str, Any]:
    """The line, its texts with what was recognised, the bills it may be for, and what may be done with it."""
    line, words = standing.line, request.GET.get("q", "").strip()
    pieces = findings.pieces(standing.findings)
    is_open = standing.state in queries.OPEN
    rows: Any = queries.bills_found_by(request.programme, request.acting, words)[:FOUND] if words else []
    return {
        "standing": standing,
        "line": line,
        "remark": marked(line.remark, pieces),
        "payer": marked(line.payer_name, pieces),
        "candidates": queries.candidates_of(standing) if is_open else [],
        "county_bills": queries.bills_of_payers_county(standing, FEW) if is_open else [],
        "words": words,
        "found": [queries.FoundBill(bill, [], queries.share_for(bill, standing)) for bill in rows],
        "is_open": is_open,
        "may_decide": may_decide,
        "may_allocate": may_decide and is_open and line.is_incoming and line.amount > 0,
        "siblings": queries.programmes_sharing(standing) if may_decide and is_open else [],
        "may_refund": may_decide and line.is_incoming and _has_free_rest(standing),
    }


def _has_free_rest(standing: LineStanding) -> bool:
    return standing.state in {LineState.PART, LineState.ASIDE} and standing.rest > 0


def _decided(request: ActingRequest, line: BankLine) -> list[LineStanding]:
    """What this clerk decided last, on whichever day, without the line looked at."""
    rows = queries.decided_by(request.programme, request.acting, REMEMBERED + 1)
    return [row for row in rows if row.pk != line.pk][:REMEMBERED]


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
