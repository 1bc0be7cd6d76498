"""Noting which line a clerk looks at, so that another one sees it."""

from datetime import datetime, timedelta

from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.billing.models import BankLine, Looking

_WRITTEN_EVERY = timedelta(minutes=1)


@transaction.atomic
def look_at(*, line: BankLine, by: Post, now: datetime) -> None:
    """Note that a clerk has this line before him. Holds nobody up and is no business of the audit's."""
    seen = Looking.objects.filter(post=by).first()
    if seen is None or seen.line_id != line.pk or now - seen.at >= _WRITTEN_EVERY:
        Looking.objects.update_or_create(post=by, defaults={"line": line, "at": now})
