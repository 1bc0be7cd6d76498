"""What billing refuses, each with what to do next."""

from django.utils.translation import gettext_lazy as _

from xingtan.foundation.errors import Refusal


class StatementRefused(Refusal):
    """A statement that is not taken; nothing of it is stored."""

    code = "statement_refused"
    sentence = _("This statement cannot be taken.")
    field = "file"
    status = 400


class NoStatementHeader(StatementRefused):
    """No row with the words of a statement's header."""

    code = "no_statement_header"
    sentence = _(
        "No header was found: a row that names a date, an amount and the payer or a remark. "
        "Please download the account details from the bank again, with their header, and upload that file as it is."
    )


class NoStatementLines(StatementRefused):
    """A header and nothing below it."""

    code = "no_statement_lines"
    sentence = _(
        "The header was found in row %(row)s, but no transaction below it. Please choose a period with transactions."
    )


class UnreadableAmount(StatementRefused):
    """A cell that should hold an amount and does not."""

    code = "unreadable_amount"
    sentence = _(
        "Row %(row)s, column “%(column)s”: “%(value)s” is not an amount. Nothing was imported; please correct it in the bank's export."
    )


class UnreadableDate(StatementRefused):
    """A row with money and a payer but no readable date."""

    code = "unreadable_date"
    sentence = _(
        "Row %(row)s, column “%(column)s”: “%(value)s” is not a date. Nothing was imported; please correct it in the bank's export."
    )


class UnclearDirection(StatementRefused):
    """A row that is both in and out, or neither."""

    code = "unclear_direction"
    sentence = _("Row %(row)s: whether “%(value)s” came in or went out cannot be told. Nothing was imported.")


class ZeroAmount(StatementRefused):
    """A dated row that moves nothing."""

    code = "zero_amount"
    sentence = _(
        "Row %(row)s: the amount is 0. Nothing was imported; please check the row in the bank’s export, or delete it there."
    )


class TornRow(StatementRefused):
    """A quotation mark that is never closed, and swallows the rows below."""

    code = "torn_row"
    sentence = _(
        "Row %(row)s holds other rows within one cell: a quotation mark is missing, the file may be torn. "
        "Nothing was imported; please download it again."
    )


class OtherCurrency(StatementRefused):
    """A line that is not in yuan."""

    code = "other_currency"
    sentence = _("Row %(row)s is in %(value)s, not in yuan. Please export the lines in yuan only.")


class SeveralAccounts(StatementRefused):
    """Lines of more than one account in one file."""

    code = "several_accounts"
    sentence = _(
        "Row %(row)s is of account %(second)s, the rows above of %(first)s. Please export the collecting account alone."
    )


class ControlTotalDiffers(StatementRefused):
    """Opening balance and lines do not give the closing balance."""

    code = "control_total_differs"
    sentence = _(
        "Opening balance %(opening)s and the lines give %(computed)s, but the closing balance is %(closing)s: "
        "a difference of %(difference)s. The first row that does not follow is row %(row)s: the balance after it should "
        "be %(expected)s and is %(told)s. Lines are missing or changed. Nothing was imported; please download the file again."
    )


class BalanceBreaks(ControlTotalDiffers):
    """The ends agree, but a balance between them does not follow."""

    code = "balance_breaks"
    sentence = _(
        "Row %(row)s: the balance after it should be %(expected)s and is %(told)s, a difference of %(difference)s. "
        "Lines are missing or changed. Nothing was imported; please download the file again."
    )


STATED = {
    "opening": _("opening balance"),
    "closing": _("closing balance"),
    "came_in": _("sum that came in"),
    "went_out": _("sum that went out"),
    "count": _("number of lines"),
    "count_in": _("number of lines that came in"),
    "count_out": _("number of lines that went out"),
}


class StatedTotalDiffers(ControlTotalDiffers):
    """What the bank states above or below the lines is not what they give."""

    code = "stated_total_differs"
    sentence = _(
        "The file states in row %(row)s: %(what)s %(stated)s. Its lines give %(computed)s, a difference of %(difference)s. "
        "Lines are missing or changed. Nothing was imported; please download the file again."
    )

    def __init__(self, *, what: str, **parameters: object) -> None:
        super().__init__(what=STATED[what], **parameters)


