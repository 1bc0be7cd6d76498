"""Taking in a statement: looked at first, then stored whole or not at all."""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.billing.actions.layouts import layouts_of, sheet_to_explain
from xingtan.billing.actions.retelling import lines_of_days, told_again
from xingtan.billing.errors import NoStatementHeader, OtherAccount, StatementKnown
from xingtan.billing.models import BankLine, LineStanding, LineState, Statement, StatementUpload
from xingtan.billing.statement import Layout, ReadLine, StatementRead, identities, read_message, read_statement
from xingtan.foundation.bulk_rows import add_rows, kept_moment, kept_yuan
from xingtan.foundation.cells import Sheet
from xingtan.foundation.clock import ZONE
from xingtan.foundation.fields import new_public_id
from xingtan.foundation.sealing import digests, seals
from xingtan.foundation.sheets import Workbook, read_workbook
from xingtan.foundation.uploads import check_size
from xingtan.programmes.models import Programme

BATCH = 500
_NAME, _ACCOUNT = 200, 100
_LINE_FIELDS = (
    "public_id", "programme", "statement", "row", "identity", "booked_at", "is_incoming", "amount", "balance",
    "payer_name", "payer_account", "payer_account_hash", "payer_bank", "remark", "serial",
)  # fmt: skip
_STANDING_FIELDS = (
    "line", "programme", "state", "amount", "allocated", "refunding", "findings", "version", "touched_by",
)  # fmt: skip


@dataclass(frozen=True)
class PreparedStatement:
    """A file that was read and would be taken."""

    name: str
    sha256: str
    read: StatementRead


def prepare_statement(*, programme: Programme, content: bytes, name: str) -> PreparedStatement:
    """Read a file and check it against the programme; stores nothing.

    Raises a ``StatementRefused`` or an ``UploadRefused`` with what to do.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    refuse_known(sha256)
    check_size(len(content))
    read = read_message(content) or _read(read_workbook(content, name=name), layouts_of(programme))
    found, wanted = read.own_account, programme.payee_account
    if wanted and not any(_may_be(found, account) for account in _accounts_of(programme)):
        raise OtherAccount(found=found, wanted=wanted)
    return PreparedStatement(name[:_NAME], sha256, read)


def _read(workbook: Workbook, layouts: Sequence[Layout]) -> StatementRead:
    """The first sheet that has a statement's header."""
    for sheet in workbook.visible:
        try:
            return read_statement(sheet.rows, layouts)
        except NoStatementHeader:
            continue
    raise NoStatementHeader()


def _accounts_of(programme: Programme) -> list[str]:
    """The account it collects on and those it did: money still arrives on the old one after a change."""
    return [programme.payee_account, *programme.payee_changes.values_list("old_account", flat=True)]


def _may_be(found: str, wanted: str) -> bool:
    """Whether an account as a file writes it, perhaps starred or rounded by a spreadsheet, can be the wanted one."""
    if found.isdigit():
        return found == wanted
    head, star, tail = found.partition("*")
    return not star or (wanted.startswith(head) and wanted.endswith(tail.strip("*")))


def refuse_known(sha256: str) -> None:
    """Raise ``StatementKnown`` when this very file was imported before."""
    known = Statement.objects.filter(sha256=sha256).first()
    if known:
        when = known.imported_at.astimezone(ZONE).strftime("%Y-%m-%d %H:%M")
        raise StatementKnown(name=known.name, when=when, who=known.imported_by)


@transaction.atomic
def keep_upload(*, programme: Programme, content: bytes, name: str, by: Post, now: datetime) -> StatementUpload:
    """Keep a file to be looked at; it replaces what the same post had uploaded and not imported."""
    StatementUpload.objects.filter(programme=programme, uploaded_by=by.public_id).delete()
    return StatementUpload.objects.create(  # type: ignore[no-any-return]
        programme=programme,
        name=name[:_NAME],
        sha256=hashlib.sha256(content).hexdigest(),
        content=base64.b64encode(content).decode(),
        uploaded_by=by.public_id,
        uploaded_at=now,
    )


def content_of(upload: StatementUpload) -> bytes:
    """The uploaded file."""
    return base64.b64decode(upload.content)


