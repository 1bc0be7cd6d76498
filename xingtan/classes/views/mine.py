"""A learner's own class: the tab 班级 of the phone."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.classes import queries
from xingtan.enrolment.queries import enrolment_of
from xingtan.foundation import clock


@require_GET
@admits(Kind.LEARNER)
def mine(request: ActingRequest) -> HttpResponse:
    """My class: tutor, notices, plan, bulletins."""
    enrolment = enrolment_of(request.programme, request.acting.account_id) if request.programme else None
    online_class = queries.class_of(enrolment) if enrolment else None
    if enrolment is None or online_class is None:
        return render(request, "classes/mine.html", {"online_class": None, "enrolment": enrolment})
    tutors = queries.tutors_of(online_class)
    context = {
        "online_class": online_class, "enrolment": enrolment, "tutor": tutors[0] if tutors else None,
        "heads": queries.heads_of([online_class]).get(online_class.pk, 0),
        "notices": queries.notices_for(enrolment, online_class), "plan": queries.plan_of(online_class),
        "bulletins": queries.bulletins_of(online_class, drafts=False), "today": clock.today(),
    }  # fmt: skip
    return render(request, "classes/mine.html", context)
