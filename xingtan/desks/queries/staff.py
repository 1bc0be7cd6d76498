"""The desks of everybody who runs the training: one short function a kind of post."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _

from xingtan.accounts.models import Kind, Post
from xingtan.audit.queries import chain_length
from xingtan.desks.items import Desk, Figure, Todo, in_order
from xingtan.desks.navigation import href_of, is_open_to
from xingtan.desks.queries import (
    approvals,
    changes,
    classes,
    enrolling,
    figures,
    funding,
    mails,
    money,
    schoolbased,
    starting,
    teaching,
)
from xingtan.desks.queries.papers import county_invoice, doubted_vouchers, of_finance, own_invoice
from xingtan.oversight.queries import counts_for, taken_at
from xingtan.programmes.models import Programme
from xingtan.ui.counts import thousands

Items = list[Todo | None]


def desk_of(post: Post, programme: Programme | None, now: datetime) -> Desk:
    """The first page of a staff post: overdue things first, buttons only to pages that admit the post."""
    if programme is None:
        return Desk(title=post.place or post.account.name, lead=_("No programme is loaded yet."))
    desk = DESKS[Kind(post.kind)](post, programme, now)
    todos = in_order(replace(todo, href=_open_href(post, todo.href)) for todo in desk.todos)
    shown = tuple(replace(figure, href=_open_href(post, figure.href)) for figure in desk.figures)
    overview, daily = _open_href(post, desk.overview_href), _open_href(post, desk.daily_href)
    return replace(desk, todos=todos, figures=shown, overview_href=overview, daily_href=daily)


def _open_href(post: Post, href: str) -> str:
    return href if href and is_open_to(post.kind, href) else ""


def _titled(post: Post, programme: Programme, todos: Items, line: tuple[Figure, ...] = ()) -> Desk:
    words = {"place": place_of(post, programme), "year": programme.year_label}
    return Desk(
        title=_("%(place)s · training %(year)s") % words,
        todos=tuple(todo for todo in todos if todo is not None),
        figures=line,
    )


def place_of(post: Post, programme: Programme) -> str:
    """Where a post is: its division or school, or the institution that runs its programme."""
    return post.place if post.school_id or post.division_id else programme.undertaking_institution


def area(post: Post, programme: Programme, now: datetime) -> Desk:
    """City and county: pass on, review, chase, look."""
    counts = counts_for(post, programme)
    is_city = post.kind == Kind.CITY_SUPERVISOR
    todos: Items = [
        *starting.open_notices(post, now),
        None if is_city else starting.county_reminded(post, programme, now),
        starting.plans_to_file(programme) if is_city else starting.own_plan(post, programme, now),
        starting.registration(post, programme, now) if is_city else None,
        enrolling.to_review(post, programme, now),
        changes.waiting_changes(post, programme, now),
        *approvals.full_lists(post, programme, now),
        mails.to_decide(post, programme, now),
        enrolling.late_rosters(post, programme),
        enrolling.parts_to_decide(post, programme),
        enrolling.schools_missing(post, programme, now),
        *classes.to_keep(post, programme),
        *schoolbased.of_county(post, programme),
        money.unpaid_schools(programme, counts, now),
        county_invoice(post.division, programme) if post.division and not is_city else None,
        *_funding(post, programme),
        *figures.behind(post, programme, counts, now),
    ]
    return _counted(_titled(post, programme, todos, figures.progress(post, programme, counts)), programme)


def _funding(post: Post, programme: Programme) -> Items:
    """The money set aside for training: a county's own, its schools', the counties of the city."""
    if post.kind == Kind.CITY_SUPERVISOR or post.division is None:
        return [funding.counties_to_remind(programme), funding.schools_owing(post, programme)]
    return [funding.own_share(post.division, programme), funding.schools_owing(post, programme)]


def school(post: Post, programme: Programme, now: datetime) -> Desk:
    """Head and contact of a school: roster, fee, and who has not begun."""
    counts = counts_for(post, programme)
    own = post.school
    todos: Items = figures.behind(post, programme, counts, now)
    if own is not None:
        todos = [
            enrolling.own_roster(own, programme, now),
            money.own_bill(own, programme, now),
            doubted_vouchers(post, own, programme),
            own_invoice(own, programme),
            funding.own_share(own, programme),
            *todos,
        ]
        todos += [starting.own_meeting(own, programme, now), *starting.reminded_of(own, programme, now)]
        todos += schoolbased.of_school(post, programme)
        todos = [*money.questions_to_answer(post, programme), *starting.open_notices(post, now), *todos]
        todos += [changes.waiting_changes(post, programme, now), changes.decided_changes(post, programme, now)]
        todos += approvals.full_lists(post, programme, now)
    return _counted(_titled(post, programme, todos, figures.progress(post, programme, counts)), programme)


def manager(post: Post, programme: Programme, now: datetime) -> Desk:
    """Who runs the programme: everything that is late anywhere."""
    counts = counts_for(post, programme)
    todos: Items = [
        starting.registration(post, programme, now),
        enrolling.late_rosters(post, programme),
        money.unpaid_schools(programme, counts, now),
        money.waiting_transfers(post, programme),
        *approvals.to_approve(post, programme),
        *figures.behind(post, programme, counts, now),
        *teaching.stages_short_of_lessons(programme, teaching.shelf_of(programme)),
        *teaching.to_settle(programme, now),
    ]
    return _counted(_titled(post, programme, todos, figures.progress(post, programme, counts)), programme)


def monitor(post: Post, programme: Programme, now: datetime) -> Desk:
    """Who watches study (R67)."""
    counts = counts_for(post, programme)
    todos = [*schoolbased.of_monitor(post, programme), *figures.behind(post, programme, counts, now)]
    return _counted(_titled(post, programme, todos, figures.progress(post, programme, counts)), programme)


def support(post: Post, programme: Programme, now: datetime) -> Desk:
    """Who helps people into their accounts (R68)."""
    counts = counts_for(post, programme)
    todos: Items = [replace(todo, href=href_of("accounts:activation_list"), button=_("Look")) if todo else None
                    for todo in figures.behind(post, programme, counts, now)[:1]]  # fmt: skip
    todos.append(changes.waiting_changes(post, programme, now))
    todos.append(mails.to_decide(post, programme, now))
    return _counted(_titled(post, programme, todos, figures.progress(post, programme, counts)), programme)


def finance(post: Post, programme: Programme, now: datetime) -> Desk:
    """Who takes the money."""
    todos: Items = [
        money.answers_to_see(post, programme),
        money.waiting_transfers(post, programme),
        *of_finance(post, programme),
        *approvals.to_approve(post, programme),
        money.unpaid_schools(programme, counts_for(post, programme), now),
    ]
    return _titled(post, programme, todos, money.takings(post, programme))


def academic(post: Post, programme: Programme, now: datetime) -> Desk:
    """Who keeps results and certificates."""
    return _titled(post, programme, teaching.to_settle(programme, now), teaching.outcomes(post, programme))


def content(post: Post, programme: Programme, now: datetime) -> Desk:  # noqa: ARG001 - desks are asked alike
    """Who fills the catalogue."""
    shelf = teaching.shelf_of(programme)
    todos = teaching.stages_short_of_lessons(programme, shelf)
    return _titled(post, programme, todos, teaching.catalogue(shelf, programme))


def auditor(post: Post, programme: Programme, now: datetime) -> Desk:  # noqa: ARG001 - desks are asked alike
    """Who checks what was done by whom."""
    line = Figure(_("Entries in the audit chain"), thousands(chain_length()), href=href_of("audit:index"))
    return _titled(post, programme, [], (line, *money.takings(post, programme)))


def guide(post: Post, programme: Programme, now: datetime) -> Desk:  # noqa: ARG001 - desks are asked alike
    """Experts: what is taught."""
    return _titled(post, programme, [], teaching.catalogue(teaching.shelf_of(programme), programme))


def tutor(post: Post, programme: Programme, now: datetime) -> Desk:
    """Who guides classes: what waits in them, oldest first."""
    todos, line = classes.guided(post, programme, now)
    return _titled(post, programme, todos, line)


def _counted(desk: Desk, programme: Programme) -> Desk:
    daily, overview = href_of("desks:daily"), href_of("oversight:index")
    return replace(desk, as_of=taken_at(programme), daily_href=daily, overview_href=overview)


DESKS: dict[Kind, Callable[[Post, Programme, datetime], Desk]] = {
    Kind.CITY_SUPERVISOR: area,
    Kind.COUNTY_ADMIN: area,
    Kind.SCHOOL_HEAD: school,
    Kind.SCHOOL_CONTACT: school,
    Kind.PROVIDER_MANAGER: manager,
    Kind.ACADEMIC: academic,
    Kind.CONTENT_EDITOR: content,
    Kind.FINANCE: finance,
    Kind.SUPPORT: support,
    Kind.MONITOR: monitor,
    Kind.AUDITOR: auditor,
    Kind.EXPERT: guide,
    Kind.TUTOR: tutor,
}
