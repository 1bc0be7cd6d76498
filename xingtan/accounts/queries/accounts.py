"""Finding the account that someone wants to get into."""

from django.db import connection

from xingtan.accounts.models import Account, Post

_BEHIND = """
SELECT {account}.*,
  (SELECT school_id FROM {post} WHERE account_id = {account}.id AND is_active AND school_id IS NOT NULL LIMIT 1)
  AS school_of
FROM {account} WHERE mobile_hash = %s AND is_active
"""


def account_behind(subject: str) -> Account | None:
    """The active account of a mobile hash, with ``school_of`` (a school it holds a post in, or None); one query.

    In plain SQL: this is asked at every sign-in, and building it anew by the ORM costs more than running it.
    """
    table = connection.ops.quote_name
    sql = _BEHIND.format(account=table(Account._meta.db_table), post=table(Post._meta.db_table))
    found = list(Account.objects.raw(sql, [subject]))
    return found[0] if found else None


def school_ids_of(account: Account) -> list[int]:
    """The schools whose figures this person is counted in."""
    return list(
        account.posts.filter(is_active=True, school__isnull=False).values_list("school_id", flat=True).distinct()
    )
