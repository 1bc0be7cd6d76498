"""What is held up as good: recommended works of the own class, and excellent contributions."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.classes.queries import class_of
from xingtan.coursework import queries
from xingtan.coursework.views.posts import TALKERS, learner_at, programme_at
from xingtan.ui.lists import page_of


@require_GET
@admits(Kind.LEARNER)
def recommended(request: ActingRequest) -> HttpResponse:
    """The works the tutor recommends, to be read by the class; by name only where the programme says so."""
    programme = programme_at(request)
    online_class = class_of(learner_at(request, programme))
    context = {
        "page": page_of(request, queries.recommended_in(online_class), per=10) if online_class else None,
        "with_names": bool(queries.setting_of(programme).names_recommended),
    }
    return render(request, "coursework/recommended.html", context)


@require_GET
@admits(*TALKERS)
def excellent(request: ActingRequest) -> HttpResponse:
    """What was found excellent in the discussions of the post's classes."""
    classes = queries.classes_for(request.acting, programme_at(request))
    return render(
        request, "coursework/excellent.html", {"page": page_of(request, queries.excellent_in(classes), per=20)}
    )
