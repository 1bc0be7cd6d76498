"""Mails in every state, made as the house makes them."""

from collections.abc import Sequence
from datetime import datetime
from itertools import count

from xingtan.accounts.models import Kind, Post
from xingtan.accounts.tests import given as people
from xingtan.mailroom import actions, queries
from xingtan.mailroom.models import Letter
from xingtan.mailroom.tests import letters
from xingtan.organisations.models import School
from xingtan.organisations.tests import given as organisations
from xingtan.programmes.models import Programme
from xingtan.programmes.tests import given as programmes
from xingtan.rosters.sheet import Value
from xingtan.rosters.tests import given as rosters

IN_TIME = rosters.IN_TIME
_uids = count(1)


def kept(raw: bytes, *, programme: Programme | None = None, at: datetime = IN_TIME) -> Letter:
    """A mail stored and not looked at yet."""
    found = actions.Found("training@example.org/INBOX", 1, next(_uids), raw, len(raw))
    return actions.keep(found=found, programme=programme or programmes.programme_2020(), now=at)


def came(raw: bytes, *, programme: Programme | None = None, at: datetime = IN_TIME) -> Letter:
    """A mail that came in and was sorted."""
    return actions.sort(letter=kept(raw, programme=programme, at=at), now=at)


def subject_for(school: School, programme: Programme | None = None) -> str:
    """The subject of the notice for a school."""
    return queries.subject_for(school, programme or programmes.programme_2020())


def sheet_of(
    school: School, teachers: int = 3, *, first: int = 1, rows: Sequence[Sequence[Value]] | None = None
) -> bytes:
    """The school's Annex 1."""
    county = "市直" if school.is_city_direct else school.division.name
    return letters.sheet(rows or rosters.rows(teachers, school=school, county=county, first=first))


def roster_mail(school: School | None = None, teachers: int = 3, *, first: int = 1, **more: str) -> bytes:
    """The mail of the notice: subject and sheet as they should be."""
    school = school or organisations.school()
    return letters.letter(subject_for(school), ("报名表.xlsx", sheet_of(school, teachers, first=first)), **more)  # type: ignore[arg-type]


def taken_letter(school: School | None = None, *, programme: Programme | None = None, at: datetime = IN_TIME) -> Letter:
    """A mail that became a draft."""
    return came(roster_mail(school), programme=programme, at=at)


def waiting_letter(
    school: School | None = None, *, programme: Programme | None = None, at: datetime = IN_TIME, first: int = 1
) -> Letter:
    """A mail that waits for a clerk: its subject is of a school, its sheet calls the school by a name nobody knows."""
    school = school or organisations.school()
    unknown = [
        [*row[:7], "希望学校", ""] for row in rosters.rows(2, school=school, county=school.division.name, first=first)
    ]
    subject = f"2020年全员培训{school.division.name}参训名单"
    return came(letters.letter(subject, ("名单.xlsx", letters.sheet(unknown))), programme=programme, at=at)


def clerk(kind: str = Kind.CITY_SUPERVISOR, *, division: str = organisations.CITY) -> Post:
    """Who looks after the mailbox."""
    if kind == Kind.SUPPORT:
        return people.post(kind, programme_code=programmes.programme_2020().code)
    return people.post(kind, division=organisations.division(division))
