"""A line goes to another programme that collects on the same account."""

from datetime import datetime

from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.billing.actions.deciding import locked, touch
from xingtan.billing.actions.matching import match_lines
from xingtan.billing.errors import NotDecidable, OtherCollectingAccount
from xingtan.billing.models import BankLine, LineHandover, LineState
from xingtan.programmes.models import Programme

_FREE = (LineState.NEW, LineState.REVIEW, LineState.IGNORED)


@transaction.atomic
def hand_over(*, line: BankLine, to: Programme, version: int, by: Post, now: datetime) -> LineHandover:
    """Give an undecided line to another programme's queue, where matching looks at it at once.

    The line itself stays as the bank told it and is stored once. Raises ``ChangedMeanwhile``, ``NotDecidable``
    for a line on which something is decided, ``OtherCollectingAccount``.
    """
    standing = locked(line, version)
    if standing.state not in _FREE:
        raise NotDecidable(state=standing.get_state_display())
    source = standing.programme
    if source.pk == to.pk or source.payee_account != to.payee_account:
        raise OtherCollectingAccount(programme=to)
    row = LineHandover.objects.create(
        line=line, from_programme=source, to_programme=to, by=by.public_id, by_words=str(by)[:200], at=now
    )
    standing.programme, standing.state, standing.findings = to, LineState.NEW, {}
    touch(standing, by, now)
    audit.record("hand_over_line", by=by, about=line, source=source.code, to=to.code)
    match_lines(programme=to, by=None, now=now)
    return row