class MessageTotalDiffers(ControlTotalDiffers):
    """The same of a bank's message, whose lines tell no balances."""

    code = "message_total_differs"
    sentence = _(
        "Statement %(number)s of the file: opening balance %(opening)s and the lines give %(computed)s, but the balance "
        "that follows is %(closing)s: a difference of %(difference)s. Nothing was imported; please download the file again."
    )


class MessageUnreadable(StatementRefused):
    """A bank's message (MT940, CAMT.053) that is torn or not built as the standard says."""

    code = "message_unreadable"
    sentence = _(
        "The file is a bank’s %(kind)s message, but it cannot be read to its end (%(why)s). "
        "Nothing was imported; please download it again."
    )


class StatementKnown(StatementRefused):
    """The same file again."""

    code = "statement_known"
    sentence = _("This file was imported already: as “%(name)s” on %(when)s by %(who)s. Nothing was imported again.")
    status = 409


class StoredOtherwise(StatementRefused):
    """The days of a file are stored, but hardly one of its lines is recognised."""

    code = "stored_otherwise"
    sentence = _(
        "For these days %(stored)s other lines are stored already. Perhaps this is the same period in another layout. "
        "Nothing was imported; please compare, and tick that these are other lines if they are."
    )


class NoHeaderRow(StatementRefused):
    """A row that can be no header."""

    code = "no_header_row"
    sentence = _("This row has too few words to be a header. Please choose the row that names the columns.")


class LayoutIncomplete(StatementRefused):
    """A layout that lacks what no line can do without."""

    code = "layout_incomplete"
    sentence = _(
        "Please say which column holds the date, which the amount (one column, or one for what came in and one for what "
        "went out), and which the payer or the remark."
    )


class LayoutColumnTwice(StatementRefused):
    """Two columns for what stands once."""

    code = "layout_column_twice"
    sentence = _("“%(column)s” was chosen for two columns; only the remark may stand in several.")


class OtherCollectingAccount(Refusal):
    """Another programme, but not on this account."""

    code = "other_collecting_account"
    sentence = _("“%(programme)s” does not collect on this account; the transfer stays where it is.")


class OtherAccount(StatementRefused):
    """A statement of another account than the programme's."""

    code = "other_account"
    sentence = _(
        "This statement is of account %(found)s, but the programme collects on %(wanted)s. "
        "Please download the statement of the collecting account."
    )


class ChangedMeanwhile(Refusal):
    """Someone else decided the line since the page was opened."""

    code = "changed_meanwhile"
    sentence = _(
        "%(who)s has decided this transfer in the meantime. Nothing of yours was stored; please look at it again."
    )


class NotDecidable(Refusal):
    """A line in a state in which this cannot be done."""

    code = "line_not_decidable"
    sentence = _("This transfer is “%(state)s”. Undo that first, then decide anew.")


class NothingToUndo(Refusal):
    """A line on which nothing was decided."""

    code = "nothing_to_undo"
    sentence = _("Nothing was decided about this transfer yet.")


class MoreThanTransfer(Refusal):
    """Shares that add up to more than what is left of the transfer."""

    code = "more_than_transfer"
    sentence = _("The shares add up to %(sum)s, but only %(rest)s of this transfer is left.")
    field = "amount"


class ShareNotPositive(Refusal):
    """A share of nothing or less."""

    code = "share_not_positive"
    sentence = _("A share must be more than ¥0.00.")
    field = "amount"


class BillTwice(Refusal):
    """One school twice in a split."""

    code = "bill_twice"
    sentence = _("%(school)s stands twice in this split. Please put its shares together.")


class BillElsewhere(Refusal):
    """A bill of another programme."""

    code = "bill_elsewhere"
    sentence = _("This bill belongs to another programme.")


class OutgoingMoney(Refusal):
    """Money that went out is for no bill."""

    code = "outgoing_money"
    sentence = _("This money went out or was taken back; it can only be set aside.")


class RefundNotFree(Refusal):
    """Money that is somebody's, or not looked at yet."""

    code = "refund_not_free"
    sentence = _(
        "Only money that is left over goes back. Allocate this transfer first, or set it aside with its reason; then pay back what is left."
    )


