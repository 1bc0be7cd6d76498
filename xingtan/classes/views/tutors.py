"""A county's tutors: appointed, looked at, given classes, replaced, relieved (R14)."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.actions import Person
from xingtan.accounts.models import Kind
from xingtan.classes import actions, queries
from xingtan.classes.forms import AboutForm, AppointForm, RelieveForm, TutorFilter, TutorForm
from xingtan.classes.models import OnlineClass, Tutor
from xingtan.classes.views.posts import COUNTY, OVER, READERS, counties_of
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.organisations.models import Division
from xingtan.programmes.models import Programme
from xingtan.ui.lists import page_of, sorting_of

COLUMNS = {"name": "post__account__name", "unit": "unit", "since": "appointed_at"}


@require_GET
@admits(*OVER)
def index(request: ActingRequest) -> HttpResponse:
    """The tutors of the post's scope with what each has to do."""
    programme = _programme(request)
    filters = TutorFilter(request.GET, counties=counties_of(request))
    asked = {name: filters.chosen(name) for name in filters.fields}
    rows = queries.narrowed_tutors(queries.tutors_within(request.acting, programme), **asked)
    sorting = sorting_of(request, COLUMNS, default="name")
    page = page_of(request, sorting.applied_to(rows))
    loads, limit = queries.loads(list(page)), queries.setting_of(programme).learners_per_tutor
    shown = [{"tutor": row, "load": loads[row.pk], "is_over": loads[row.pk].learners > limit} for row in page]
    context = {
        "filters": filters, "sorting": sorting, "page": page, "rows": shown, "limit": limit,
        "may_appoint": request.acting.kind in COUNTY, "has_county": "county" in filters.fields,
    }  # fmt: skip
    return render(request, "classes/tutors.html", context)


def _programme(request: ActingRequest) -> Programme:
    programme = request.programme
    if programme is None:
        raise Http404
    return programme  # type: ignore[no-any-return]


@require_http_methods(["GET", "POST"])
@admits(*COUNTY)
def appoint(request: ActingRequest) -> HttpResponse:
    """Appoint a tutor of one's own county."""
    programme = _programme(request)
    form = AppointForm(request.POST or None, stages=programme.stages)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            tutor = actions.appoint_tutor(
                programme=programme, division=Division.objects.get(pk=request.acting.division_id),
                person=Person(typed["name"].strip(), typed["mobile"]), about=_about(typed),
                by=request.acting, now=clock.now(),
            )  # fmt: skip
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("%(name)s is a tutor now. Give a class next.") % {"name": tutor.name})
            return redirect("classes:tutor", tutor=tutor.public_id)
    return render(request, "classes/appoint.html", {"form": form}, status=422 if form.errors else 200)


def _about(typed: dict[str, str]) -> actions.About:
    return actions.About(typed["unit"].strip(), typed["stage"], typed["subject"].strip())


@require_GET
@admits(*READERS, tutor=Tutor)
def tutor(request: ActingRequest, tutor: Tutor) -> HttpResponse:
    """One tutor: what is said, classes now and before; the county corrects, gives classes and relieves."""
    return render(request, "classes/tutor.html", _context(request, tutor) | {"form": _about_form(request, tutor)})


def _about_form(request: ActingRequest, tutor: Tutor) -> AboutForm:
    told = {"unit": tutor.unit, "stage": tutor.stage, "subject": tutor.subject}
    return AboutForm(request.POST or None, stages=tutor.programme.stages, initial=told)


@require_POST
@admits(*COUNTY, tutor=Tutor)
def correct(request: ActingRequest, tutor: Tutor) -> HttpResponse:
    """What is said of a tutor put right."""
    form = _about_form(request, tutor)
    if form.is_valid():
        actions.change_tutor(tutor=tutor, about=_about(form.cleaned_data), by=request.acting)
        messages.success(request, _("Saved."))
        return redirect("classes:tutor", tutor=tutor.public_id)
    return render(request, "classes/tutor.html", _context(request, tutor) | {"form": form}, status=422)


