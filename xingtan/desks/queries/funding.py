"""What is left to declare of the money set aside for training: by a school, a county, and whom the city looks over."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xingtan.accounts.models import Kind, Post
from xingtan.desks.items import Todo
from xingtan.desks.navigation import href_of
from xingtan.foundation import yuan
from xingtan.funding.queries import area, counties_owing, standing_of, sums_of, year_of
from xingtan.organisations.models import Division, School
from xingtan.programmes.models import Programme
from xingtan.ui.counts import thousands


def own_share(place: Division | School, programme: Programme) -> Todo | None:
    """A school's public funds or a county's wages, until declared and up to the norm (R28, R30)."""
    year = year_of(programme)
    declared, href = standing_of(place, year), href_of("funding:index")
    if declared is not None and not declared.missing:
        return None
    if declared is not None:
        words = _("The training money of %(year)s is %(missing)s below the norm")
        return Todo(words % {"year": year, "missing": yuan.shown(declared.missing)}, href=href, button=_("Look"))
    words = _("The public funds of %(year)s and their share for training are not declared")
    if isinstance(place, Division):
        words = _("The wages of %(year)s and the training money are not declared")
    return Todo(words % {"year": year}, href=href, button=_("Declare"))


def schools_owing(post: Post, programme: Programme) -> Todo | None:
    """The schools of a county, or of the whole city, that have not declared; else those below the norm."""
    year = year_of(programme)
    sums = sums_of(area(post, programme), year)
    href = href_of("funding:index") if post.kind == Kind.CITY_SUPERVISOR else _county(post)
    if sums.undeclared:
        words = ngettext(
            "%(count)s school has not declared its public funds",
            "%(count)s schools have not declared their public funds",
            sums.undeclared,
        )
        return Todo(words % {"count": thousands(sums.undeclared)}, href=f"{href}?state=undeclared", button=_("Look"))
    if sums.short:
        words = ngettext(
            "%(count)s school falls short by %(missing)s",
            "%(count)s schools fall short by %(missing)s together",
            sums.short,
        )
        facts = {"count": thousands(sums.short), "missing": yuan.shown(sums.missing)}
        return Todo(words % facts, href=f"{href}?state=short", button=_("Look"))
    return None


def _county(post: Post) -> str:
    return href_of("funding:county", division=post.division_id or "")


def counties_to_remind(programme: Programme) -> Todo | None:
    """The counties that have not declared enough, for the city (R29)."""
    count = counties_owing(programme, year_of(programme)).count()
    if not count:
        return None
    words = ngettext(
        "%(count)s county has not declared enough training money",
        "%(count)s counties have not declared enough training money",
        count,
    )
    return Todo(words % {"count": count}, href=href_of("funding:counties"), button=_("Look and remind"))
