"""The teachers enrolled, by whoever may see them."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.accounts.scopes import within
from xingtan.enrolment import queries
from xingtan.enrolment.forms.teachers import TeacherFilter
from xingtan.enrolment.models import ChangeRequest, Enrolment, EnrolmentQuerySet
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
    if request.programme is None:
        return render(request, "enrolment/index.html", {"page": None})
    rows, filters = found(request)
    sorting = sorting_of(request, COLUMNS, default="school")
    context = {"page": page_of(request, sorting.applied_to(rows)), "filters": filters, "sorting": sorting}
    return render(request, "enrolment/index.html", context)


def found(request: ActingRequest) -> tuple[EnrolmentQuerySet, TeacherFilter]:
    """The teachers of the post's scope that the address asks for, and the filters it names."""
    programme = request.programme
    divisions = within(Division.objects.filter(kind=Division.Kind.COUNTY), request.acting)
    counties = [] if request.acting.school_id else list(divisions.values_list("code", "name"))
    filters = TeacherFilter(request.GET, stages=programme.stages, counties=counties)
    rows = queries.teachers_within(request.acting, programme)
    return queries.narrowed(rows, **chosen_of(filters)), filters


def chosen_of(filters: TeacherFilter) -> dict[str, Any]:
    """The sensible values of the filters by their names."""
    return {str(name): filters.chosen(name) for name in filters.fields}


@require_GET
@admits(*SEES_TEACHERS, enrolment=Enrolment)
def teacher(request: ActingRequest, enrolment: Enrolment) -> HttpResponse:
    """One teacher: what stands, what happened, what was asked, and what can be asked."""
    is_own = request.acting.kind == Kind.SCHOOL_CONTACT and enrolment.status == Enrolment.Status.ACCEPTED
    changes = queries.changes_of(enrolment, request.acting)
    kinds = [kind for kind in ChangeRequest.Kind if kind != ChangeRequest.Kind.DISPUTE] if is_own else []
    waiting = {change.kind for change in changes if change.is_waiting}
    context = {
        "enrolment": enrolment, "account": enrolment.account, "changes": changes,
        "steps": queries.steps_of_enrolment(enrolment), "kinds": [(kind, kind in waiting) for kind in kinds],
    }  # fmt: skip
    return render(request, "enrolment/teacher.html", context)
