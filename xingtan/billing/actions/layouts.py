"""Explaining a statement's layout once, and forgetting it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.billing.errors import LayoutColumnTwice, LayoutIncomplete, NoHeaderRow
from xingtan.billing.models import StatementLayout
from xingtan.billing.statement import Column, Layout, as_said, header_fingerprint
from xingtan.billing.wording import COLUMNS
from xingtan.foundation.cells import Sheet
from xingtan.foundation.sheets import read_workbook
from xingtan.programmes.models import Programme

_LONGEST_TITLE = 100


@transaction.atomic
def remember_layout(
    *, programme: Programme, header: Sequence[Any], meanings: Mapping[int, Column], by: Post, now: datetime
) -> StatementLayout:
    """Keep what a clerk says of a header row; what was said of the same header before is replaced.

    Raises ``NoHeaderRow``, ``LayoutColumnTwice``, ``LayoutIncomplete``.
    """
    fingerprint = header_fingerprint(header)
    if not fingerprint:
        raise NoHeaderRow()
    counted = Counter(column for column in meanings.values() if column is not Column.TEXT)
    for column, count in counted.items():
        if count > 1:
            raise LayoutColumnTwice(column=COLUMNS[column])
    said = Layout(fingerprint, tuple(sorted(meanings.items())))
    if not as_said(0, header, said).is_complete:
        raise LayoutIncomplete()
    layout, _is_new = StatementLayout.objects.update_or_create(
        programme=programme,
        fingerprint=fingerprint,
        defaults={
            "titles": [str(cell or "").strip()[:_LONGEST_TITLE] for cell in header],
            "meanings": [[at, column.value] for at, column in said.meanings],
            "said_by": str(by)[:200],
            "said_at": now,
        },
    )
    audit.record("remember_layout", by=by, about=layout, columns=layout.meanings)
    return layout  # type: ignore[no-any-return]


@transaction.atomic
def forget_layout(*, layout: StatementLayout, by: Post) -> None:
    """From now on such a header is read by its own words again, or asked about."""
    audit.record("forget_layout", by=by, about=layout)
    StatementLayout.objects.filter(pk=layout.pk).delete()


def layouts_of(programme: Programme) -> list[Layout]:
    """What was said of headers, for reading a file."""
    return [layout.as_layout for layout in StatementLayout.objects.filter(programme=programme)]


def can_be_explained(content: bytes, name: str) -> bool:
    """Whether a file has a row of which a clerk could say what its columns hold; raises an ``UploadRefused``."""
    sheet = sheet_to_explain(read_workbook(content, name=name).visible)
    return sheet is not None and any(sum(bool(str(cell or "").strip()) for cell in row) > 1 for row in sheet.rows)


def sheet_to_explain(sheets: Sequence[Sheet]) -> Sheet | None:
    """The sheet with the most rows: the one whose columns are asked about."""
    return max(sheets, key=lambda sheet: len(sheet.rows), default=None)
