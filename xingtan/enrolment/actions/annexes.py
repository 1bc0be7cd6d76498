"""Letting a list leave the house as Annex 1: on record with who, why and how many (R33)."""

import base64
from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.enrolment.actions.full_lists import KEPT, refuse_unless_permitted
from xingtan.enrolment.errors import ListGrew
from xingtan.enrolment.models import AnnexExport, EnrolmentQuerySet, FullList
from xingtan.enrolment.queries.annexes import form_of, lines_of
from xingtan.foundation.sheets import write_workbook
from xingtan.programmes.models import Programme
from xingtan.ui import days


def write_annex(
    *,
    programme: Programme,
    rows: EnrolmentQuerySet,
    permission: FullList | None,
    by: Post,
    now: datetime,
    step: Callable[[], None] = lambda: None,
) -> bytes:
    """The list as the form verbatim, masked without a ``permission`` for full numbers.

    Raises ``NotApproved``, and ``ListGrew`` when there are more teachers than were permitted. The form has no room
    for a mark, so who took it, when, why and who approved it stands in the file's properties.
    ``step`` is called for each teacher. Not one transaction: 40,000 rows take seconds, and on SQLite
    nobody else could write meanwhile; it is on record before anybody has it.
    """
    if permission is not None:
        refuse_unless_permitted(permission, by=by, now=now)
    form = form_of(programme)
    lines = []
    for line in lines_of(rows, is_masked=permission is None):
        lines.append(line)
        step()
    if permission is not None and len(lines) > permission.teachers:
        raise ListGrew(approved=permission.teachers)
    trace = f"{by} · {days.moment(now)}" if permission is None else trace_of(permission, by, now)
    content = write_workbook(form.columns, lines, title=form.title, sheet="报名表", trace=trace)
    audit.record(
        "export_annex", by=by, about=programme, teachers=len(lines), masked=permission is None,
        reason=permission.reason if permission else "", permission=permission.public_id if permission else "",
    )  # fmt: skip
    return content


def trace_of(permission: FullList, by: Post, now: datetime) -> str:
    """Who took full numbers out, when, what for, and who approved it."""
    facts = [str(by), days.moment(now), permission.reason]
    if permission.decider:
        facts.append(_("approved by %(name)s") % {"name": permission.decider})
    return " · ".join(facts)


@transaction.atomic
def keep_annex(
    *, programme: Programme, content: bytes, teachers: int, permission: FullList | None, by: Post, now: datetime
) -> AnnexExport:
    """Keep a large list for its asker, for a day; one with full numbers no longer than its approval holds."""
    ends = (now + KEPT, permission.expires_at if permission else None)
    return AnnexExport.objects.create(  # type: ignore[no-any-return]
        programme=programme, asked_by=by, is_masked=permission is None, teachers=teachers,
        sealed=base64.b64encode(content).decode(), made_at=now, expires_at=min(each for each in ends if each),
    )  # fmt: skip


def forget_annexes(*, now: datetime) -> int:
    """Delete the lists that have expired; returns how many."""
    deleted, _by_model = AnnexExport.objects.filter(expires_at__lte=now).delete()
    return deleted
