"""The teachers enrolled, by whoever may see them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.accounts.scopes import within
from xingtan.enrolment import queries
from xingtan.enrolment.forms import TeacherFilter
from xingtan.organisations.models import Division
from xingtan.ui.lists import page_of, sorting_of

SEES_TEACHERS = (
    Kind.CITY_SUPERVISOR, Kind.COUNTY_ADMIN, Kind.SCHOOL_HEAD, Kind.SCHOOL_CONTACT,
    Kind.PROVIDER_MANAGER, Kind.ACADEMIC, Kind.SUPPORT, Kind.MONITOR, Kind.AUDITOR,
)  # fmt: skip
COLUMNS = {"name": "account__name", "school": "school__registered_name", "stage": "stage", "enrolled": "enrolled_at"}


@require_GET
@admits(*SEES_TEACHERS)
def index(request: ActingRequest) -> HttpResponse:
    """Names, schools and whether their accounts are activated; numbers masked."""
    programme = request.programme
    if programme is None:
        return render(request, "enrolment/index.html", {"page": None})
    divisions = within(Division.objects.filter(kind=Division.Kind.COUNTY), request.acting)
    counties = [] if request.acting.school_id else list(divisions.values_list("code", "name"))
    filters = TeacherFilter(request.GET, stages=programme.stages, counties=counties)
    chosen = {str(name): filters.chosen(name) for name in filters.fields}
    rows = queries.narrowed(queries.teachers_within(request.acting, programme), **chosen)
    sorting = sorting_of(request, COLUMNS, default="school")
    context = {"page": page_of(request, sorting.applied_to(rows)), "filters": filters, "sorting": sorting}
    return render(request, "enrolment/index.html", context)
