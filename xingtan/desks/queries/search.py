"""Finding a school or a teacher by what one has at hand: a piece of the name, a code, a whole number."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Q, QuerySet

from xingtan.accounts.models import Post, id_hash, mobile_hash
from xingtan.accounts.scopes import within
from xingtan.desks.navigation import href_of, is_open_to
from xingtan.enrolment.models import Enrolment
from xingtan.foundation.text import compact
from xingtan.organisations.models import School
from xingtan.organisations.queries import schools_found
from xingtan.programmes.models import Programme

Found = TypeVar("Found")

MOST = 20
"""So many of each are shown; whoever sees more must say more."""
MOBILE_DIGITS, ID_LENGTH = 11, 18


@dataclass(frozen=True)
class Hit(Generic[Found]):
    """What was found, and the page of it that this post may open."""

    what: Found
    href: str


@dataclass(frozen=True)
class Finds:
    """The schools and teachers found."""

    schools: Sequence["Hit[School]"]
    teachers: Sequence["Hit[Enrolment]"]


def found(post: Post, programme: Programme | None, text: str) -> Finds:
    """Schools and enrolled teachers within the post's scope; two queries. Numbers are found whole only."""
    wanted = compact(text)
    if not wanted:
        return Finds([], [])
    schools = schools_found(within(School.objects.select_related("division"), post), wanted)
    teachers = _teachers(Enrolment.objects.within(post).filter(programme=programme).accepted(), wanted)
    return Finds(
        [Hit(school, _school_href(post, school)) for school in schools.order_by("code")[:MOST]],
        [Hit(each, _teacher_href(post, each)) for each in teachers[:MOST]],
    )


def _teachers(rows: "QuerySet[Enrolment]", wanted: str) -> "QuerySet[Enrolment]":
    rows = rows.select_related("account", "school__division").order_by("account__name", "pk")
    if len(wanted) == MOBILE_DIGITS and wanted.isdigit():
        return rows.filter(account__mobile_hash=mobile_hash(wanted))
    if len(wanted) == ID_LENGTH and wanted[:-1].isdigit():
        return rows.filter(account__id_hash=id_hash(wanted.upper()))
    return rows.filter(Q(account__name__contains=wanted))


def _school_href(post: Post, school: School) -> str:
    names = ("oversight:school", "programmes:school")
    return _first_open(post, (href_of(name, school=school.public_id) for name in names))


def _teacher_href(post: Post, enrolment: Enrolment) -> str:
    pages = (
        href_of("accounts:person", account=enrolment.account.public_id),
        href_of("assessment:learner", learner=enrolment.public_id),
    )
    return _first_open(post, pages)


def _first_open(post: Post, hrefs: Iterable[str]) -> str:
    return next((href for href in hrefs if href and is_open_to(post.kind, href)), "")
