"""Finding the account that someone wants to get into."""

from django.db.models import OuterRef, Subquery

from xingtan.accounts.models import Account, Post


def account_behind(subject: str) -> Account | None:
    """The active account of a mobile hash, with ``school_of`` (a school it holds a post in, or None); one query."""
    schools = Post.objects.filter(account=OuterRef("pk"), is_active=True, school__isnull=False)
    rows = Account.objects.filter(mobile_hash=subject, is_active=True)
    found: Account | None = rows.annotate(school_of=Subquery(schools.values("school_id")[:1])).first()
    return found


def school_ids_of(account: Account) -> list[int]:
    """The schools whose figures this person is counted in."""
    return list(
        account.posts.filter(is_active=True, school__isnull=False).values_list("school_id", flat=True).distinct()
    )
