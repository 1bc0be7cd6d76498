"""Vouchers in a mail as they are read, before anything is locked: each file with the school that paid (R55)."""

from collections.abc import Iterable
from dataclasses import dataclass

from xingtan.billing.actions.vouchers import read_file
from xingtan.billing.voucher_reading import ReadVoucher
from xingtan.foundation.errors import Refusal
from xingtan.mailroom import queries
from xingtan.mailroom.models import Letter
from xingtan.mailroom.opening import Opened
from xingtan.mailroom.rules import (
    Finding,
    PaidBy,
    Recognised,
    Register,
    school_that_paid,
    schools_called,
    speaks_of_vouchers,
)

TAKEN_ENDINGS = (".pdf", ".jpg", ".jpeg", ".png", ".txt")


@dataclass(frozen=True)
class Speaks:
    """What the mail around its files says: whether of vouchers at all, of whom, and whose contact sent it."""

    of_vouchers: bool
    subject: Recognised
    sender: frozenset[int]
    register: Register


@dataclass(frozen=True)
class Paper:
    """A file that is a voucher: who paid, or why it cannot be kept."""

    finding: Finding
    refused: str = ""


def speaks(letter: Letter, register: Register) -> Speaks:
    """What a mail says of vouchers in its subject and its words."""
    subject = schools_called(letter.subject, register)
    is_said = speaks_of_vouchers(letter.subject) or speaks_of_vouchers(letter.text)
    return Speaks(is_said, subject, queries.schools_of_contact(letter.sender), register)


def paper_of(file: Opened, mail: Speaks) -> Paper | None:
    """A file left aside by the reader of rosters, as a voucher; None when neither mail, name nor its own text says so."""
    is_said = mail.of_vouchers or speaks_of_vouchers(file.name)
    if not file.content or not (is_said or file.name.lower().endswith((".pdf", ".txt"))):
        return None
    try:
        _kept, rows = read_file(file.content, file.name)
    except Refusal as refusal:
        is_meant = is_said and file.name.lower().endswith(TAKEN_ENDINGS[:-1])
        return Paper(Finding(), str(refusal)) if is_meant else None
    return Paper(_finding(file, rows, mail)) if is_said or rows else None


def _finding(file: Opened, rows: Iterable[ReadVoucher], mail: Speaks) -> Finding:
    name = file.name.rpartition(" / ")[2].rpartition(".")[0]
    payers = dict.fromkeys(row.payer_name for row in rows if row.payer_name)
    paid = PaidBy(
        subject=mail.subject,
        sender=mail.sender,
        file_name=frozenset(schools_called(name, mail.register).schools),
        payers=tuple(frozenset(mail.register.meant_by(payer)) for payer in payers),
    )
    return school_that_paid(paid, mail.register)
