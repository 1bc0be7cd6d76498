"""A school's plan, records and research time; overseers see them."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.audit import actions as audit
from xingtan.enrolment.models import Enrolment
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.schoolbased import actions, exports, queries
from xingtan.schoolbased.forms import ActivityFilter, PlanForm, RecordForm, TimeForm, WordsForm
from xingtan.schoolbased.models import Activity, Photo, ResearchTime
from xingtan.schoolbased.rules import Slot
from xingtan.schoolbased.views.posts import OVER, SCHOOL, lessons_of, programme_of, school_of, sent
from xingtan.ui.lists import page_of, sorting_of, wants_export

COLUMNS = {"day": "planned_on", "school": "school__registered_name", "state": "state"}


@require_GET
@admits(*SCHOOL, *OVER)
def index(request: ActingRequest) -> HttpResponse:
    """The activities of the post's schools, and what waits."""
    programme, filters = programme_of(request), ActivityFilter(request.GET)
    chosen = {name: filters.chosen(name) for name in filters.fields}
    rows = queries.activities_within(request.acting, programme, **chosen)
    sorting = sorting_of(request, COLUMNS, default="-day")
    if wants_export(request):
        audit.record("export_activities", by=request.acting, about=programme, rows=rows.count())
        return exports.activities(sorting.applied_to(rows))
    is_school = request.acting.kind in SCHOOL
    context: dict[str, Any] = {
        "filters": filters, "sorting": sorting, "page": page_of(request, sorting.applied_to(rows)),
        "is_school": is_school, "waiting": queries.waiting(request.acting, programme),
    }  # fmt: skip
    if is_school and request.acting.school:
        context["share"] = queries.research_share(programme, request.acting.school)
    return render(request, "schoolbased/index.html", context)


@require_http_methods(["GET", "POST"])
@admits(*SCHOOL)
def plan(request: ActingRequest) -> HttpResponse:
    """Plan an activity."""
    programme, school = programme_of(request), school_of(request)
    form = PlanForm(request.POST or None, lessons=lessons_of(programme))
    if request.method == "POST" and form.is_valid():
        told = actions.Plan(**form.cleaned_data)
        try:
            made = actions.plan_activity(
                programme=programme, school=school, plan=told, by=request.acting, now=clock.now()
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return redirect("schoolbased:activity", activity=made.public_id)
    return render(request, "schoolbased/plan.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
@admits(*SCHOOL, *OVER, Kind.LEARNER, activity=Activity)
def activity(request: ActingRequest, activity: Activity) -> HttpResponse:
    """One activity: what was done, who was there, what was thought of it, and what became of it."""
    return activity_page(request, activity)


def activity_page(request: ActingRequest, activity: Activity, form: WordsForm | None = None) -> HttpResponse:
    presences = list(activity.presences.select_related("enrolment__account").order_by("enrolment__account__name", "pk"))
    own = next((each for each in presences if each.enrolment.account_id == request.user.pk), None)
    is_learner = request.acting.kind == Kind.LEARNER
    if form is None and is_learner and own:
        form = WordsForm(initial={"words": own.reflection})
    context = {
        "activity": activity, "presences": presences, "photos": activity.photos.all(), "steps": activity.steps.all(),
        "form": form, "is_learner": is_learner, "may_record": request.acting.kind in SCHOOL and activity.state != "signed",
        "may_sign": request.acting.kind == Kind.SCHOOL_HEAD and activity.state == "recorded",
        "is_school": request.acting.kind in SCHOOL,
    }  # fmt: skip
    return render(request, "schoolbased/activity.html", context, status=422 if form and form.errors else 200)


def _teachers(activity: Activity) -> list[Enrolment]:
    rows = Enrolment.objects.filter(programme=activity.programme, school=activity.school).accepted()
    return list(rows.select_related("account").order_by("account__name", "pk"))


@require_http_methods(["GET", "POST"])
@admits(*SCHOOL, activity=Activity)
def record(request: ActingRequest, activity: Activity) -> HttpResponse:
    """Record what was held."""
    teachers = _teachers(activity)
    present = activity.presences.values_list("enrolment__public_id", flat=True)
    told = {
        "held_on": activity.day, "minutes": activity.minutes or None, "words": activity.words,
        "others": activity.others, "present": list(present),
    }  # fmt: skip
    form = RecordForm(request.POST or None, request.FILES or None, teachers=teachers, initial=told)
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_activity(
                activity=activity, record=_record_of(form, teachers), by=request.acting, now=clock.now()
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Recorded. Once the head has signed, its minutes count."), extra_tags="ok")
            return redirect("schoolbased:activity", activity=activity.public_id)
    context = {"form": form, "activity": activity}
    return render(request, "schoolbased/record.html", context, status=422 if form.errors else 200)


def _record_of(form: RecordForm, teachers: list[Enrolment]) -> actions.Record:
    given = form.cleaned_data
    present = [each for each in teachers if each.public_id in set(given["present"])]
    return actions.Record(given["held_on"], given["minutes"], given["words"], present, given["others"], given["photos"])


@require_POST
@admits(Kind.SCHOOL_HEAD, activity=Activity)
def sign(request: ActingRequest, activity: Activity) -> HttpResponse:
    """The head signs."""
    actions.sign_activity(activity=activity, by=request.acting, now=clock.now())
    messages.success(request, _("Signed. The minutes count for everybody who was present."), extra_tags="ok")
    return redirect("schoolbased:activity", activity=activity.public_id)


@require_POST
@admits(*SCHOOL, activity=Activity)
def drop(request: ActingRequest, activity: Activity) -> HttpResponse:
    """Say that it was not held."""
    actions.drop_activity(activity=activity, words="", by=request.acting, now=clock.now())
    return redirect("schoolbased:index")


@require_GET
@admits(*SCHOOL, *OVER, Kind.LEARNER, photo=Photo)
def photo(request: ActingRequest, photo: Photo) -> FileResponse:
    """A photo of an activity."""
    return sent(photo.file, photo.file_name, is_picture=photo.is_picture, download="download" in request.GET)


@require_http_methods(["GET", "POST"])
@admits(*SCHOOL)
def times(request: ActingRequest) -> HttpResponse:
    """The school's weekly research time."""
    programme, school = programme_of(request), school_of(request)
    form = TimeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        slot = Slot(given["weekday"], given["begins"], given["ends"])
        try:
            actions.keep_research_time(
                programme=programme, school=school, slot=slot, words=given["words"], by=request.acting
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return redirect("schoolbased:times")
    context = {
        "form": form,
        "rows": queries.slots_of(programme, school),
        "share": queries.research_share(programme, school),
    }
    return render(request, "schoolbased/times.html", context, status=422 if form.errors else 200)


@require_POST
@admits(*SCHOOL, research_time=ResearchTime)
def strike(request: ActingRequest, research_time: ResearchTime) -> HttpResponse:
    """Take a research time out."""
    actions.strike_research_time(research_time=research_time, by=request.acting)
    return redirect("schoolbased:times")
