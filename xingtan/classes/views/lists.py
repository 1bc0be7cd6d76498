"""The list of classes, who is without one, and what was done to them."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.classes import actions, queries
from xingtan.classes.forms import ClassFilter, ClassForm
from xingtan.classes.models import ClassChange
from xingtan.classes.rules import UNDOABLE
from xingtan.classes.views.posts import COUNTY, OVER, READERS, counties_of
from xingtan.classes.wording import told
from xingtan.enrolment.models import Enrolment
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.ui.lists import page_of, sorting_of

COLUMNS = {"name": "name", "county": "division_id", "stage": "stage", "heads": "heads"}


@require_GET
@admits(*READERS)
def index(request: ActingRequest) -> HttpResponse:
    """The classes of the post's scope with heads and tutor."""
    programme = request.programme
    if programme is None:
        raise Http404
    classes = queries.classes_within(request.acting, programme)
    filters = ClassFilter(request.GET, stages=programme.stages, counties=counties_of(request))
    rows = queries.narrowed_classes(classes, **{name: filters.chosen(name) for name in filters.fields})
    sorting = sorting_of(request, COLUMNS, default="name")
    page = page_of(request, sorting.applied_to(queries.with_heads(rows)))
    tutors = queries.tutors_by_class(page)
    is_over = request.acting.kind in OVER
    context = {
        "filters": filters, "sorting": sorting, "page": page, "rows": [(row, tutors.get(row.pk)) for row in page],
        "is_over": is_over, "may_keep": request.acting.kind in COUNTY, "has_county": "county" in filters.fields,
        "unplaced": queries.unplaced_within(request.acting, programme).count() if is_over else 0,
        "untutored": queries.without_tutor(classes).count() if is_over else 0,
    }  # fmt: skip
    return render(request, "classes/index.html", context)


@require_GET
@admits(*OVER)
def unplaced(request: ActingRequest) -> HttpResponse:
    """Enrolled teachers without a class."""
    return _unplaced(request, _class_form(request) if request.acting.kind in COUNTY else None)


def _class_form(request: ActingRequest) -> ClassForm:
    if request.programme is None:
        raise Http404
    classes = queries.classes_within(request.acting, request.programme).order_by("name")
    return ClassForm(request.POST or None, classes=[(each.public_id, each.name) for each in classes])


def _unplaced(request: ActingRequest, form: ClassForm | None) -> HttpResponse:
    if request.programme is None:
        raise Http404
    page = page_of(request, queries.unplaced_within(request.acting, request.programme))
    status = 422 if form and form.errors else 200
    return render(request, "classes/unplaced.html", {"page": page, "form": form}, status=status)


@require_POST
@admits(*COUNTY)
def place(request: ActingRequest) -> HttpResponse:
    """Put the teachers ticked into a class."""
    form = _class_form(request)
    if not form.is_valid():
        return _unplaced(request, form)
    to = queries.classes_within(request.acting, request.programme).get(public_id=form.cleaned_data["to"])
    chosen = Enrolment.objects.within(request.acting).filter(public_id__in=request.POST.getlist("teacher"))
    try:
        count = actions.place_members(online_class=to, enrolments=list(chosen), by=request.acting, now=clock.now())
    except Refusal as refusal:
        form.refuse(refusal)
        return _unplaced(request, form)
    messages.success(request, _("%(count)s teachers are in “%(name)s” now.") % {"count": count, "name": to.name})
    return redirect("classes:unplaced")


@require_GET
@admits(*OVER)
def history(request: ActingRequest) -> HttpResponse:
    """Everything done to classes, the latest first; a county takes things back here."""
    if request.programme is None:
        raise Http404
    page = page_of(request, queries.changes_within(request.acting, request.programme))
    return render(request, "classes/history.html", {"page": page, "lines": lines_of(request, list(page))})


def lines_of(request: ActingRequest, changes: list[ClassChange]) -> list[dict[str, object]]:
    """Each change as a sentence, whether it was taken back, and whether this post may do so."""
    may = request.acting.kind in COUNTY
    return [
        {
            "change": change, "words": told(change), "is_undone": hasattr(change, "undone_by"),
            "may_undo": may and change.kind in UNDOABLE and not hasattr(change, "undone_by"),
        }
        for change in changes
    ]  # fmt: skip


@require_POST
@admits(*COUNTY, change=ClassChange)
def undo(request: ActingRequest, change: ClassChange) -> HttpResponse:
    """Take a change back."""
    actions.undo_change(change=change, by=request.acting, now=clock.now())
    messages.success(request, _("Taken back: everything stands as before."))
    return redirect("classes:history")
