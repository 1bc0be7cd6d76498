"""Training money: counties and schools that declared enough, too little, corrected, or nothing yet."""

from datetime import datetime, timedelta
from decimal import Decimal

from xingtan.accounts.models import Post
from xingtan.demo.actions.rosters import Class
from xingtan.demo.plan import LOGIN_SCHOOL
from xingtan.foundation.clock import standing_at
from xingtan.foundation.yuan import yuan
from xingtan.funding import actions
from xingtan.funding.models import Declaration
from xingtan.funding.queries import year_of
from xingtan.organisations.models import Division, School
from xingtan.programmes.models import Programme

WAGES = Decimal("98765400.00")
FUNDS = Decimal("386400.00")
COUNTIES = ("", "2.50", "2.12", "2.75")
"""What share of its wages each county in turn sets aside, in percent; nothing declared yet by the first of four."""
SCHOOLS = ("", "5.00", "4.20", "5.40", "6.00")


def declare_funds(
    members: list[Class], *, programme: Programme, reviewers: dict[str, Post], city: Post, now: datetime
) -> None:
    """Two years of the counties, this one in every state; the county and the school with logins have yet to declare."""
    own = members[LOGIN_SCHOOL].school
    for position, (code, clerk) in enumerate(sorted(reviewers.items())):
        base, share = WAGES + 1_234_567 * position, "" if code == own.division_id else COUNTIES[position % 4]
        assert clerk.division is not None  # noqa: S101 - a county's post
        with standing_at(now - timedelta(days=330)) as at:
            _declare(programme, clerk.division, base * Decimal("0.96"), "2.60", clerk, at, years_back=1)
        with standing_at(now - timedelta(days=12 + position)) as at:
            if share:
                _declare(programme, clerk.division, base, share, clerk, at)
    for position, each in enumerate(members):
        with standing_at(now - timedelta(days=6)) as at:
            _school(each, position, programme, is_own=each.school.pk == own.pk, at=at)
    with standing_at(now - timedelta(days=1)) as at:
        actions.remind_counties(programme=programme, year=year_of(programme), by=city, now=at)


def _school(each: Class, position: int, programme: Programme, *, is_own: bool, at: datetime) -> None:
    """Most schools declared, some put it right later; the school with a login keeps a draft."""
    base, share = FUNDS + 4_321 * (position % 40), SCHOOLS[position % 5]
    if is_own:
        typed = {"base": "38.6万", "training": "", "source": "public_funds", "reason": ""}
        actions.keep_draft(place=each.school, year=year_of(programme), typed=typed, file=None, by=each.contact, now=at)
    elif share:
        first = _declare(programme, each.school, base, share, each.contact, at)
        if first.missing and position % 3 == 1:
            later = at + timedelta(hours=5)
            _declare(programme, each.school, base, "5.00", each.contact, later, reason="年中追加培训费预算")


def _declare(
    programme: Programme,
    place: Division | School,
    base: Decimal,
    percent: str,
    by: Post,
    at: datetime,
    *,
    years_back: int = 0,
    reason: str = "",
) -> Declaration:
    """So much, of it so many percent for training; with a reason it corrects the first."""
    figures = actions.Figures(yuan(base), yuan(base * Decimal(percent) / 100), "public_funds", reason)
    return actions.declare(
        programme=programme,
        place=place,
        year=year_of(programme) - years_back,
        figures=figures,
        seen=1 if reason else 0,
        file=None,
        by=by,
        now=at,
    )
