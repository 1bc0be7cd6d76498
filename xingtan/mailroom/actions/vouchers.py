"""Handing the vouchers of a mail to the bills of their schools, by themselves or by a clerk (R55)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.billing import actions as billing
from xingtan.billing.errors import VoucherKnown
from xingtan.billing.models import Bill, Voucher
from xingtan.foundation.errors import Refusal
from xingtan.mailroom import queries
from xingtan.mailroom.actions.answering import answer, is_answerable
from xingtan.mailroom.actions.closing import close_if_done, locked
from xingtan.mailroom.errors import NoBill, NotAVoucherHere, NotWaiting, SchoolUnknown, SourceForgotten
from xingtan.mailroom.models import Enclosure, Letter, LetterSource, LetterStep
from xingtan.mailroom.reading import Sheet, contents_of
from xingtan.organisations.models import School

Fate = Enclosure.State
_LONGEST_SAID = 500


@dataclass(frozen=True)
class Brought:
    """What came of bringing a voucher to a school's bill: its rows, or why not."""

    rows: tuple[Voucher, ...] = ()
    why: str = ""
    said: str = ""


def store_voucher(letter: Letter, place: int, sheet: Sheet, now: datetime) -> Enclosure:
    """Store what became of a voucher in a mail; one whose school is not certain, or has no bill, waits."""
    row = Enclosure(
        letter=letter, position=place, name=sheet.name, size=sheet.size, is_voucher=True,
        school_id=sheet.finding.school, state=Fate.WAITING, why=sheet.finding.why,
    )  # fmt: skip
    brought = _brought(letter, sheet, now) if sheet.finding.school else Brought(why=sheet.finding.why)
    row.why, row.said = brought.why, brought.said[:_LONGEST_SAID]
    if brought.rows:
        row.state = Fate.TAKEN
    elif brought.said:
        row.state = Fate.REFUSED
    row.save()
    row.candidates.set(sheet.finding.candidates)
    row.vouchers.set(brought.rows)
    return row


def _brought(letter: Letter, sheet: Sheet, now: datetime) -> Brought:
    bill = queries.bill_of(letter.programme, School.objects.get(pk=sheet.finding.school))
    if bill is None:
        return Brought(why="no_bill")
    try:
        return _bring(bill, sheet, now, by=None)
    except Refusal as refusal:
        return Brought(why="unreadable", said=str(refusal))


def _bring(bill: Bill, sheet: Sheet, now: datetime, *, by: Post | None) -> Brought:
    """The file on the bill; one that hangs there already is the voucher it was, and said to be."""
    try:
        rows = billing.bring_voucher(
            bill=bill, content=sheet.voucher, name=sheet.name, by=by, now=now, source=Voucher.Source.MAIL
        )
    except VoucherKnown as known:
        return Brought(tuple(queries.vouchers_of_file(bill, sheet.voucher)), said=str(known))
    return Brought(tuple(rows))


def give_voucher(*, letter: Letter, position: int, school_code: str, by: Post, now: datetime) -> Bill:
    """Give a voucher that waits in a mail to the bill of a school; the sender is answered.

    Raises ``NotWaiting``, ``SchoolUnknown``, ``SourceForgotten``, ``NotAVoucherHere``, ``NoBill`` and what
    bringing refuses; then nothing has changed.
    """
    school = queries.school_of_code(by, school_code)
    if school is None:
        raise SchoolUnknown()
    if not LetterSource.objects.filter(letter=letter).exists():
        raise SourceForgotten()
    contents = contents_of(letter, now)
    sheet = dict(contents.vouchers).get(position)
    if sheet is None:
        raise NotAVoucherHere(file=contents.sheets[position].name if position < len(contents.sheets) else "–")
    bill = queries.bill_of(letter.programme, school)
    if bill is None:
        raise NoBill(school=school.registered_name)
    _give(letter, position, (sheet, bill), by, now)
    return bill


@transaction.atomic
def _give(letter: Letter, position: int, what: tuple[Sheet, Bill], by: Post, now: datetime) -> None:
    sheet, bill = what
    letter = locked(letter)
    row = letter.enclosures.select_for_update().filter(position=position, state=Fate.WAITING, is_voucher=True).first()
    if row is None:
        raise NotWaiting()
    brought = _bring(bill, sheet, now, by=by)
    row.state, row.why, row.said, row.school_id = Fate.TAKEN, "", brought.said[:_LONGEST_SAID], bill.school_id
    row.save()
    row.vouchers.set(brought.rows)
    letter.school, letter.division = bill.school, bill.school.division
    words = bill.school.registered_name
    LetterStep.objects.create(letter=letter, kind=LetterStep.Kind.ASSIGNED, at=now, by=by, words=words)
    close_if_done(letter, Letter.State.TAKEN)
    if is_answerable(letter, now):
        answer(letter, now=now, by=by)
    audit.record("give_voucher", by=by, about=letter, school=bill.school.code, position=position)