@transaction.atomic
def import_statement(*, programme: Programme, prepared: PreparedStatement, by: Post | None, now: datetime) -> Statement:
    """Store a statement's lines: all that are not there yet, or none.

    Lines that an overlapping file brought before, in this layout or another, are counted, not stored again.
    Raises ``StatementKnown`` for the same file.
    """
    list(Programme.objects.select_for_update().order_by("pk").values_list("pk"))  # one at a time: accounts are shared
    refuse_known(prepared.sha256)
    read = prepared.read
    keys = _keys(programme, read)
    known = _known(keys)
    again = told_again(programme, read, keys, known)
    statement: Statement = Statement.objects.create(
        programme=programme,
        name=prepared.name,
        sha256=prepared.sha256,
        begins_on=min(line.booked for line in read.lines).date(),
        ends_on=max(line.booked for line in read.lines).date(),
        opening=read.opening,
        closing=read.closing,
        came_in=read.came_in,
        went_out=read.went_out,
        lines_read=len(keys),
        lines_known=sum(key in known for key in keys) + len(again),
        imported_by=str(by or ""),
        imported_at=now,
    )
    pairs = enumerate(zip(read.lines, keys, strict=True))
    _store(statement, [(line, key) for at, (line, key) in pairs if key not in known and at not in again])
    StatementUpload.objects.filter(programme=programme, sha256=prepared.sha256).delete()
    audit.record(
        "import_statement", by=by, about=statement, file=prepared.sha256, lines=len(keys), known=statement.lines_known
    )
    return statement


@dataclass(frozen=True)
class Overlap:
    """What of a prepared file is there already."""

    known: int
    """Lines that an earlier file has brought, for whichever programme of the account."""
    elsewhere: int
    """Of these, lines that stand in another programme's queue."""
    new: int
    same_days: int
    """Lines of the account that are stored for the file's days, though not in the file."""

    @property
    def is_strange(self) -> bool:
        """The days are stored, yet hardly a line is recognised: the same lines may have come in another layout."""
        return self.same_days > 0 and self.new > self.known


def overlap_of(*, programme: Programme, prepared: PreparedStatement) -> Overlap:
    """What importing a prepared file would find stored already."""
    keys = _keys(programme, prepared.read)
    known = _known(keys)
    count = len(known) + len(told_again(programme, prepared.read, keys, known))
    return Overlap(
        known=count,
        elsewhere=sum(queue != programme.pk for queue in known.values()),
        new=len(prepared.read.lines) - count,
        same_days=max(lines_of_days(programme, prepared.read).count() - count, 0),
    )


def sheet_of(upload: StatementUpload) -> Sheet | None:
    """The sheet of an upload whose columns can be explained: the one with most rows."""
    return sheet_to_explain(read_workbook(content_of(upload), name=upload.name).visible)


def _keys(programme: Programme, read: StatementRead) -> list[str]:
    """The lines' identities within their account, as the programme writes it where the file stars or leaves it out."""
    told = read.own_account if read.own_account.isdigit() else ""
    return identities(read.lines, told or programme.payee_account)


def _known(keys: list[str]) -> dict[str, int]:
    """Of these keys the stored ones, each with the programme in whose queue it stands."""
    found: dict[str, int] = {}
    for start in range(0, len(keys), BATCH):
        rows = BankLine.objects.filter(identity__in=keys[start : start + BATCH])
        found.update(rows.values_list("identity", "standing__programme"))
    return found


def _store(statement: Statement, lines: list[tuple[ReadLine, str]]) -> None:
    """Lines and standings as plain rows: an object for each would take longer than reading and matching them."""
    accounts = [line.payer_account[:_ACCOUNT] for line, _ in lines]
    parts = zip(
        lines,
        seals(accounts, purpose="bank_account"),
        digests(accounts, purpose="bank_account"),
        seals((line.remark for line, _ in lines), purpose="remark"),
        strict=True,
    )
    rows = (
        (
            new_public_id(), statement.programme_id, statement.pk, line.row, key[:_NAME],
            kept_moment(line.booked.replace(tzinfo=ZONE)), line.is_incoming, kept_yuan(line.amount),
            kept_yuan(line.balance), line.payer_name[:_NAME], account, hashed if line.payer_account else "",
            line.payer_bank[:_NAME], remark, line.serial[:_ACCOUNT],
        )
        for (line, key), account, hashed, remark in parts
    )  # fmt: skip
    add_rows(BankLine, _LINE_FIELDS, rows)
    none = kept_yuan(Decimal("0.00"))
    standings = (
        (pk, statement.programme_id, LineState.NEW.value, kept_yuan(amount), none, none, "{}", 1, "")
        for pk, amount in BankLine.objects.filter(statement=statement).order_by("pk").values_list("pk", "amount")
    )
    add_rows(LineStanding, _STANDING_FIELDS, standings)
