"""What tutors and counties write for classes: notices, plan, bulletins."""

from collections.abc import Callable
from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.classes import actions, queries
from xingtan.classes.forms import BulletinForm, LineForm, TextForm, VersionForm
from xingtan.classes.models import Bulletin, ClassNotice, OnlineClass, PlanItem
from xingtan.classes.views.posts import COUNTY, GUIDES, READERS
from xingtan.enrolment.queries import enrolment_of
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.organisations.models import Division
from xingtan.ui.forms import Form

FORTNIGHT = timedelta(days=13)


def _written(form: Form, write: Callable[[], object]) -> bool:
    """Whether a valid form could be carried out; what is refused stands at the form."""
    if not form.is_valid():
        return False
    try:
        write()
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    return True


def _to_class(online_class: OnlineClass) -> HttpResponse:
    return redirect("classes:online_class", online_class=online_class.public_id)


def _text(form: Form) -> actions.Text:
    return actions.Text(form.cleaned_data["title"].strip(), form.cleaned_data["body"].strip())


@require_http_methods(["GET", "POST"])
@admits(*GUIDES, online_class=OnlineClass)
def tell(request: ActingRequest, online_class: OnlineClass) -> HttpResponse:
    """A notice to one class."""
    form = TextForm(request.POST or None)
    if request.method == "POST" and _written(
        form,
        lambda: actions.tell_class(online_class=online_class, text=_text(form), by=request.acting, now=clock.now()),
    ):
        messages.success(request, _("The class can read it now."))
        return _to_class(online_class)
    context = {"form": form, "online_class": online_class}
    return render(request, "classes/tell.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@admits(*COUNTY)
def tell_all(request: ActingRequest) -> HttpResponse:
    """A county's notice to all its classes."""
    form, programme = TextForm(request.POST or None), request.programme
    if programme is None:
        raise Http404
    own = Division.objects.get(pk=request.acting.division_id)
    if request.method == "POST" and _written(
        form,
        lambda: actions.tell_all_classes(
            programme=programme, division=own, text=_text(form), by=request.acting, now=clock.now()
        ),
    ):
        messages.success(request, _("All classes can read it now."))
        return redirect("classes:index")
    return render(request, "classes/tell.html", {"form": form, "own": own}, status=422 if form.errors else 200)


@require_GET
@admits(*READERS, Kind.LEARNER, notice=ClassNotice)
def notice(request: ActingRequest, notice: ClassNotice) -> HttpResponse:
    """A notice; a learner who opens it has read it."""
    if request.acting.kind == Kind.LEARNER:
        mine = enrolment_of(notice.programme, request.acting.account_id)
        if mine is not None:
            actions.note_reading(notice=notice, enrolment=mine, now=clock.now())
    is_own = request.acting.kind in COUNTY or notice.by_id == request.acting.pk
    return render(request, "classes/notice.html", {"notice": notice, "may_take_back": is_own})


@require_POST
@admits(*GUIDES, notice=ClassNotice)
def take_back(request: ActingRequest, notice: ClassNotice) -> HttpResponse:
    """Show it no more."""
    actions.take_notice_back(notice=notice, by=request.acting, now=clock.now())
    messages.success(request, _("The notice is no longer shown."))
    return _to_class(notice.online_class) if notice.online_class else redirect("classes:index")


@require_http_methods(["GET", "POST"])
@admits(*GUIDES, online_class=OnlineClass)
def new_line(request: ActingRequest, online_class: OnlineClass) -> HttpResponse:
    """A line for the plan."""
    form = LineForm(request.POST or None, initial={"begins_on": clock.today()})
    if request.method == "POST" and _written(
        form, lambda: actions.plan_line(online_class=online_class, line=_line(form), by=request.acting)
    ):
        messages.success(request, _("The plan has the new line."))
        return _to_class(online_class)
    context = {"form": form, "online_class": online_class}
    return render(request, "classes/line.html", context, status=422 if form.errors else 200)


def _line(form: Form) -> actions.Line:
    typed = form.cleaned_data
    return actions.Line(typed["title"].strip(), typed["words"].strip(), typed["begins_on"], typed["due_on"])


@require_http_methods(["GET", "POST"])
@admits(*GUIDES, item=PlanItem)
def line(request: ActingRequest, item: PlanItem) -> HttpResponse:
    """A line of the plan written anew."""
    typed = {name: getattr(item, name) for name in ("title", "words", "begins_on", "due_on")}
    form = LineForm(request.POST or None, initial=typed)
    if request.method == "POST" and _written(
        form,
        lambda: actions.plan_line(online_class=item.online_class, line=_line(form), by=request.acting, item=item),
    ):
        messages.success(request, _("Saved."))
        return _to_class(item.online_class)
    context = {"form": form, "online_class": item.online_class, "item": item}
    return render(request, "classes/line.html", context, status=422 if form.errors else 200)


@require_POST
@admits(*GUIDES, item=PlanItem)
def strike(request: ActingRequest, item: PlanItem) -> HttpResponse:
    """A line of the plan taken out."""
    online_class = item.online_class
    actions.strike_line(item=item, by=request.acting)
    messages.success(request, _("The line is out of the plan."))
    return _to_class(online_class)


@require_http_methods(["GET", "POST"])
@admits(*GUIDES, online_class=OnlineClass)
def new_bulletin(request: ActingRequest, online_class: OnlineClass) -> HttpResponse:
    """A bulletin of the last two weeks, unless other days are chosen; kept as a draft."""
    today = clock.today()
    form = BulletinForm(request.POST or None, initial={"since": today - FORTNIGHT, "until": today})
    if request.method == "POST" and _written(form, lambda: _begin(request, online_class, form)):
        messages.success(request, _("Kept as a draft with the figures of its period. Publish it when it is right."))
        return redirect("classes:bulletin", bulletin=online_class.bulletins.latest("number").public_id)
    context = {"form": form, "online_class": online_class}
    return render(request, "classes/write_bulletin.html", context, status=422 if form.errors else 200)


def _begin(request: ActingRequest, online_class: OnlineClass, form: Form) -> Bulletin:
    period = actions.Period(form.cleaned_data["since"], form.cleaned_data["until"])
    return actions.write_bulletin(
        online_class=online_class, period=period, text=_text(form), by=request.acting, now=clock.now()
    )


@require_GET
@admits(*READERS, Kind.LEARNER, bulletin=Bulletin)
def bulletin(request: ActingRequest, bulletin: Bulletin) -> HttpResponse:
    """A bulletin as it stands, with its figures; drafts and earlier versions are for who writes them."""
    may_write = request.acting.kind in GUIDES
    if not bulletin.is_published and not may_write:
        raise Http404
    versions = queries.versions_of(bulletin)
    context = {
        "bulletin": bulletin, "version": versions[0], "versions": versions if may_write else [],
        "may_write": may_write, "online_class": bulletin.online_class,
    }  # fmt: skip
    return render(request, "classes/bulletin.html", context)


@require_http_methods(["GET", "POST"])
@admits(*GUIDES, bulletin=Bulletin)
def edit_bulletin(request: ActingRequest, bulletin: Bulletin) -> HttpResponse:
    """Save it anew, with the figures as they stand now; the earlier versions stay."""
    last = queries.versions_of(bulletin)[0]
    form = VersionForm(request.POST or None, initial={"title": last.title, "body": last.body, "seen": last.number})
    if request.method == "POST" and _written(
        form,
        lambda: actions.change_bulletin(
            bulletin=bulletin, text=_text(form), seen_version=form.cleaned_data["seen"],
            by=request.acting, now=clock.now(),
        ),
    ):  # fmt: skip
        messages.success(request, _("Saved."))
        return redirect("classes:bulletin", bulletin=bulletin.public_id)
    context = {"form": form, "online_class": bulletin.online_class, "bulletin": bulletin}
    return render(request, "classes/write_bulletin.html", context, status=422 if form.errors else 200)


@require_POST
@admits(*GUIDES, bulletin=Bulletin)
def publish(request: ActingRequest, bulletin: Bulletin) -> HttpResponse:
    """Let the class read it."""
    actions.publish_bulletin(bulletin=bulletin, by=request.acting, now=clock.now())
    messages.success(request, _("The class can read it now."))
    return redirect("classes:bulletin", bulletin=bulletin.public_id)
