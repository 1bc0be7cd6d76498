"""The whole story, in its order."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta

from xingtan.accounts.models import Kind, Post
from xingtan.classes.actions import follow_enrolments
from xingtan.demo.actions import ground
from xingtan.demo.actions.bundles import bring_bundles
from xingtan.demo.actions.changes import Clerks, ask_for_changes
from xingtan.demo.actions.classes import form_classes
from xingtan.demo.actions.coursework import fill_coursework
from xingtan.demo.actions.earlier_money import remember_last_years_money
from xingtan.demo.actions.invoices import bring_invoices
from xingtan.demo.actions.ledger import bring_ledger, draw_again
from xingtan.demo.actions.mails import bring_mails
from xingtan.demo.actions.money import bring_money
from xingtan.demo.actions.quizzes import set_quizzes
from xingtan.demo.actions.results import mark_some, remember_last_year
from xingtan.demo.actions.rosters import Class, bring_in, classes
from xingtan.demo.actions.schoolbased import find_patterns, hold_activities
from xingtan.demo.actions.starting import begin
from xingtan.demo.actions.studying import let_study
from xingtan.demo.actions.writing import write_courses
from xingtan.foundation.clock import now as present
from xingtan.foundation.clock import standing_at
from xingtan.oversight.jobs import count_changed
from xingtan.programmes.models import Programme

TEACHERS_PER_SCHOOL = 27
SEED = 2020
ROSTER_DAYS = 14


def fill(*, teachers: int, tell: Callable[[str], None]) -> None:
    """Invent ``teachers`` teachers with their schools, in every state; ``tell`` hears how far it is."""
    chance, now = random.Random(SEED), present()  # noqa: S311 - the same demo every time, no secret
    opening = now - timedelta(days=45)
    with standing_at(opening):
        ground.lay_divisions()
        programme = ground.lay_programme(now)
        schools = ground.lay_schools(max(16, teachers // TEACHERS_PER_SCHOOL), chance, opening)
        posts = ground.give_staff_posts(programme, schools, opening)
        reviewers = ground.give_county_administrators(schools, posts[Kind.COUNTY_ADMIN], chance, opening)
        academic, city = posts[Kind.ACADEMIC], posts[Kind.CITY_SUPERVISOR]
        contacts = ground.give_contacts(schools, posts[Kind.SCHOOL_CONTACT], chance, opening)
    members = list(classes(programme, schools, contacts, teachers=teachers, chance=chance))
    _bring_in_all(members, programme, reviewers, city, tell)
    tell("mails")
    bring_mails(members, programme=programme, city=city, now=now)
    tell("money")
    _bring_money(members, programme, posts[Kind.FINANCE], now, chance)
    bring_ledger(programme=programme, clerk=posts[Kind.FINANCE], manager=posts[Kind.PROVIDER_MANAGER], now=now)
    tell("study, classes, coursework")
    _let_study(members, programme, posts[Kind.CONTENT_EDITOR], now, chance)
    _teach(programme, reviewers, posts, now)
    tell("school-based study")
    hold_activities(members, programme=programme, academic=academic, reviewers=reviewers, now=now)
    _bring_results(members, programme, posts, now, tell)
    tell("changes")
    ask_for_changes(members, programme=programme, clerks=Clerks(reviewers, city, posts[Kind.SUPPORT]), now=now)
    tell("notice, meetings, plans")
    begin(members, programme=programme, city=city, reviewers=reviewers, opening=opening, now=now)
    tell("figures")
    _follow(programme, now)


def _bring_results(
    members: list[Class], programme: Programme, posts: dict[str, Post], now: datetime, tell: Callable[[str], None]
) -> None:
    """What the monitor is to look at, marks of this year, certificates of the last."""
    find_patterns(programme=programme, monitor=posts.get(Kind.MONITOR), now=now)
    academic = posts[Kind.ACADEMIC]
    tell("results")
    mark_some(members, programme=programme, academic=academic, now=now)
    last = remember_last_year(members, programme=programme, academic=academic, now=now)
    remember_last_years_money(last=last, programme=programme, clerk=posts[Kind.FINANCE], now=now)


def _follow(programme: Programme, now: datetime) -> None:
    """What the timers would do by themselves."""
    follow_enrolments(programme=programme, now=now)
    draw_again(programme, now)
    count_changed()


def _teach(programme: Programme, reviewers: dict[str, Post], posts: dict[str, Post], now: datetime) -> None:
    """Classes with their tutors, and what is handed in and marked in them."""
    form_classes(programme=programme, keepers=reviewers, city=posts[Kind.CITY_SUPERVISOR], now=now)
    fill_coursework(programme=programme, academic=posts[Kind.ACADEMIC], now=now)
    set_quizzes(programme=programme, editor=posts[Kind.CONTENT_EDITOR], now=now)


def _bring_money(members: list[Class], programme: Programme, clerk: Post, now: datetime, chance: random.Random) -> None:
    """What was paid, and what was invoiced of it."""
    bring_money(members, programme=programme, clerk=clerk, now=now, chance=chance)
    bring_invoices(members, programme=programme, clerk=clerk, now=now)


def _let_study(members: list[Class], programme: Programme, editor: Post, now: datetime, chance: random.Random) -> None:
    """What was studied, and what content staff have written since."""
    let_study(members, programme=programme, now=now, chance=chance)
    write_courses(programme=programme, editor=editor, now=now)


def _bring_in_all(
    members: list[Class], programme: Programme, reviewers: dict[str, Post], city: Post, tell: Callable[[str], None]
) -> None:
    """Every roster as far as its plan says, over two weeks of last month."""
    handing_in = present() - timedelta(days=30)
    for position, each in enumerate(members, start=1):
        day = handing_in + timedelta(days=position % ROSTER_DAYS, minutes=position % 480)
        bring_in(each, programme=programme, reviewers=reviewers, city=city, day=day)
        if position % 100 == 0:
            tell(f"rosters {position}/{len(members)}")
    day = handing_in + timedelta(days=ROSTER_DAYS)
    bring_bundles(members, programme=programme, reviewers=reviewers, city=city, day=day)
