"""Discussions of a class: topics, threads, replies, complaints."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.classes.models import OnlineClass
from xingtan.coursework import actions, queries
from xingtan.coursework.actions import Said
from xingtan.coursework.forms import ReasonForm, SayForm, ThreadFilter
from xingtan.coursework.models import Contribution, Topic
from xingtan.coursework.views.posts import MARKERS, TALKERS, programme_at
from xingtan.enrolment.queries import enrolment_of
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.foundation.fields import new_public_id
from xingtan.ui.lists import page_of


@require_GET
@admits(*MARKERS)
def topics(request: ActingRequest) -> HttpResponse:
    """The topics with how lively they are, and what learners complained of."""
    programme = programme_at(request)
    classes = queries.classes_for(request.acting, programme)
    lines = queries.topic_lines(list(queries.topics_within(request.acting, programme)), classes)
    context = {"lines": lines, "classes": classes, "complaints": queries.complaints_in(classes)}
    return render(request, "coursework/topics.html", context)


@require_http_methods(["GET", "POST"])
@admits(*TALKERS, topic=Topic)
def topic(request: ActingRequest, topic: Topic) -> HttpResponse:
    """What a class says on a topic; and begin a thread."""
    classes = queries.classes_for(request.acting, topic.programme)
    online_class = _chosen(request, classes)
    form = SayForm(request.POST or None, initial={"key": new_public_id()})
    if request.method == "POST" and online_class is not None and form.is_valid():
        try:
            made = _said(request, topic, online_class, None, form)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return redirect("coursework:thread", contribution=made.public_id)
    return _topic_page(request, topic, classes, online_class, form)


def _topic_page(
    request: ActingRequest, topic: Topic, classes: list[OnlineClass], online_class: OnlineClass | None, form: SayForm
) -> HttpResponse:
    filters, page, hidden = ThreadFilter(request.GET), None, []
    if online_class is not None:
        rows = queries.threads_of(topic, online_class, with_hidden=request.acting.kind in MARKERS)
        rows = queries.narrowed_threads(rows, text=filters.chosen("text"), only=filters.chosen("only"))
        page = page_of(request, rows, per=20)
        mine = enrolment_of(topic.programme, request.acting.account_id)
        hidden = queries.hidden_of(mine, topic, online_class) if mine else []
    context = {
        "topic": topic, "classes": classes, "online_class": online_class, "form": form, "filters": filters, "page": page,
        "hidden": hidden, "closes_at": queries.closes_at(topic), "is_open": _is_open(topic),
    }  # fmt: skip
    return render(request, "coursework/topic.html", context, status=422 if form.errors else 200)


def _is_open(topic: Topic) -> bool:
    return topic.taken_back_at is None and clock.now() < queries.closes_at(topic)


def _chosen(request: ActingRequest, classes: list[OnlineClass]) -> OnlineClass | None:
    """The class asked for among those one reads, else the first."""
    asked = request.GET.get("class", "")
    return next((each for each in classes if each.public_id == asked), classes[0] if classes else None)


def _said(
    request: ActingRequest, topic: Topic, online_class: OnlineClass, thread: Contribution | None, form: SayForm
) -> Contribution:
    said = Said(form.cleaned_data["body"], form.cleaned_data["key"], form.cleaned_data["title"])
    return actions.say(
        topic=topic, online_class=online_class, thread=thread, said=said, by=request.acting, now=clock.now()
    )


@require_http_methods(["GET", "POST"])
@admits(*TALKERS, contribution=Contribution)
def thread(request: ActingRequest, contribution: Contribution) -> HttpResponse:
    """A thread with its replies; and answer in it."""
    first = contribution.thread or contribution
    is_guide = request.acting.kind in MARKERS
    if first.hidden_at is not None and not is_guide:
        raise Http404
    form = SayForm(request.POST or None, initial={"key": new_public_id()})
    if request.method == "POST" and form.is_valid():
        try:
            made = _said(request, first.topic, first.online_class, first, form)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return redirect(f"{reverse('coursework:thread', args=[first.public_id])}#c{made.pk}")
    actions.note_answer_read(question=first, by=request.acting, now=clock.now())
    context = {
        "first": first, "topic": first.topic, "replies": queries.replies_of(first, with_hidden=is_guide), "form": form,
        "is_guide": is_guide, "is_open": _is_open(first.topic), "complained": queries.has_complaint(first),
    }  # fmt: skip
    return render(request, "coursework/thread.html", context, status=422 if form.errors else 200)


def _back(contribution: Contribution) -> HttpResponse:
    first = contribution.thread or contribution
    return redirect(f"{reverse('coursework:thread', args=[first.public_id])}#c{contribution.pk}")


@require_POST
@admits(*MARKERS, contribution=Contribution)
def excellent(request: ActingRequest, contribution: Contribution) -> HttpResponse:
    """Find a contribution excellent, or no more."""
    actions.find_excellent(
        contribution=contribution, is_excellent=contribution.excellent_at is None, by=request.acting, now=clock.now()
    )
    return _back(contribution)


@require_POST
@admits(Kind.LEARNER, contribution=Contribution)
def complain(request: ActingRequest, contribution: Contribution) -> HttpResponse:
    """Tell the tutor that something should not stand."""
    form = ReasonForm(request.POST)
    if form.is_valid():
        actions.complain(
            contribution=contribution, reason=form.cleaned_data["reason"], by=request.acting, now=clock.now()
        )
        messages.success(request, _("Told. The tutor looks at it; nobody else sees who told."))
    else:
        messages.error(request, _("Please say in a few words what is wrong with it. Nothing was sent."))
    return _back(contribution)


@require_POST
@admits(*MARKERS, contribution=Contribution)
def hide(request: ActingRequest, contribution: Contribution) -> HttpResponse:
    """Show a contribution no more, with a reason that its writer reads."""
    try:
        actions.hide(
            contribution=contribution, reason=request.POST.get("reason", ""), by=request.acting, now=clock.now()
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Hidden. It stays on record; the writer sees the reason."))
    return _back(contribution)


@require_POST
@admits(*MARKERS, contribution=Contribution)
def leave(request: ActingRequest, contribution: Contribution) -> HttpResponse:
    """Let a contribution stand."""
    actions.leave(contribution=contribution, by=request.acting, now=clock.now())
    messages.success(request, _("It stands; complaints of it are settled."))
    return _back(contribution)
