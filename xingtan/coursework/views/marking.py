"""The tutor's desk: what waits, a pile of works, one work after another."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.classes.models import OnlineClass
from xingtan.classes.queries import classes_of_tutor
from xingtan.coursework import actions, exports, queries
from xingtan.coursework.actions import Verdict
from xingtan.coursework.forms import MarkForm, PhraseForm, PileFilter
from xingtan.coursework.models import Assignment, Phrase, Work
from xingtan.coursework.rules import rubric_of
from xingtan.coursework.views.posts import MARKERS, SETTERS, programme_at
from xingtan.coursework.views.rubric_rows import rows_of, typed_points
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.ui.lists import page_of, sorting_of, wants_export


@require_GET
@admits(Kind.TUTOR)
def desk(request: ActingRequest) -> HttpResponse:
    """What waits, class by class, the longest first."""
    classes = list(classes_of_tutor(request.acting, request.programme)) if request.programme else []
    piles = queries.piles_of(classes, clock.now())
    context = {
        "piles": piles, "classes": classes, "waiting": sum(each.waiting for each in piles),
        "with_peers": sum(each.with_peers for each in piles),
    }  # fmt: skip
    return render(request, "coursework/desk.html", context)


@require_GET
@admits(*MARKERS, online_class=OnlineClass, assignment=Assignment)
def pile(request: ActingRequest, online_class: OnlineClass, assignment: Assignment) -> HttpResponse:
    """The works of a class for one piece of homework."""
    if online_class.programme_id != assignment.programme_id:
        raise Http404
    now, filters = clock.now(), PileFilter(request.GET)
    rows = queries.works_in(online_class, assignment)
    rows = queries.narrowed_works(rows, now, text=filters.chosen("text"), state=filters.chosen("state"))
    columns = {"name": "enrolment__account__name", "at": "handed_in_at", "score": "score"}
    sorting = sorting_of(request, columns, default="at")
    if wants_export(request):
        return exports.pile(online_class, assignment, sorting.applied_to(rows))
    context = {
        "online_class": online_class, "assignment": assignment, "filters": filters, "sorting": sorting,
        "page": page_of(request, sorting.applied_to(rows)),
        "first": queries.waiting_in(online_class, assignment, now).first(),
    }  # fmt: skip
    return render(request, "coursework/pile.html", context)


@require_http_methods(["GET", "POST"])
@admits(*MARKERS, work=Work)
def mark(request: ActingRequest, work: Work) -> HttpResponse:
    """One work on the desk; after marking the next one comes."""
    work = queries.work_to_mark(work)
    if work.handed_in_at is None:
        raise Http404
    if request.method == "GET":
        return _page(request, work, None)
    form = MarkForm(request.POST)
    if form.is_valid():
        try:
            return _marked(request, work, form)
        except Refusal as refusal:
            form.refuse(refusal)
    return _page(request, work, form)


def _marked(request: ActingRequest, work: Work, form: MarkForm) -> HttpResponse:
    told, now = form.cleaned_data, clock.now()
    version = work.versions.filter(number=told["version"]).first()
    if version is None:
        raise Http404
    verdict = Verdict(told["outcome"], typed_points(request, rubric_of(work.assignment.rubric)), told["comment"])
    actions.mark_work(version=version, verdict=verdict, seen=told["seen"] or 0, by=request.acting, now=now)
    messages.success(request, _("%(name)s: recorded.") % {"name": work.enrolment.account.name})
    online_class = work.enrolment.membership.online_class
    following = queries.waiting_in(online_class, work.assignment, now).first()
    if following is not None:
        return redirect("coursework:mark", work=following.public_id)
    return redirect("coursework:pile", online_class=online_class.public_id, assignment=work.assignment.public_id)


def _page(request: ActingRequest, work: Work, form: MarkForm | None) -> HttpResponse:
    now = clock.now()
    on_desk = queries.on_desk(work, now)
    standing = on_desk.latest.standing
    typed = typed_points(request, on_desk.rubric) if form else standing.mark.points if standing else ()
    fresh = {"comment": standing.mark.comment if standing else ""}
    context = {
        "desk": on_desk, "work": work, "form": form or MarkForm(initial=fresh), "rows": rows_of(on_desk.rubric, typed),
        "phrases": queries.phrases_for(request.acting, work.assignment.programme),
        "online_class": work.enrolment.membership.online_class, "can_judge": not _is_waiting_for_learner(work),
    }  # fmt: skip
    return render(request, "coursework/mark.html", context, status=422 if form else 200)


def _is_waiting_for_learner(work: Work) -> bool:
    return bool(work.state == Work.State.RETURNED)


@require_GET
@admits(*MARKERS, work=Work)
def alike(request: ActingRequest, work: Work) -> HttpResponse:
    """What the latest version has in common with another text, side by side."""
    work = queries.work_to_mark(work)
    version = work.versions.order_by("-number").first()
    if version is None:
        raise Http404
    version.work = work
    hint = queries.hint_of(version)
    shown = queries.side_by_side(version, hint, request.acting) if hint else None
    return render(request, "coursework/alike.html", {"work": work, "shown": shown})


@require_http_methods(["GET", "POST"])
@admits(*MARKERS, Kind.CONTENT_EDITOR)
def phrases(request: ActingRequest) -> HttpResponse:
    """The comment bank: the own comments, and the programme's for all tutors."""
    programme, is_for_all = programme_at(request), request.acting.kind in SETTERS
    form = PhraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.keep_phrase(
            programme=programme,
            text=form.cleaned_data["text"],
            is_for_all=is_for_all,
            by=request.acting,
            now=clock.now(),
        )
        messages.success(request, _("Kept; it is offered beside every work."))
        return redirect("coursework:phrases")
    found = queries.phrases_for(request.acting, programme)
    context = {"phrases": found, "form": form, "is_for_all": is_for_all}
    return render(request, "coursework/phrases.html", context, status=422 if form.errors else 200)


@require_POST
@admits(*MARKERS, Kind.CONTENT_EDITOR, phrase=Phrase)
def drop_phrase(request: ActingRequest, phrase: Phrase) -> HttpResponse:
    """Offer a comment no more."""
    actions.drop_phrase(phrase=phrase, by=request.acting, now=clock.now())
    return redirect("coursework:phrases")


@require_GET
@admits(*MARKERS, online_class=OnlineClass)
def scores(request: ActingRequest, online_class: OnlineClass) -> HttpResponse:
    """The marked list of a class: every learner with every piece of homework and the discussions."""
    table = queries.marked_list(online_class)
    if wants_export(request):
        return exports.marked_list(online_class, table)
    page = page_of(request, table.rows, per=130)
    return render(request, "coursework/scores.html", {"online_class": online_class, "table": table, "page": page})
