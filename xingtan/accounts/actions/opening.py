"""Opening accounts and giving posts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import transaction

from xingtan.accounts.errors import MobileTaken
from xingtan.accounts.models import Account, Kind, Post, id_hash, mobile_hash
from xingtan.accounts.rules import place_key
from xingtan.audit import actions as audit
from xingtan.organisations.models import Division, School

BATCH = 500


@dataclass(frozen=True)
class Person:
    """Someone to open an account for: name, mobile (11 digits), identity number if known."""

    name: str
    mobile: str
    id_number: str | None = None


@transaction.atomic
def open_accounts(
    *, people: Sequence[Person], now: datetime, login_opens_at: datetime | None = None
) -> dict[str, Account]:
    """Open an account for each person who has none; returns mobile → account for all of them.

    ``login_opens_at`` is when sign-in opens for the new ones (R57), now by default: from then on the
    initial password asks for a code for some days (``rules.passwords.initial_lives``).

    An account is found by identity number first, then by mobile. Nobody's stored name, mobile or
    number is overwritten. Raises ``MobileTaken`` when a mobile belongs to a person with another
    identity number. No password is set: until activation the notice's initial one is compared with
    the mobile (R58, A16), never hashed.
    """
    known = _known(people)
    new = [
        Account(
            name=person.name, mobile=person.mobile, mobile_hash=mobile_hash(person.mobile),
            id_number=person.id_number, id_hash=id_hash(person.id_number) if person.id_number else None,
            password=UNUSABLE_PASSWORD_PREFIX, opened_at=login_opens_at or now,
        )
        for person in people
        if person.mobile not in known
    ]  # fmt: skip
    for account in Account.objects.bulk_create(new, batch_size=BATCH):
        known[account.mobile] = account
    return known


def _known(people: Sequence[Person]) -> dict[str, Account]:
    """The accounts these people have already, by the mobile they were given with."""
    by_mobile, by_id = {}, {}
    for start in range(0, len(people), BATCH):
        part = people[start : start + BATCH]
        hashes = [mobile_hash(person.mobile) for person in part]
        numbers = [id_hash(person.id_number) for person in part if person.id_number]
        by_mobile.update({row.mobile_hash: row for row in Account.objects.filter(mobile_hash__in=hashes)})
        by_id.update({row.id_hash: row for row in Account.objects.filter(id_hash__in=numbers)})
    found: dict[str, Account] = {}
    for person in people:
        number = id_hash(person.id_number) if person.id_number else None
        account = by_id.get(number) or by_mobile.get(mobile_hash(person.mobile))
        if account is None:
            continue
        if number and account.id_hash and account.id_hash != number:
            raise MobileTaken()
        found[person.mobile] = account
    return found


@transaction.atomic
def give_learner_posts(
    *, account_ids: Iterable[int], school: School | None, programme_code: str, now: datetime
) -> None:
    """Give each account the learner post of a programme, once; one that had ended is held again."""
    key = place_key(division=None, school=school.pk if school else None, programme=programme_code)
    posts = [
        Post(
            account_id=pk, kind=Kind.LEARNER, school=school, programme_code=programme_code, place_key=key, given_at=now
        )
        for pk in account_ids
    ]
    Post.objects.bulk_create(posts, batch_size=BATCH, ignore_conflicts=True)
    _learner_posts([post.account_id for post in posts], key, is_active=False, then=True)


@transaction.atomic
def end_learner_posts(*, account_ids: Iterable[int], school: School, programme_code: str) -> None:
    """End the learner posts that these accounts hold at a school: they learn at another one, or no more."""
    key = place_key(division=None, school=school.pk, programme=programme_code)
    _learner_posts(list(account_ids), key, is_active=True, then=False)


def _learner_posts(account_ids: Sequence[int], key: str, *, is_active: bool, then: bool) -> None:
    rows = Post.objects.filter(kind=Kind.LEARNER, place_key=key, is_active=is_active)
    for start in range(0, len(account_ids), BATCH):
        rows.filter(account_id__in=account_ids[start : start + BATCH]).update(is_active=then)


@transaction.atomic
def give_post(
    *,
    account: Account,
    kind: str,
    by: Post | None,
    now: datetime,
    division: Division | None = None,
    school: School | None = None,
    programme_code: str = "",
) -> Post:
    """Give a person a post; the same post again is the post already held, made active."""
    post, _created = Post.objects.update_or_create(
        account=account,
        kind=kind,
        place_key=place_key(
            division=division.pk if division else None, school=school.pk if school else None, programme=programme_code
        ),
        defaults={"is_active": True},
        create_defaults={"division": division, "school": school, "programme_code": programme_code, "given_at": now},
    )
    audit.record("give_post", by=by, about=post, kind=kind)
    return post  # type: ignore[no-any-return]
