"""Statements that are not taken."""

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
