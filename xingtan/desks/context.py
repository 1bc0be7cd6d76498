"""The frame around every page: who acts, where they can go, whom they can call, what day of term it is."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xingtan.accounts.access import acting_post, posts_of
from xingtan.accounts.models import Kind, Post
from xingtan.desks.navigation import entries_for, href_of
from xingtan.desks.queries import place_of
from xingtan.foundation import clock
from xingtan.programmes.models import Programme
from xingtan.programmes.queries import current_programme, years_of
from xingtan.programmes.rules import days_left, week_of_term
from xingtan.ui.context import look
from xingtan.ui.frame import Beside, Frame, PostChoice


def frame(request: HttpRequest) -> dict[str, Any]:
    """What ``ui/base.html`` draws around the page, and how the person wants pages to look."""
    programme = _programme(request)
    acting = _acting(request)
    posts = _choices(posts_of(request), acting, programme) if acting else ()
    around = Frame(
        audience="staff" if acting and acting.kind != Kind.LEARNER else "learner",
        person=acting.account.name if acting else "",
        posts=posts,
        entries=entries_for(acting.kind, request.path) if acting else (),
        hotline=programme.hotline if programme else "",
        icp_number=settings.ICP_NUMBER,
        demo_notes=demo_notes(programme),
        term=term_words(programme) if acting else "",
        home_href=href_of("desks:desk") if acting else "/",
        search_href=href_of("desks:search") if acting and acting.kind != Kind.LEARNER else "",
        search_text=request.GET.get("q", "") if request.path == href_of("desks:search") else "",
        switch_href=href_of("desks:switch"),
        display_href=href_of("desks:display"),
        language_href=href_of("desks:language"),
        help_href=href_of("notices:help"),
        account_href=href_of("accounts:account"),
        sign_in_href=href_of("accounts:sign_in"),
        sign_out_href=href_of("accounts:sign_out"),
        beside=beside(request),
    )
    return {"frame": around, **look(request)}


def beside(request: HttpRequest) -> tuple[Beside, ...]:
    """What later rooms show beside a lesson: the questions of the class, what the school does with it. An earlier room never names a later one."""
    match = request.resolver_match
    if match is None or match.view_name != "study:lesson":
        return ()
    lesson = match.kwargs["lesson"]
    questions = href_of("coursework:lesson_questions", lesson=lesson)
    together = href_of("schoolbased:of_lesson", lesson=lesson)
    return (
        Beside(_("Questions about this lesson"), questions, "questions"),
        Beside(_("School-based study on this lesson"), together, "schoolbased"),
    )


def _programme(request: HttpRequest) -> Programme | None:
    """The programme looked at; where no view was found, the current one: a lost visitor needs the hotline too."""
    chosen: Programme | None = getattr(request, "programme", None)
    return chosen or (current_programme(clock.now()) if request.resolver_match is None else None)


def _acting(request: HttpRequest) -> Post | None:
    """The post acted with, for someone wholly signed in; nobody on pages shown before that."""
    if not hasattr(request, "user") or request.session.get("second_factor_due"):
        return None
    return getattr(request, "acting", None) or acting_post(request)


def _choices(posts: Sequence[Post], acting: Post, programme: Programme | None) -> tuple[PostChoice, ...]:
    """The posts of a person; with their years where some are of different programmes and would look alike."""
    codes = {post.programme_code for post in posts if post.programme_code}
    years = years_of(codes) if len(codes) > 1 else {}
    return tuple(_choice(post, acting, programme, years.get(post.programme_code, "")) for post in posts)


def _choice(post: Post, acting: Post, programme: Programme | None, year: str) -> PostChoice:
    place = place_of(post, programme) if programme else post.place
    return PostChoice(
        public_id=post.public_id,
        title=post.get_kind_display(),
        place=_("%(place)s, %(year)s") % {"place": place, "year": year} if year else place,
        is_acting=post.pk == acting.pk,
    )


def demo_notes(programme: "Programme | None") -> tuple[str, ...]:
    """What a visitor of the demo must know: invented people, a moved calendar, a factor left off."""
    if not settings.IS_DEMO:
        return ()
    notes = [_("Demonstration: all people are invented.")]
    if programme and programme.calendar_shift_days:
        moved = {"year": programme.year_label, "days": abs(programme.calendar_shift_days)}
        notes.append(_("The calendar of %(year)s is moved by %(days)s days, so that today lies in the term.") % moved)
    if not settings.SECOND_FACTOR:
        notes.append(_("The second factor is off."))
    return tuple(notes)


def term_words(programme: Programme | None) -> str:
    """学期第 3 周 · 距截止 97 天."""
    if programme is None:
        return ""
    today, calendar = clock.today(), programme.calendar
    week, left = week_of_term(calendar, today), days_left(calendar, today)
    if week < 1:
        days = (calendar.term_starts_on - today).days
        return ngettext("Term starts in %(days)s day", "Term starts in %(days)s days", days) % {"days": days}
    if left < 0:
        return _("The term is over")
    to_go = ngettext("%(days)s day left", "%(days)s days left", left) % {"days": left}
    return _("Week %(week)s of term · %(left)s") % {"week": week, "left": to_go}
