"""The people a post may see."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Max, Prefetch, Q, QuerySet

from xingtan.accounts.models import Account, Kind, Post, SignInSession, id_hash, mobile_hash
from xingtan.accounts.models.people import AccountQuerySet
from xingtan.accounts.rules.codes import read_mobile
from xingtan.accounts.rules.posts import may_help
from xingtan.foundation.text import compact
from xingtan.organisations.models import Division, School

ID_LENGTH = 18


def people(*, by: Post, q: str = "", kind: str = "", state: str = "") -> AccountQuerySet:
    """Accounts within scope, each with ``shown_posts``: its posts within the same scope and no others."""
    held = Post.objects.within(by).filter(is_active=True)
    rows: AccountQuerySet = Account.objects.within(by).filter(_called(q))
    if kind:
        rows = rows.filter(pk__in=held.filter(kind=kind).values("account"))
    if state:
        rows = rows.filter(activated_at__isnull=state == "waiting")
    return rows.prefetch_related(_shown(held)).order_by("name", "pk")


def _called(q: str) -> Q:
    """A mobile or an identity number is found exactly, by its hash; anything else is part of a name."""
    typed = compact(q)
    if not typed:
        return Q()
    mobile = read_mobile(typed)
    if mobile:
        return Q(mobile_hash=mobile_hash(mobile))
    if len(typed) == ID_LENGTH and typed[:-1].isdigit():
        return Q(id_hash=id_hash(typed.upper()))
    return Q(name__icontains=typed)


def _shown(held: QuerySet[Post]) -> "Prefetch[str]":
    return Prefetch("posts", held.select_related("division", "school").order_by("pk"), to_attr="shown_posts")


def person_posts(*, account: Account, by: Post) -> list[Post]:
    """The posts of one person that ``by`` may see, also those withdrawn."""
    rows = Post.objects.within(by).filter(account=account)
    return list(rows.select_related("division", "school", "account").order_by("-is_active", "pk"))


def teachers(*, by: Post, q: str = "", is_activated: bool) -> AccountQuerySet:
    """The learners within scope who have activated their account, latest first, or have not, by name."""
    learning = Post.objects.within(by).filter(is_active=True, kind=Kind.LEARNER)
    rows: AccountQuerySet = Account.objects.filter(_called(q), pk__in=learning.values("account"), is_active=True)
    rows = rows.filter(activated_at__isnull=not is_activated).prefetch_related("proofs", _shown(learning))
    return rows.order_by("-activated_at", "pk") if is_activated else rows.order_by("name", "pk")


def out_of_reach(accounts: Sequence[Account], by: Post) -> list[Account]:
    """Those of these people who hold a post that ``by`` is not in charge of; one query."""
    kinds: dict[int, set[str]] = {account.pk: set() for account in accounts}
    for account_id, kind in Post.objects.filter(account__in=accounts, is_active=True).values_list("account_id", "kind"):
        kinds[account_id].add(kind)
    return [account for account in accounts if not may_help(by.kind, frozenset(kinds[account.pk]))]


def sessions_of(account: Account, now: datetime) -> list[SignInSession]:
    """Where a person is signed in, the latest first."""
    return list(SignInSession.objects.filter(account=account, expire_date__gt=now).order_by("-seen_at"))


def last_seen(account: Account) -> datetime | None:
    """When one of the person's present sessions was last used."""
    seen: datetime | None = account.sessions.aggregate(last=Max("seen_at"))["last"]
    return seen


def school_called(text: str, schools: QuerySet[School]) -> School | None:
    """The one school of these with this code or registered name; None when there is none or more than one."""
    typed = compact(text)
    found = list(schools.filter(Q(code=typed) | Q(registered_name=typed))[:2])
    return found[0] if len(found) == 1 else None


def division_of(code: str, divisions: QuerySet[Division]) -> Division | None:
    """The division with this code among these."""
    return divisions.filter(pk=code).first()
