"""Taking in a statement: looked at first, then stored whole or not at all."""

import base64
import hashlib
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.billing.errors import NoStatementHeader, OtherAccount, StatementKnown
from xingtan.billing.models import BankLine, LineStanding, Statement, StatementUpload
from xingtan.billing.statement import ReadLine, StatementRead, identities, read_message, read_statement
from xingtan.foundation.clock import ZONE
from xingtan.foundation.sealing import digest
from xingtan.foundation.sheets import Workbook, read_workbook
from xingtan.foundation.uploads import check_size
from xingtan.programmes.models import Programme

BATCH = 500
_NAME, _ACCOUNT = 200, 100


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
    read = read_message(content) or _read(read_workbook(content, name=name))
    found, wanted = read.own_account, programme.payee_account
    if wanted and not _may_be(found, wanted):
        raise OtherAccount(found=found, wanted=wanted)
    return PreparedStatement(name[:_NAME], sha256, read)


def _read(workbook: Workbook) -> StatementRead:
    """The first sheet that has a statement's header."""
    for sheet in workbook.visible:
        try:
            return read_statement(sheet.rows)
        except NoStatementHeader:
            continue
    raise NoStatementHeader()


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

    Lines that an overlapping file brought before are counted, not stored again. Raises
    ``StatementKnown`` for the same file.
    """
    _lock_account(programme)
    refuse_known(prepared.sha256)
    read = prepared.read
    keys = _keys(programme, read)
    known = _known(keys)
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
        lines_known=sum(key in known for key in keys),
        imported_by=str(by or ""),
        imported_at=now,
    )
    pairs = zip(read.lines, keys, strict=True)
    _store(statement, [(line, key) for line, key in pairs if key not in known])
    StatementUpload.objects.filter(programme=programme, sha256=prepared.sha256).delete()
    audit.record(
        "import_statement", by=by, about=statement, file=prepared.sha256, lines=len(keys), known=statement.lines_known
    )
    return statement


def known_lines(*, programme: Programme, prepared: PreparedStatement) -> int:
    """How many lines of a prepared file an earlier one has brought, for whichever programme of the account."""
    return len(_known(_keys(programme, prepared.read)))


def _lock_account(programme: Programme) -> None:
    """One import at a time into an account, also where several programmes collect on it."""
    rows = Programme.objects.select_for_update()
    shared = rows.filter(payee_account=programme.payee_account) if programme.payee_account else rows
    list(shared.order_by("pk").values_list("pk"))


def _keys(programme: Programme, read: StatementRead) -> list[str]:
    """The lines' identities within the collecting account, as the programme writes it: files write it in many ways."""
    return identities(read.lines, programme.payee_account or read.own_account)


def _known(keys: list[str]) -> set[str]:
    found: set[str] = set()
    for start in range(0, len(keys), BATCH):
        rows = BankLine.objects.filter(identity__in=keys[start : start + BATCH])
        found.update(rows.values_list("identity", flat=True))
    return found


def _store(statement: Statement, lines: list[tuple[ReadLine, str]]) -> None:
    rows = [_row(statement, line, key) for line, key in lines]
    BankLine.objects.bulk_create(rows, batch_size=BATCH)
    standings = [
        LineStanding(line=row, programme_id=row.programme_id, amount=row.amount, allocated=Decimal(0)) for row in rows
    ]
    LineStanding.objects.bulk_create(standings, batch_size=BATCH)


def _row(statement: Statement, line: ReadLine, key: str) -> BankLine:
    account = line.payer_account[:_ACCOUNT]
    return BankLine(
        programme_id=statement.programme_id,
        statement=statement,
        row=line.row,
        identity=key[:_NAME],
        booked_at=line.booked.replace(tzinfo=ZONE),
        is_incoming=line.is_incoming,
        amount=line.amount,
        balance=line.balance,
        payer_name=line.payer_name[:_NAME],
        payer_account=account,
        payer_account_hash=digest(account, purpose="bank_account") if account else "",
        payer_bank=line.payer_bank[:_NAME],
        remark=line.remark,
        serial=line.serial[:_ACCOUNT],
    )
