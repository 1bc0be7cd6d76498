"""Asking who else has a line before him."""

from datetime import datetime, timedelta

from xingtan.accounts.models import Post
from xingtan.billing.models import BankLine, Looking

LOOKS_FOR = timedelta(minutes=10)
"""After this a page left open is forgotten."""


def others_looking(line: BankLine, post: Post, now: datetime) -> list[Looking]:
    """Other clerks who opened this line last and not long ago."""
    rows = Looking.objects.filter(line=line, at__gt=now - LOOKS_FOR).exclude(post=post)
    return list(rows.select_related("post__account").order_by("at"))
