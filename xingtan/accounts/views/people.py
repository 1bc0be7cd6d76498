"""The people within one's scope: finding them, their posts, help with their accounts."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.actions import Person, Place, appoint, withdraw_post
from xingtan.accounts.actions.people import reveal_numbers, undo_activation
from xingtan.accounts.actions.second_factor import take_second_factor_away
from xingtan.accounts.errors import (
    MayNotGive,
    MobileTaken,
    NameDiffers,
    PlaceUnknown,
    ReasonMissing,
    RevealsSpent,
)
from xingtan.accounts.forms import AppointForm, PeopleFilter, ReasonForm
from xingtan.accounts.models import Account, Kind, Post
from xingtan.accounts.queries.people import division_of, last_seen, people, person_posts, school_called
from xingtan.accounts.rules.posts import GIVEN_IN_OWN_ROOM, MAY_GIVE, PLACE_OF_KIND, may_help
from xingtan.accounts.scopes import within
from xingtan.foundation import clock
from xingtan.organisations.models import Division, School
from xingtan.ui.lists import page_of

SEES_PEOPLE = (
    Kind.CITY_SUPERVISOR,
    Kind.COUNTY_ADMIN,
    Kind.SCHOOL_HEAD,
    Kind.SCHOOL_CONTACT,
    Kind.PROVIDER_MANAGER,
    Kind.SUPPORT,
)
GIVES_POSTS = tuple(Kind(kind) for kind in MAY_GIVE)


@admits(*SEES_PEOPLE)
@require_GET
def index(request: ActingRequest) -> HttpResponse:
    """Everybody within scope, narrowed by name, number, post or state of the account."""
    filters = PeopleFilter(request.GET)
    asked = {name: filters.chosen(name) or "" for name in ("q", "kind", "state")}
    page = page_of(request, people(by=request.acting, **asked))
    context = {"filters": filters, "page": page, "may_give": request.acting.kind in MAY_GIVE}
    return render(request, "accounts/people.html", context)


@admits(*SEES_PEOPLE, account=Account)
@require_GET
def person(request: ActingRequest, account: Account) -> HttpResponse:
    """One person: numbers masked, posts within scope, what can be done."""
    return render(request, "accounts/person.html", _about(request, account) | {"form": ReasonForm()})


def _about(request: ActingRequest, account: Account) -> dict[str, object]:
    posts = person_posts(account=account, by=request.acting)
    gives = MAY_GIVE.get(request.acting.kind, frozenset()) - GIVEN_IN_OWN_ROOM
    held = frozenset(account.posts.filter(is_active=True).values_list("kind", flat=True))
    rows = [(post, post.is_active and post.kind in gives) for post in posts]
    return {
        "account": account,
        "posts": rows,
        "may_help": may_help(request.acting.kind, held),
        "last_seen": last_seen(account),
    }


@admits(*SEES_PEOPLE, account=Account)
@never_cache
@require_POST
def reveal(request: ActingRequest, account: Account) -> HttpResponse:
    """The numbers in full on this one answer, for a reason that goes on record."""
    form = ReasonForm(request.POST)
    context = _about(request, account) | {"form": form}
    if form.is_valid():
        try:
            numbers = reveal_numbers(
                account=account, reason=form.cleaned_data["reason"], by=request.acting, now=clock.now()
            )
        except (ReasonMissing, RevealsSpent) as refusal:
            form.refuse(refusal)
        else:
            context |= {"mobile": numbers[0], "id_number": numbers[1], "form": ReasonForm()}
    return render(request, "accounts/person.html", context, status=422 if form.errors else 200)


@admits(*SEES_PEOPLE, account=Account)
@require_POST
def undo(request: ActingRequest, account: Account) -> HttpResponse:
    """The owner says "this was not me": the activation is undone."""
    undo_activation(account=account, by=request.acting, now=clock.now())
    sentence = _("The activation of %(name)s is undone and every device signed out. Hand out a new slip.")
    messages.success(request, sentence % {"name": account.name})
    return redirect("accounts:person", account=account.public_id)


@admits(*SEES_PEOPLE, account=Account)
@require_POST
def factor_away(request: ActingRequest, account: Account) -> HttpResponse:
    """For a lost phone."""
    take_second_factor_away(account=account, by=request.acting)
    sentence = _("%(name)s sets the second step up anew at the next sign-in.")
    messages.success(request, sentence % {"name": account.name})
    return redirect("accounts:person", account=account.public_id)


@admits(*GIVES_POSTS, post=Post)
@require_POST
def withdraw(request: ActingRequest, post: Post) -> HttpResponse:
    """Take a post back."""
    if post.kind in GIVEN_IN_OWN_ROOM:
        raise Http404
    withdraw_post(post=post, by=request.acting)
    sentence = _("%(name)s no longer holds the post %(kind)s.")
    messages.success(request, sentence % {"name": post.account.name, "kind": post.get_kind_display()})
    return redirect("accounts:person", account=post.account.public_id)


@admits(*GIVES_POSTS)
@require_http_methods(["GET", "POST"])
def give(request: ActingRequest) -> HttpResponse:
    """Give a post to somebody, known or new."""
    form = _appoint_form(request)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            person = Person(name=typed["name"].strip(), mobile=typed["mobile"])
            place = _place(request.acting, typed)
            post = appoint(person=person, kind=typed["kind"], place=place, by=request.acting, now=clock.now())
        except (MayNotGive, NameDiffers, MobileTaken, PlaceUnknown) as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("%(post)s: given.") % {"post": post})
            return redirect("accounts:person", account=post.account.public_id)
    return render(request, "accounts/give.html", {"form": form}, status=422 if form.errors else 200)


def _appoint_form(request: ActingRequest) -> AppointForm:
    by = request.acting
    gives = MAY_GIVE[by.kind] - GIVEN_IN_OWN_ROOM
    hangs_on = {PLACE_OF_KIND.get(kind) for kind in gives}
    areas = list(within(Division.objects.all(), by)) if "division" in hangs_on and by.division_id else []
    return AppointForm(
        request.POST or None,
        kinds=[(kind.value, str(kind.label)) for kind in Kind if kind in gives],
        divisions=[(area.code, area.name) for area in areas] if len(areas) > 1 else [],
        asks_school="school" in hangs_on and not by.school_id,
    )


def _place(by: Post, typed: dict[str, str]) -> Place:
    """The place a form names: only what the kind of post hangs on counts."""
    match PLACE_OF_KIND.get(typed["kind"]) if by.division_id or by.school_id else None:
        case "division":
            division = division_of(typed.get("division") or by.division_id or "", within(Division.objects.all(), by))
            return Place(division=division)
        case "school":
            school = by.school or school_called(typed.get("school", ""), within(School.objects.all(), by))
            if school is None:
                raise PlaceUnknown()
            return Place(school=school)
    return Place()
