"""Letting a list leave the house as Annex 1: on record with who, why and how many (R33)."""

import base64
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.enrolment.errors import NumbersMasked, ReasonTooShort
from xingtan.enrolment.models import AnnexExport, EnrolmentQuerySet
from xingtan.enrolment.queries.annexes import SEES_NUMBERS, form_of, lines_of
from xingtan.enrolment.rules.annex import LEAST_REASON, is_reason
from xingtan.foundation.sheets import write_workbook
from xingtan.programmes.models import Programme
from xingtan.ui import days

KEPT = timedelta(days=1)


def write_annex(
    *,
    programme: Programme,
    rows: EnrolmentQuerySet,
    is_masked: bool,
    reason: str,
    by: Post,
    now: datetime,
    step: Callable[[], None] = lambda: None,
) -> bytes:
    """The list as the form verbatim. Full numbers only for posts whose work needs them, and for a reason.

    The form has no room for a mark, so who took it, when and why stands in the file's properties.
    ``step`` is called for each teacher. Not one transaction: 40,000 rows take seconds, and on SQLite
    nobody else could write meanwhile; it is on record before anybody has it.
    """
    refuse_unless_allowed(is_masked=is_masked, reason=reason, by=by)
    form = form_of(programme)
    lines = []
    for line in lines_of(rows, is_masked=is_masked):
        lines.append(line)
        step()
    trace = f"{by} · {days.moment(now)} · {reason.strip()}" if not is_masked else f"{by} · {days.moment(now)}"
    content = write_workbook(form.columns, lines, title=form.title, sheet="报名表", trace=trace)
    audit.record(
        "export_annex", by=by, about=programme, teachers=len(lines), masked=is_masked, reason=reason.strip()[:200]
    )
    return content


def refuse_unless_allowed(*, is_masked: bool, reason: str, by: Post) -> None:
    """Raise what keeps this post from taking full numbers out; masked lists need no reason."""
    if is_masked:
        return
    if by.kind not in SEES_NUMBERS:
        raise NumbersMasked()
    if not is_reason(reason):
        raise ReasonTooShort(least=LEAST_REASON)


@transaction.atomic
def keep_annex(
    *, programme: Programme, content: bytes, teachers: int, is_masked: bool, by: Post, now: datetime
) -> AnnexExport:
    """Keep a large list for its asker, for a day."""
    return AnnexExport.objects.create(  # type: ignore[no-any-return]
        programme=programme, asked_by=by, is_masked=is_masked, teachers=teachers,
        sealed=base64.b64encode(content).decode(), made_at=now, expires_at=now + KEPT,
    )  # fmt: skip


def forget_annexes(*, now: datetime) -> int:
    """Delete the lists that have expired; returns how many."""
    deleted, _by_model = AnnexExport.objects.filter(expires_at__lte=now).delete()
    return deleted
