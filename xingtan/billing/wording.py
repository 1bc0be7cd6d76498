"""The codes of billing in words: reasons for and against, states of bills, columns of statements."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from xingtan.billing.listed_schools import Note
from xingtan.billing.matching import Against, For
from xingtan.billing.models import LineState, VoucherState, WriteOffState
from xingtan.billing.rules import BillState
from xingtan.billing.statement import Column
from xingtan.billing.vouching import Difference

REASONS: dict[str, Promise | str] = {
    For.CODE: _("Payment code agrees: %(text)s"),
    For.CODE_REPAIRED: _("Payment code agrees but for one slip: %(text)s"),
    For.NAME: _("School name agrees: %(text)s"),
    For.NAME_SHORT: _("School name agrees, shortened: %(text)s"),
    For.NAME_SOUND: _("School name sounds alike: %(text)s"),
    For.NAME_TYPO: _("School name differs by a character: %(text)s"),
    For.NAME_WITHIN: _("Contains the school’s name: %(text)s"),
    For.PAYER: _("Payer is this school: %(text)s"),
    For.COUNTY: _("County agrees: %(text)s"),
    For.MOBILE: _("Contact’s mobile agrees: %(text)s"),
    For.MOBILE_SLIP: _("Contact’s mobile agrees but for one slip: %(text)s"),
    For.CONTACT: _("Contact agrees: %(text)s"),
    For.CONTACT_BEGUN: _("Contact begins alike: %(text)s"),
    For.HEADS: _("Head count agrees: %(heads)s"),
    For.AMOUNT: _("Amount is what is still to pay (%(heads)s people)"),
    For.AMOUNT_OF_HEADS: _("Amount is the fee for the %(heads)s people named"),
    For.AMOUNT_LESS_FEE: _("Short by %(short)s yuan, as after a bank’s fee"),
    For.ACCOUNT: _("Has paid for this school from this account before"),
    For.PAYER_LEARNT: _("This payer has paid for this school before: %(text)s"),
    For.VOUCHER: _("The school’s voucher has this transfer’s number: %(text)s"),
    For.VOUCHER_FITS: _("The school’s voucher has the same sum and payer’s account"),
    For.COUNTY_REST: _("Pays the rest of %(county)s: %(schools)s schools, %(heads)s people, %(amount)s yuan"),
    For.COUNTY_CODE: _("The payment code of %(county)s: %(text)s"),
    Against.COUNTY_OTHER: _("Another county is named: %(text)s"),
    Against.SIBLING: _("Another school of a similar name: %(text)s"),
    Against.HEADS_OTHER: _("Head count differs: %(said)s named, %(heads)s enrolled"),
    Against.AMOUNT_OTHER: _("Amount differs: still to pay %(rest)s yuan"),
    Against.CODE_OF_OTHER: _("The payment code is another school’s: %(text)s"),
    Against.CONTACT_OF_OTHER: _("Another school’s contact is named: %(text)s"),
    Against.MOBILE_UNKNOWN: _("Mobile is not the contact’s: %(text)s"),
    Against.MOBILE_OF_OTHER: _("Mobile is another school’s contact’s: %(text)s"),
    Against.PAYER_OTHER: _("Payer is another school: %(text)s"),
    Against.SETTLED: _("Paid already: %(amount)s yuan"),
    Against.MORE_THAN_REST: _("More than is still to pay"),
    Against.SAME_AMOUNT_AGAIN: _("The same amount came before; perhaps sent twice"),
    Against.CLOSE_SECOND: _("Another school fits nearly as well"),
    Against.NAMESAKES: _("Several schools have this name and no county is named"),
    Against.UNKNOWN_SCHOOL: _("A school is named that is on no bill"),
    Against.SEVERAL_SCHOOLS: _("Several schools are named"),
    Against.TOO_LITTLE: _("Too little to be certain"),
    Against.RETURNED: _("A returned transfer; nothing is booked by itself"),
    Against.SENDS_BACK: _("Sends back what came in on %(day)s: %(amount)s yuan from %(payer)s"),
    Against.SENT_BACK: _("Was sent back on %(day)s: %(amount)s yuan"),
    Against.VOUCHER_OF_OTHER: _("Another school’s voucher has this transfer’s number: %(text)s"),
    Against.PSBC: _("Came through the Postal Savings Bank; please confirm that it is admitted"),
    Against.PSBC_DENIED: _("Came through the Postal Savings Bank, which this programme does not admit"),
    Against.POSTAL: _("A post-office remittance, which the notice does not admit"),
    Against.OTHER_PURPOSE: _("Another purpose than training is named"),
    Against.NOTHING_FOUND: _("No school was recognised"),
    Against.COUNTY_DIFFERS: _("%(county)s still owes for %(schools)s schools, %(heads)s people, %(amount)s yuan; that is not what the transfer says"),
    Against.OUTGOING: _("Money that went out"),
    Against.PAYS_REFUND: _("Pays back %(amount)s yuan to %(payee)s: the proof of a refund"),
    Against.INTEREST: _("Interest"),
    "school_yes": _("The school says: this was our transfer"),
    "school_no": _("The school says: this was not ours"),
}  # fmt: skip

NOTES: dict[str, Promise | str] = {
    Note.UNKNOWN: _("No bill of this name was found"),
    Note.SEVERAL: _("Several schools may be meant"),
    Note.UNSURE: _("Not written quite like the school’s name; please check"),
    Note.TWICE: _("Stands in the list more than once; the amounts were added"),
    Note.NO_NUMBER: _("No head count and no amount beside it"),
    Note.UNCLEAR: _("More than one head count or amount beside it"),
    Note.HEADS_DIFFER: _("%(heads)s people in the list, another number on the bill"),
    Note.AMOUNT_DIFFERS: _("%(heads)s people do not make the amount in the list"),
    Note.MORE_THAN_OWED: _("%(amount)s is more than is still to pay"),
    Note.PAID: _("This school has paid already"),
}
"""What to look at in a row of a county's list."""

