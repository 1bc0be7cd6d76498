"""A class: its page, its members, and what a county changes about it by hand."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.audit import actions as audit
from xingtan.classes import actions, exports, queries
from xingtan.classes.forms import ClassForm, MemberFilter, NameForm
from xingtan.classes.models import Membership, OnlineClass
from xingtan.classes.views.lists import lines_of
from xingtan.classes.views.posts import COUNTY, GUIDES, READERS
from xingtan.classes.wording import reasons_in_words, schools_named
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.ui.lists import page_of, sorting_of, wants_export

COLUMNS = {
    "name": "enrolment__account__name", "school": "enrolment__school__registered_name",
    "subject": "enrolment__subject", "since": "joined_at",
}  # fmt: skip
LATEST = 3


@require_GET
@admits(*READERS, online_class=OnlineClass)
def page(request: ActingRequest, online_class: OnlineClass) -> HttpResponse:
    """What stands in a class: tutor, members, notices, plan, bulletins."""
    rows = queries.members(online_class)
    context = {
        "online_class": online_class, "tenures": queries.tenures_of(online_class),
        "heads": rows.count(), "waiting": queries.narrowed_members(rows, account="waiting").count(),
        "notices": queries.notices_of(online_class)[:LATEST], "plan": queries.plan_of(online_class),
        "bulletins": queries.bulletins_of(online_class, drafts=request.acting.kind in GUIDES),
        "may_write": request.acting.kind in GUIDES and online_class.is_standing,
        "may_keep": request.acting.kind in COUNTY and online_class.is_standing, "today": clock.today(),
        "reasons": reasons_in_words(online_class.reasons, schools_named(online_class.reasons)),
    }  # fmt: skip
    return render(request, "classes/class.html", context)


@require_GET
@admits(*READERS, online_class=OnlineClass)
def members(request: ActingRequest, online_class: OnlineClass) -> HttpResponse:
    """Who is in it; also as a workbook."""
    return _members(request, online_class, None)


def _members(request: ActingRequest, online_class: OnlineClass, form: ClassForm | None) -> HttpResponse:
    everybody = queries.members(online_class)
    subjects = sorted(set(everybody.order_by().values_list("enrolment__subject", flat=True)))
    filters = MemberFilter(request.GET, subjects=subjects)
    rows = queries.narrowed_members(everybody, **{name: filters.chosen(name) for name in filters.fields})
    sorting = sorting_of(request, COLUMNS, default="name")
    if wants_export(request):
        audit.record("export_members", by=request.acting, about=online_class, rows=rows.count())
        return exports.members(online_class, sorting.applied_to(rows))
    may_keep = request.acting.kind in COUNTY and online_class.is_standing
    if may_keep and form is None:
        form = ClassForm(classes=_others(online_class))
    context = {
        "online_class": online_class, "filters": filters, "sorting": sorting, "form": form,
        "page": page_of(request, sorting.applied_to(rows)), "has_subjects": "subject" in filters.fields,
    }  # fmt: skip
    return render(request, "classes/members.html", context, status=422 if form and form.errors else 200)


def _others(online_class: OnlineClass) -> list[tuple[str, str]]:
    """The other classes of the county and stage, each with its heads."""
    rows = OnlineClass.objects.standing().filter(
        programme=online_class.programme_id, division=online_class.division_id, stage=online_class.stage
    )
    found, words = list(rows.exclude(pk=online_class.pk).order_by("name")), _("%(name)s (%(heads)s teachers)")
    heads = queries.heads_of(found)
    return [(each.public_id, words % {"name": each.name, "heads": heads.get(each.pk, 0)}) for each in found]


def _chosen(request: ActingRequest, online_class: OnlineClass) -> list[Membership]:
    return list(queries.members(online_class).filter(public_id__in=request.POST.getlist("member")))


@require_POST
@admits(*COUNTY, online_class=OnlineClass)
def move(request: ActingRequest, online_class: OnlineClass) -> HttpResponse:
    """Move the members ticked into another class, or into a new one split off."""
    seats = _chosen(request, online_class)
    form = ClassForm(request.POST, classes=_others(online_class))
    if not form.is_valid():
        return _members(request, online_class, form)
    to = OnlineClass.objects.within(request.acting).get(public_id=form.cleaned_data["to"])
    try:
        count = actions.move_members(seats=seats, to=to, by=request.acting, now=clock.now())
    except Refusal as refusal:
        form.refuse(refusal)
        return _members(request, online_class, form)
    messages.success(request, _("%(count)s teachers are in “%(name)s” now.") % {"count": count, "name": to.name})
    return redirect("classes:members", online_class=online_class.public_id)


@require_GET
@admits(*COUNTY, online_class=OnlineClass)
def change(request: ActingRequest, online_class: OnlineClass) -> HttpResponse:
    """Rename, merge or split a class; and what was done to it."""
    return _change(request, online_class)


def _change(
    request: ActingRequest, online_class: OnlineClass, rename: NameForm | None = None, merge: ClassForm | None = None,
    split: NameForm | None = None,
) -> HttpResponse:  # fmt: skip
    changes = queries.changes_within(request.acting, online_class.programme)
    context = {
        "online_class": online_class, "lines": lines_of(request, list(queries.changes_of_class(changes, online_class))),
        "rename": rename or NameForm(initial={"name": online_class.name}, prefix="rename"),
        "merge": merge or ClassForm(classes=_others(online_class), prefix="merge"),
        "split": split or NameForm(prefix="split"),
    }  # fmt: skip
    return render(request, "classes/change.html", context, status=422 if rename or merge or split else 200)


@require_POST
@admits(*COUNTY, online_class=OnlineClass)
def rename(request: ActingRequest, online_class: OnlineClass) -> HttpResponse:
    """Call it otherwise."""
    form = NameForm(request.POST, prefix="rename")
    if form.is_valid():
        try:
            actions.rename_class(
                online_class=online_class, name=form.cleaned_data["name"].strip(), by=request.acting, now=clock.now()
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The class has its new name."))
            return redirect("classes:change", online_class=online_class.public_id)
    return _change(request, online_class, rename=form)


@require_POST
@admits(*COUNTY, online_class=OnlineClass)
def merge(request: ActingRequest, online_class: OnlineClass) -> HttpResponse:
    """Put everybody into another class and give this one up."""
    form = ClassForm(request.POST, classes=_others(online_class), prefix="merge")
    if form.is_valid():
        into = OnlineClass.objects.within(request.acting).get(public_id=form.cleaned_data["to"])
        try:
            actions.merge_classes(into=into, given_up=online_class, by=request.acting, now=clock.now())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            words = {"name": online_class.name, "into": into.name}
            messages.success(request, _("“%(name)s” is merged into “%(into)s”.") % words)
            return redirect("classes:online_class", online_class=into.public_id)
    return _change(request, online_class, merge=form)


@require_POST
@admits(*COUNTY, online_class=OnlineClass)
def split(request: ActingRequest, online_class: OnlineClass) -> HttpResponse:
    """Split by rule: half of the members, schools together, into a new class."""
    form = NameForm(request.POST, prefix="split")
    if form.is_valid():
        try:
            made = actions.split_class(
                online_class=online_class, name=form.cleaned_data["name"].strip(), seats=None,
                by=request.acting, now=clock.now(),
            )  # fmt: skip
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("“%(name)s” is split off. Give it a tutor next.") % {"name": made.name})
            return redirect("classes:online_class", online_class=made.public_id)
    return _change(request, online_class, split=form)
