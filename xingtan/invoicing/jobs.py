"""What invoicing does by itself, and what it does in the background for finance."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from xingtan.accounts.models import Post
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.foundation.tasks import Reporter, background
from xingtan.invoicing import actions
from xingtan.invoicing.actions.filing import Returned
from xingtan.invoicing.errors import TROUBLES, FileNotTaken
from xingtan.invoicing.models import InvoiceRequest, ResultItem, ResultUpload
from xingtan.invoicing.returning import Piece, pieces_of
from xingtan.programmes.models import Programme

Outcome = ResultItem.Outcome


def mail_and_mark() -> None:
    """Timer: mail what is issued and not mailed, tell of red letters; mark what wants a red letter since money moved."""
    now = clock.now()
    actions.mail_issued(now=now)
    actions.mail_reversed(now=now)
    for programme in Programme.objects.filter(term_ends_on__gte=now.date()):
        actions.mark_red_due(programme=programme, now=now)


@background
def read_results(report: Reporter, *, upload: int, post: int) -> str:
    """Read an upload of results and file what is in it, piece by piece, each in its own transaction.

    Killed half way and started again it goes on behind the last piece that was noted.
    """
    row = ResultUpload.objects.select_related("programme").get(pk=upload)
    by = Post.objects.get(pk=post)
    with row.file.open("rb") as kept:
        pieces = pieces_of(kept.read(), row.file_name)
    report.expect(len(pieces))
    noted = set(row.items.values_list("position", flat=True))
    for position, piece in enumerate(pieces):
        if position not in noted:
            settle(row, position, piece, by)
        report.step()
    actions.note_read(upload=row, now=clock.now())
    actions.mail_issued(now=clock.now())
    actions.mail_reversed(now=clock.now())
    report.lead_to(reverse("invoicing:result", args=[row.public_id]))
    counts = {each: row.items.filter(outcome=each).count() for each in Outcome.values}
    return _("%(filed)s filed, %(failed)s failures noted, %(known)s known before, %(refused)s not taken.") % counts


@transaction.atomic
def settle(upload: ResultUpload, position: int, piece: Piece, by: Post) -> None:
    """File one piece and note what became of it, or note why not."""
    try:
        with transaction.atomic():
            request, outcome = _done(upload.programme, piece, by)
    except Refusal as refusal:
        actions.note_item(upload=upload, position=position, name=piece.name, outcome=Outcome.REFUSED, said=str(refusal))
        return
    actions.note_item(
        upload=upload, position=position, name=piece.name, outcome=outcome, said=piece.reason, request=request
    )


def _done(programme: Programme, piece: Piece, by: Post) -> tuple[InvoiceRequest, str]:
    now = clock.now()
    if piece.said or piece.trouble:
        raise FileNotTaken(said=piece.said or str(TROUBLES[piece.trouble]))
    if piece.kind == "row" and piece.reason:
        return actions.note_failure(
            programme=programme, serial=piece.serial, reason=piece.reason, by=by, now=now
        ), Outcome.FAILED
    if piece.kind == "row":
        return actions.note_success(
            programme=programme, serial=piece.serial, number=piece.number, by=by, now=now
        ), Outcome.FILED
    assert piece.read is not None  # noqa: S101 - a file without trouble was read
    returned = Returned(piece.content, piece.name, piece.kind, piece.read)
    request, is_new = actions.file_invoice(programme=programme, returned=returned, by=by, now=now)
    return request, Outcome.FILED if is_new else Outcome.KNOWN
