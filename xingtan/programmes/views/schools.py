"""The schools within a post's scope: list, one school, its names."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import PROVIDER, Kind
from xingtan.accounts.scopes import within
from xingtan.audit import actions as audit
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.foundation.sheets import write_workbook
from xingtan.organisations import actions
from xingtan.organisations.models import Division, School
from xingtan.organisations.queries import divisions_with_schools, schools_found, schools_of_stage
from xingtan.programmes import queries
from xingtan.programmes.forms import AliasForm, NewSchoolForm, SchoolFilter, SchoolForm
from xingtan.ui.lists import page_of, sorting_of, wants_export

READERS = (Kind.CITY_SUPERVISOR, Kind.COUNTY_ADMIN, *PROVIDER)
EDITORS = (Kind.CITY_SUPERVISOR, Kind.COUNTY_ADMIN, Kind.PROVIDER_MANAGER)
OF_SCHOOL = (Kind.SCHOOL_HEAD, Kind.SCHOOL_CONTACT)
COLUMNS = {"code": "code", "name": "registered_name", "county": "division_id", "teachers": "teachers_on_register"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@admits(*READERS)
def school_list(request: ActingRequest) -> HttpResponse:
    """The schools this post may see, narrowed and sorted; the same as a workbook."""
    filters = SchoolFilter(request.GET, divisions=_divisions(request), stages=_stages(request))
    rows = _narrowed(within(School.objects.all(), request.acting), filters)
    sorting = sorting_of(request, COLUMNS, default="code")
    rows = sorting.applied_to(rows.select_related("division"))
    if wants_export(request):
        return _workbook(request, rows)
    context = {
        "page": page_of(request, rows), "filters": filters, "sorting": sorting,
        "is_editor": request.acting.kind in EDITORS, "sees_divisions": request.acting.kind != Kind.COUNTY_ADMIN,
    }  # fmt: skip
    return render(request, "programmes/schools.html", context)


@require_GET
@admits(Kind.CITY_SUPERVISOR, *PROVIDER)
def division_list(request: ActingRequest) -> HttpResponse:
    """The tree of divisions: city, schools directly under it, counties, the scenic area (R02)."""
    rows = within(divisions_with_schools(), request.acting)
    return render(request, "programmes/divisions.html", {"divisions": rows})


def _divisions(request: ActingRequest) -> QuerySet[Division]:
    return within(Division.objects.order_by("code"), request.acting)


def _stages(request: ActingRequest, school: School | None = None) -> list[str]:
    """The programme's stages, and those a school has besides."""
    known = list(request.programme.stages) if request.programme else []
    return list(dict.fromkeys([*known, *(school.stages if school else ())]))


def _narrowed(rows: QuerySet[School], filters: SchoolFilter) -> QuerySet[School]:
    rows = schools_found(rows, filters.chosen("q") or "")
    if division := filters.chosen("division"):
        rows = rows.filter(division=division)
    if stage := filters.chosen("stage"):
        rows = schools_of_stage(rows, stage)
    return rows


def _workbook(request: ActingRequest, rows: QuerySet[School]) -> HttpResponse:
    columns = ["学校标识码", "备案名称", "学校全称", "县(市、区)", "学段", "在册教师数"]
    cells = [
        (each.code, each.registered_name, each.full_name, "市直" if each.is_city_direct else each.division.name,
         "、".join(each.stages), each.teachers_on_register)
        for each in rows
    ]  # fmt: skip
    audit.record("export_schools", by=request.acting, rows=len(cells))
    answer = HttpResponse(write_workbook(columns, cells), content_type=XLSX)
    answer["Content-Disposition"] = 'attachment; filename="schools.xlsx"'
    return answer


@require_GET
@admits(*READERS, *OF_SCHOOL, school=School)
def school(request: ActingRequest, school: School) -> HttpResponse:
    """One school: its names, code and people."""
    return _school_page(request, school, AliasForm())


def _school_page(request: ActingRequest, school: School, alias_form: AliasForm) -> HttpResponse:
    context = {
        "school": school, "aliases": school.aliases.order_by("pk"), "people": queries.people_of_school(school),
        "alias_form": alias_form, "is_editor": request.acting.kind in EDITORS,
        "is_reader": request.acting.kind in READERS,
    }  # fmt: skip
    return render(request, "programmes/school.html", context, status=422 if alias_form.errors else 200)


@require_http_methods(["GET", "POST"])
@admits(*EDITORS)
def school_new(request: ActingRequest) -> HttpResponse:
    """Enter a school, within one's own area."""
    sent = request.POST if request.method == "POST" else None
    form = NewSchoolForm(sent, divisions=_divisions(request), stages=_stages(request))
    if sent is not None and form.is_valid():
        try:
            entered = actions.register_school(record=form.record(), by=request.acting, now=clock.now())
            return redirect("programmes:school", school=entered.public_id)
        except Refusal as refusal:
            form.refuse(refusal)
    return render(request, "programmes/school_form.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@admits(*EDITORS, school=School)
def school_edit(request: ActingRequest, school: School) -> HttpResponse:
    """Correct a school's names, stages or number of teachers."""
    stages = _stages(request, school)
    form = (
        SchoolForm(request.POST, stages=stages) if request.method == "POST" else SchoolForm.about(school, stages=stages)
    )
    if request.method == "POST" and form.is_valid():
        actions.change_school(school=school, changes=form.cleaned_data, by=request.acting, now=clock.now())
        messages.success(request, _("Saved. A former name still finds the school."))
        return redirect("programmes:school", school=school.public_id)
    return render(
        request, "programmes/school_form.html", {"form": form, "school": school}, status=422 if form.errors else 200
    )


@require_POST
@admits(*EDITORS, school=School)
def alias_add(request: ActingRequest, school: School) -> HttpResponse:
    """Remember another name of the school."""
    form = AliasForm(request.POST)
    if not form.is_valid():
        return _school_page(request, school, form)
    actions.add_alias(school=school, text=form.cleaned_data["text"], source=request.acting.kind, by=request.acting)
    return redirect("programmes:school", school=school.public_id)


@require_POST
@admits(*EDITORS, school=School)
def alias_remove(request: ActingRequest, school: School) -> HttpResponse:
    """Forget a name that was not this school's; one that is forgotten already is no error."""
    alias = school.aliases.filter(text=request.POST.get("text", "")).first()
    if alias is not None:
        actions.remove_alias(alias=alias, by=request.acting)
    return redirect("programmes:school", school=school.public_id)
