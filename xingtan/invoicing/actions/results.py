"""Keeping what came back from the platform, and noting what became of each file in it."""

import hashlib
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.foundation.fields import new_public_id
from xingtan.foundation.uploads import check_size
from xingtan.invoicing.models import InvoiceRequest, ResultItem, ResultUpload
from xingtan.programmes.models import Programme

_NAME, _SAID = 200, 500


@transaction.atomic
def keep_results(*, programme: Programme, content: bytes, name: str, by: Post, now: datetime) -> ResultUpload:
    """Keep an upload until it has been read in the background. Raises an ``UploadRefused`` for one too large or empty."""
    check_size(len(content))
    row = ResultUpload(
        programme=programme, file_name=name[:_NAME], sha256=hashlib.sha256(content).hexdigest(),
        uploaded_by=str(by)[:_NAME], uploaded_at=now,
    )  # fmt: skip
    row.file.save(new_public_id(), ContentFile(content), save=True)
    audit.record("keep_invoice_results", by=by, about=row, file=row.sha256)
    return row


def note_item(
    *,
    upload: ResultUpload,
    position: int,
    name: str,
    outcome: str,
    said: str = "",
    request: InvoiceRequest | None = None,
) -> ResultItem:
    """Put down what became of one file or row."""
    row: ResultItem = ResultItem.objects.create(
        upload=upload, position=position, name=name[:_NAME], outcome=outcome, said=said[:_SAID], request=request
    )
    return row


def note_read(*, upload: ResultUpload, now: datetime) -> None:
    """Everything in it was looked at."""
    ResultUpload.objects.filter(pk=upload.pk).update(read_at=now)
