"""Staff posts: who gives and withdraws them, and the first one of all."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from xingtan.accounts.actions.codes import Slip, make_slip
from xingtan.accounts.actions.opening import Person, give_post, open_accounts
from xingtan.accounts.errors import MayNotGive, NameDiffers, PlaceMissing
from xingtan.accounts.models import Account, Kind, Post
from xingtan.accounts.rules import REACH_OF_KIND, ReachOf
from xingtan.accounts.rules.posts import PLACE_OF_KIND, may_give
from xingtan.accounts.scopes import within
from xingtan.audit import actions as audit
from xingtan.organisations.models import Division, School


@dataclass(frozen=True)
class Place:
    """Where a post is given: a division, a school, or the giver's programme when both are empty."""

    division: Division | None = None
    school: School | None = None


@transaction.atomic
def appoint(*, person: Person, kind: str, place: Place, by: Post, now: datetime) -> Post:
    """Give a post to a person found by mobile, opening an account if there is none.

    Raises ``MayNotGive`` for a kind or a place that is not the giver's, ``NameDiffers`` when the
    mobile's account bears another name.
    """
    if not may_give(by.kind, kind) or not _reaches(by, kind, place):
        raise MayNotGive()
    account = _account_of(person, now)
    code = "" if kind in PLACE_OF_KIND else by.programme_code
    return give_post(
        account=account, kind=kind, by=by, now=now, division=place.division, school=place.school, programme_code=code
    )


def _reaches(by: Post, kind: str, place: Place) -> bool:
    """Whether the place is of the sort the kind asks for, and within the giver's scope."""
    match PLACE_OF_KIND.get(kind):
        case "division" if by.division_id and place.division and not place.school:
            if kind == Kind.TUTOR and place.division.pk != by.division_id:
                return False
            return within(Division.objects.all(), by).filter(pk=place.division.pk).exists()
        case "school" if place.school and not place.division:
            if by.kind == Kind.CITY_SUPERVISOR and not place.school.is_city_direct:
                return False
            return within(School.objects.all(), by).filter(pk=place.school.pk).exists()
        case None | "division":
            return not place.division and not place.school and bool(by.programme_code)
    return False


@transaction.atomic
def withdraw_post(*, post: Post, by: Post) -> None:
    """Take a post back; whoever could give it may. The person's next request already goes without it."""
    held = Post.objects.select_for_update(of=("self",), no_key=True).within(by).filter(pk=post.pk).first()
    if held is None or not may_give(by.kind, held.kind):
        raise MayNotGive()
    held.is_active = False
    held.save(update_fields=["is_active"])
    audit.record("withdraw_post", by=by, about=held, kind=held.kind)


def _account_of(person: Person, now: datetime) -> Account:
    account = open_accounts(people=[person], now=now)[person.mobile]
    if account.name != person.name:
        raise NameDiffers()
    return account


@transaction.atomic
def appoint_first(*, person: Person, kind: str, place: Place, programme_code: str, now: datetime) -> Slip:
    """Give a post on behalf of the installation itself, with a code to activate the account.

    Raises ``PlaceMissing`` when the kind needs a division, a school or a programme and has none.
    """
    needed = {ReachOf.DIVISION: place.division, ReachOf.SCHOOL: place.school, ReachOf.PROGRAMME: programme_code}
    reach = REACH_OF_KIND[kind]
    if reach in needed and not needed[reach]:
        raise PlaceMissing(needed=reach.value)
    account = _account_of(person, now)
    give_post(
        account=account, kind=kind, by=None, now=now,
        division=place.division, school=place.school, programme_code=programme_code,
    )  # fmt: skip
    return make_slip(account=account, by=None, now=now)
