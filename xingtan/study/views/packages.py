"""The channel of packages: a part opened, and its reports taken in, for the page around its sandbox alone."""

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.courses.models import Lesson
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.study import actions, queries
from xingtan.study.rules.packages import read_package_message
from xingtan.study.views.lessons import player_at, refused


@require_POST
@admits(Kind.LEARNER, lesson=Lesson)
def open_part(request: ActingRequest, lesson: Lesson) -> HttpResponse:
    """Open a part: the answer says where to go on, and carries the token for its reports."""
    player_at(request, lesson)
    item = request.POST.get("item", "")
    try:
        opened = actions.open_part(lesson=lesson, item=item, by=request.acting, now=clock.now())
    except Refusal as refusal:
        return refused(refusal)
    return JsonResponse({"token": opened.token, "state": opened.state})


@require_POST
@admits(Kind.LEARNER, lesson=Lesson)
def report(request: ActingRequest, lesson: Lesson) -> HttpResponse:
    """Take in one report; the answer says how the part stands, in words."""
    player_at(request, lesson)
    try:
        message = read_package_message(request.body)
        state = actions.take_package_report(message=message, lesson=lesson, by=request.acting, now=clock.now())
    except Refusal as refusal:
        return refused(refusal)
    return JsonResponse({"number": message.number, "line": queries.words_of(state)})