class RefundTooMuch(Refusal):
    """More than is left."""

    code = "refund_too_much"
    sentence = _("Only %(rest)s of this transfer is left; please give a smaller amount.")
    field = "amount"


class RefundMoved(Refusal):
    """The refund is no longer where the page showed it."""

    code = "refund_moved"
    sentence = _("This refund is “%(state)s” by now. Nothing was changed; please look at it again.")


class RefundOwn(Refusal):
    """One person in both parts."""

    code = "refund_own"
    sentence = _("You asked for this refund yourself; somebody else has to approve it.")


class RefundUnproved(Refusal):
    """Paid, but nothing shows by which outgoing line."""

    code = "refund_unproved"
    sentence = _(
        "Please choose the bank’s outgoing line, or give the number of the voucher until the statement is there."
    )
    field = "words"


class RefundStands(Refusal):
    """A decision under a refund cannot be undone."""

    code = "refund_stands"
    sentence = _("%(amount)s of this transfer is going back to its payer. Take that refund back first, then undo.")


class WriteOffTooMuch(Refusal):
    """More than is missing."""

    code = "write_off_too_much"
    sentence = _("Only %(rest)s is missing on this bill; no more can be written off.")
    field = "amount"


class WriteOffMoved(Refusal):
    """The write-off is no longer where the page showed it."""

    code = "write_off_moved"
    sentence = _("This write-off is “%(state)s” by now. Nothing was changed; please look at it again.")


class WriteOffOwn(Refusal):
    """One person in both parts."""

    code = "write_off_own"
    sentence = _("You entered this write-off yourself; somebody else has to approve it.")


class PayerAsBefore(Refusal):
    """A switch to who pays already."""

    code = "payer_as_before"
    sentence = _("%(county)s is set so already. Nothing was changed.")


class CountyMayNotPay(Refusal):
    """A programme in which every school pays for itself."""

    code = "county_may_not_pay"
    sentence = _("In this programme every school pays for itself (A06).")


class NoBillsInCounty(Refusal):
    """A county without bills."""

    code = "no_bills_in_county"
    sentence = _("No school of %(county)s has a bill yet. Once a roster is accepted, it has one.")


class NotASecondRemittance(Refusal):
    """A reason for what needs none, or has one."""

    code = "not_a_second_remittance"
    sentence = _("This transfer needs no reason, or has one already. Nothing was changed.")


class NoSurplus(Refusal):
    """A bill on which nothing is over."""

    code = "no_surplus"
    sentence = _("Nothing more than what is owed has arrived for this bill.")


class ReasonMissing(Refusal):
    """A no without words."""

    code = "reason_missing"
    sentence = _("Please say why; whoever asked sees your words.")
    field = "words"


class VoucherKnown(Refusal):
    """The same file on the same bill again."""

    code = "voucher_known"
    sentence = _("“%(name)s” was handed in already, on %(when)s. It was not stored a second time.")
    field = "vouchers"


class VoucherSettled(Refusal):
    """A voucher about which there is nothing left to say."""

    code = "voucher_settled"
    sentence = _("This voucher was taken back, or its money has arrived. Nothing was changed.")


class VoucherWordsMissing(Refusal):
    """A doubt without words."""

    code = "voucher_words_missing"
    sentence = _("Please say what does not agree; the school reads your words.")
    field = "words"


class AskedAlready(Refusal):
    """A second question while the first waits."""

    code = "asked_already"
    sentence = _("%(school)s is asked about this transfer already and has not answered yet.")


class NobodyToAsk(Refusal):
    """A school without anybody who could be asked."""

    code = "nobody_to_ask"
    sentence = _(
        "%(school)s has neither a contact nor a head with an account. Please ask by telephone, or set the transfer aside meanwhile."
    )


class AnsweredAlready(Refusal):
    """An answer to what was answered or is no longer asked."""

    code = "answered_already"
    sentence = _("%(who)s has settled this question already. Nothing was changed.")


class NoLongerAlike(Refusal):
    """A line that has changed since it was shown among others."""

    code = "no_longer_alike"
    sentence = _("No longer the same: its evidence or its bill changed meanwhile.")
