"""Classes made by rule: the preview of one county or of all, then made in the background as it was shown (R63)."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.scopes import within
from xingtan.classes import jobs, queries
from xingtan.classes.queries import Forming
from xingtan.classes.views.posts import COUNTY
from xingtan.classes.wording import reasons_in_words, schools_named
from xingtan.enrolment.models import Enrolment
from xingtan.foundation.tasks import start
from xingtan.organisations.models import Division
from xingtan.organisations.rules import prefix_of
from xingtan.ui.lists import page_of


def _plans(request: ActingRequest, divisions: object = None) -> list[Forming]:
    if request.programme is None:
        raise Http404
    area = Division.objects.filter(code__startswith=prefix_of(request.programme.owner_division_id)).order_by("code")
    return queries.forming_of(request.programme, divisions or within(area, request.acting))  # type: ignore[arg-type]


@require_GET
@admits(*COUNTY)
def areas(request: ActingRequest) -> HttpResponse:
    """Every county with teachers without a class; a county goes to its own preview."""
    plans = _plans(request)
    if len(plans) == 1:
        return redirect("classes:preview", division=plans[0].division.pk)
    context = {
        "plans": plans, "classes": sum(len(plan.classes) for plan in plans), "heads": sum(plan.heads for plan in plans),
    }  # fmt: skip
    return render(request, "classes/areas.html", context)


@require_GET
@admits(*COUNTY, division=Division)
def preview(request: ActingRequest, division: Division) -> HttpResponse:
    """The classes that would be made in a county, why, with which tutor; ``?show=`` opens one with its names."""
    plan = next(iter(_plans(request, [division])), None)
    if plan is None:
        return render(request, "classes/preview.html", {"plan": None, "division": division})
    page = page_of(request, plan.classes)
    schools = schools_named([reason for each in page for reason in each.planned.reasons])
    rows = [
        {
            "new": each, "number": page.start_index() + at, "reasons": reasons_in_words(each.planned.reasons, schools),
            "schools": len({member.school for member in each.planned.members}),
        }
        for at, each in enumerate(page)
    ]  # fmt: skip
    context = {"plan": plan, "division": division, "page": page, "rows": rows, "shown": _shown(request, plan)}
    return render(request, "classes/preview.html", context)


def _shown(request: ActingRequest, plan: Forming) -> dict[str, object] | None:
    asked = request.GET.get("show", "")
    if not asked.isdigit() or not 1 <= int(asked) <= len(plan.classes):
        return None
    new = plan.classes[int(asked) - 1]
    rows = Enrolment.objects.filter(pk__in=[member.enrolment for member in new.planned.members])
    return {
        "new": new,
        "teachers": rows.select_related("account", "school").order_by("school__registered_name", "account__name"),
    }


@require_POST
@admits(*COUNTY)
def make(request: ActingRequest) -> HttpResponse:
    """Make the classes whose previews were looked at: digests by division code."""
    digests = {
        key.removeprefix("digest-"): value for key, value in request.POST.items() if key.startswith("digest-") and value
    }
    plans = [plan for plan in _plans(request) if plan.division.pk in digests]
    if not plans:
        return redirect("classes:areas")
    heads = {plan.division.pk: plan.heads + len(plan.joining) for plan in plans}
    run = start(
        jobs.make_classes, title=_("Making classes"), owner=request.user.public_id,
        language=get_language() or "zh-hans", programme=request.programme.code, by=request.acting.public_id,
        digests={code: digests[code] for code in heads}, heads=heads, next_url=reverse("classes:index"),
    )  # fmt: skip
    return redirect("desks:run", run=run.public_id)
