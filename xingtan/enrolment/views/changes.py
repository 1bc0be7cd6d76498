"""Requests for changes: the queue, one request, the other school's word, the decision."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.accounts.scopes import within
from xingtan.enrolment import queries
from xingtan.enrolment.actions import deciding
from xingtan.enrolment.forms.changes import MINE, ChangeFilter, DecisionForm, WordsForm
from xingtan.enrolment.models import ChangeEvidence, ChangeRequest
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.organisations.models import Division
from xingtan.ui.lists import page_of

DECIDERS = (Kind.COUNTY_ADMIN, Kind.CITY_SUPERVISOR, Kind.SUPPORT)
SEES_EVIDENCE = (*DECIDERS, Kind.SCHOOL_CONTACT)
SEES_CHANGES = (*DECIDERS, Kind.SCHOOL_CONTACT, Kind.SCHOOL_HEAD, Kind.PROVIDER_MANAGER, Kind.AUDITOR)
TYPES = {"jpeg": "image/jpeg", "png": "image/png", "pdf": "application/pdf"}


@require_GET
@admits(*SEES_CHANGES)
def index(request: ActingRequest) -> HttpResponse:
    """What waits for this post, the oldest first, then all the rest of its scope."""
    post, today = request.acting, clock.today()
    divisions = within(Division.objects.filter(kind=Division.Kind.COUNTY), post)
    counties = [] if post.school_id else list(divisions.values_list("code", "name"))
    filters = ChangeFilter(request.GET, counties=counties)
    rows = queries.changes_within(post, request.programme)
    waiting = queries.turn_of(rows, post).count()
    state = filters.chosen("state")
    rows = queries.turn_of(rows, post) if state == MINE else rows
    chosen = {name: filters.chosen(name) for name in ("kind", "text")}
    county = filters.chosen("county") if "county" in filters.fields else None
    rows = queries.narrowed_changes(
        rows, state=None if state == MINE else state, county=county, **chosen, by_school=post.school_id is None
    )
    page = page_of(request, queries.oldest_first(rows))
    shown = [(row, queries.waited_days(row, today), queries.knows_other_school(post, row)) for row in page]
    context = {"page": page, "rows": shown, "filters": filters, "waiting": waiting}
    return render(request, "enrolment/changes.html", context)


@require_GET
@admits(*SEES_CHANGES, change=ChangeRequest)
def change(request: ActingRequest, change: ChangeRequest) -> HttpResponse:
    """What is asked, what would follow, what proves it, who said what."""
    return page(request, change)


def page(request: ActingRequest, change: ChangeRequest, *, status: int = 200, **forms: Any) -> HttpResponse:
    """The page of a request; ``forms`` are those that were sent and have something to say."""
    post = request.acting
    knows = queries.knows_other_school(post, change)
    why = queries.why_not_grant(post, change, clock.today())
    wait_days = change.enrolment.programme.reading("A05", "review_within_days") or 0
    context = {
        "change": change, "account": change.enrolment.account, "knows_other": knows,
        "rows": queries.rows_before_after(change) if knows else [],
        "effects": queries.effects_of(change, post) if change.is_waiting and knows else [],
        "steps": change.steps.select_related("by__account", "by__school"),
        "evidence": queries.evidence_of(change, post) if post.kind in SEES_EVIDENCE else [],
        "may_decide": why not in {"decided", "not_decider", "own_request"}, "why_not": why,
        "may_answer": queries.may_answer(post, change),
        "may_take_back": post.kind == Kind.SCHOOL_CONTACT and change.is_waiting and post.school_id == change.asked_by.school_id,
        "decider": Kind(change.decider).label, "answer_due_on": change.answer_due_on(wait_days),
        "decision": DecisionForm(is_dispute=change.kind == ChangeRequest.Kind.DISPUTE), "answer_form": WordsForm(),
        **forms,
    }  # fmt: skip
    return render(request, "enrolment/change.html", context, status=status)


@require_POST
@admits(Kind.SCHOOL_CONTACT, change=ChangeRequest)
def answer(request: ActingRequest, change: ChangeRequest) -> HttpResponse:
    """The other school agrees or objects."""
    form, agrees = WordsForm(request.POST), "agree" in request.POST
    if form.is_valid():
        try:
            words = form.cleaned_data["words"]
            deciding.answer_change(change=change, agrees=agrees, words=words, by=request.acting, now=clock.now())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Your answer is passed on to who decides."))
            return redirect("enrolment:change", change=change.public_id)
    return page(request, change, status=422, answer_form=form)


@require_POST
@admits(*DECIDERS, change=ChangeRequest)
def decide(request: ActingRequest, change: ChangeRequest) -> HttpResponse:
    """Grant and carry out, or refuse with words."""
    form = DecisionForm(request.POST, is_dispute=change.kind == ChangeRequest.Kind.DISPUTE)
    if form.is_valid():
        try:
            _decide(request, change, form.cleaned_data)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return redirect("enrolment:change", change=change.public_id)
    change.refresh_from_db()
    return page(request, change, status=422, decision=form)


def _decide(request: ActingRequest, change: ChangeRequest, typed: dict[str, str]) -> None:
    by, now, words = request.acting, clock.now(), typed["words"]
    if "grant" in request.POST:
        right = typed.get("mobile", "")
        deciding.grant_change(change=change, words=words, by=by, now=now, right_mobile=right)
        messages.success(request, _("Granted and carried out."))
        return
    deciding.refuse_change(change=change, words=words, by=by, now=now)
    messages.success(request, _("Refused. The school reads your words."))


@require_POST
@admits(Kind.SCHOOL_CONTACT, change=ChangeRequest)
def take_back(request: ActingRequest, change: ChangeRequest) -> HttpResponse:
    """The school asks no more."""
    deciding.take_back_change(change=change, by=request.acting, now=clock.now())
    messages.success(request, _("Taken back. Nothing was changed."))
    return redirect("enrolment:change", change=change.public_id)


@never_cache
@require_GET
@admits(*SEES_EVIDENCE, evidence=ChangeEvidence)
def evidence(request: ActingRequest, evidence: ChangeEvidence) -> HttpResponse:
    """The file: a picture to look at, a PDF to download; nothing a browser would run. Each look is on record."""
    content = deciding.look_at_evidence(evidence=evidence, by=request.acting)
    answer = HttpResponse(content, content_type=TYPES[evidence.kind])
    place = "inline" if evidence.is_picture else "attachment"
    answer["Content-Disposition"] = f'{place}; filename="evidence-{evidence.public_id}.{evidence.kind}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'; img-src 'self'"
    return answer