def _context(request: ActingRequest, tutor: Tutor) -> dict[str, object]:
    is_own = request.acting.division_id == tutor.division_id and tutor.ended_at is None
    setting = queries.setting_of(tutor.programme)
    tenures = list(tutor.tenures.select_related("online_class").order_by("-began_at", "-pk"))
    return {
        "tutor": tutor, "account": tutor.post.account, "tenures": tenures, "is_own": is_own,
        "load": queries.loads([tutor])[tutor.pk], "limit": setting.learners_per_tutor,
        "relieve": RelieveForm(tutors=_others(tutor)) if is_own else None,
        "is_self": request.acting.pk == tutor.post_id,
    }  # fmt: skip


def _others(tutor: Tutor) -> list[tuple[str, str]]:
    rows = queries.serving_tutors(tutor.programme, tutor.division_id)
    return tutor_choices([each for each in rows if each.pk != tutor.pk])


def tutor_choices(rows: list[Tutor]) -> list[tuple[str, str]]:
    """Tutors to choose from, each with what there is to do already."""
    having = queries.loads(rows)
    words = _("%(name)s · %(unit)s · %(classes)s classes, %(learners)s teachers")
    return [
        (
            each.public_id,
            words % {
                "name": each.name, "unit": each.unit,
                "classes": having[each.pk].classes, "learners": having[each.pk].learners,
            },
        )
        for each in rows
    ]  # fmt: skip


@require_POST
@admits(*COUNTY, tutor=Tutor)
def relieve(request: ActingRequest, tutor: Tutor) -> HttpResponse:
    """End an appointment; a successor takes over."""
    form = RelieveForm(request.POST, tutors=_others(tutor))
    if form.is_valid():
        chosen = form.cleaned_data["successor"]
        successor = Tutor.objects.within(request.acting).filter(public_id=chosen).first() if chosen else None
        try:
            count = actions.relieve_tutor(
                tutor=tutor, successor=successor, words=form.cleaned_data["words"], by=request.acting, now=clock.now()
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            said = _("%(name)s is relieved and signed out everywhere; classes passed on: %(count)s.")
            messages.success(request, said % {"name": tutor.name, "count": count})
            return redirect("classes:tutors")
    context = _context(request, tutor) | {"relieve": form, "form": AboutForm(stages=tutor.programme.stages)}
    return render(request, "classes/tutor.html", context, status=422)


@require_http_methods(["GET", "POST"])
@admits(*COUNTY, online_class=OnlineClass)
def give(request: ActingRequest, online_class: OnlineClass) -> HttpResponse:
    """Choose who has a class from now on."""
    rows = queries.serving_tutors(online_class.programme, online_class.division_id)
    form = TutorForm(request.POST or None, tutors=tutor_choices(rows))
    if request.method == "POST" and form.is_valid():
        taker = next(each for each in rows if each.public_id == form.cleaned_data["tutor"])
        try:
            actions.give_class(online_class=online_class, tutor=taker, by=request.acting, now=clock.now())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            words = {"name": taker.name, "class": online_class.name}
            messages.success(request, _("“%(class)s” is guided by %(name)s from now on.") % words)
            return redirect("classes:online_class", online_class=online_class.public_id)
    context = {"form": form, "online_class": online_class, "tutors": queries.tutors_of(online_class), "any": bool(rows)}
    return render(request, "classes/give.html", context, status=422 if form.errors else 200)


@require_POST
@admits(Kind.TUTOR, tutor=Tutor)
def share(request: ActingRequest, tutor: Tutor) -> HttpResponse:
    """The tutor lets the own learners see the mobile in full, or no more."""
    shares = request.POST.get("shares") == "yes"
    actions.share_mobile(tutor=tutor, shares=shares, by=request.acting)
    messages.success(request, _("Your classes see your number now.") if shares else _("Your number is masked again."))
    return redirect("classes:tutor", tutor=tutor.public_id)
