"""How tutors keep up, for the county that appointed them and the institution (R14)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.scopes import within
from xingtan.classes.queries import narrowed_tutors, tutors_within
from xingtan.coursework import exports, queries
from xingtan.coursework.forms import QualityFilter
from xingtan.coursework.views.posts import WATCHERS, programme_at
from xingtan.foundation import clock
from xingtan.organisations.models import Division
from xingtan.ui.lists import page_of, sorting_of, wants_export


@require_GET
@admits(*WATCHERS)
def tutors(request: ActingRequest) -> HttpResponse:
    """Load, marked share, hours to mark, replies and agreement of each tutor; by name, not by rank (S10)."""
    programme = programme_at(request)
    counties = [(each.code, each.name) for each in within(Division.objects.order_by("code"), request.acting)]
    filters = QualityFilter(request.GET, counties=counties)
    rows = narrowed_tutors(
        tutors_within(request.acting, programme), text=filters.chosen("text"),
        county=filters.chosen("county") if "county" in filters.fields else None,
    )  # fmt: skip
    columns = {"name": "post__account__name", "county": "division_id", "unit": "unit"}
    sorting = sorting_of(request, columns, default="name")
    if wants_export(request):
        return exports.quality(queries.quality_of(list(sorting.applied_to(rows)), programme))
    page = page_of(request, sorting.applied_to(rows))
    context = {
        "page": page, "rows": queries.quality_of(list(page), programme), "filters": filters, "sorting": sorting,
        "setting": queries.setting_of(programme), "has_county": len(counties) > 1, "now": clock.now(),
    }  # fmt: skip
    return render(request, "coursework/quality.html", context)