BILL_STATES: dict[str, tuple[str, Promise | str]] = {
    BillState.NOTHING: ("off", _("Nothing to pay")),
    BillState.UNPAID: ("wait", _("Not paid")),
    BillState.SHORT: ("wait", _("Partly paid")),
    BillState.PAID: ("ok", _("Paid")),
    BillState.OVER: ("info", _("Overpaid")),
}
"""Kind of the badge and the word."""

WRITE_OFF_STATES: dict[str, str] = {
    WriteOffState.ASKED: "wait",
    WriteOffState.IN_FORCE: "ok",
    WriteOffState.REFUSED: "off",
    WriteOffState.TAKEN_BACK: "off",
}
"""The kind of badge of each."""

LINE_STATES: dict[str, str] = {
    LineState.NEW: "wait",
    LineState.REVIEW: "wait",
    LineState.PART: "wait",
    LineState.BOOKED: "ok",
    LineState.ASIDE: "off",
    LineState.IGNORED: "off",
}

COLUMNS: dict[str, Promise | str] = {
    Column.DATE: _("Date"),
    Column.TIME: _("Time"),
    Column.CAME_IN: _("Came in"),
    Column.WENT_OUT: _("Went out"),
    Column.AMOUNT: _("Amount"),
    Column.FLAG: _("In or out"),
    Column.BALANCE: _("Balance"),
    Column.PAYER: _("Payer"),
    Column.PAYER_ACCOUNT: _("Payer’s account"),
    Column.PAYER_BANK: _("Payer’s bank"),
    Column.PAYEE: _("Payee"),
    Column.PAYEE_ACCOUNT: _("Payee’s account"),
    Column.TEXT: _("Remark"),
    Column.SERIAL: _("Bank’s serial number"),
    Column.OWN_ACCOUNT: _("Own account"),
    Column.NOMINAL: _("Paid on behalf of"),
    Column.CURRENCY: _("Currency"),
}


VOUCHER_STATES: dict[str, str] = {
    VoucherState.PENDING: "wait",
    VoucherState.ARRIVED: "ok",
    VoucherState.DIFFERS: "stop",
}
VOUCHER_DIFFERENCES: dict[str, Promise | str] = {
    Difference.OTHER_ACCOUNT: _("The voucher names another receiving account than the programme’s. Please call the hotline before anything else is paid: somebody may have given you a wrong account."),
    Difference.AMOUNT: _("The bank’s transfer with this serial number is of another amount than the voucher."),
    Difference.OTHER_SCHOOL: _("The bank’s transfer with this serial number was booked for another school."),
    Difference.BY_HAND: _("The finance office has looked at it."),
}  # fmt: skip


LEFT_NAMED = 5


def accepted_in_words(booked: int, left: Sequence[tuple[str, str]]) -> str:
    """How accepting several lines together went: how many were booked, which were left and why."""
    said = [ngettext("%(count)s transfer is booked.", "%(count)s transfers are booked.", booked) % {"count": booked}]
    if left:
        words = ngettext("%(count)s was left as it is:", "%(count)s were left as they are:", len(left))
        said += [words % {"count": len(left)}]
        said += [f"{payer or '–'}：{sentence}" for payer, sentence in left[:LEFT_NAMED]]
    return " ".join(said)


def sentence_of(reason: Mapping[str, Any]) -> str:
    """A kept reason in words."""
    return str(REASONS[reason["code"]]) % defaultdict(str, reason["about"])
