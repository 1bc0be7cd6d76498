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


class ControlTotalDiffers(StatementRefused):
    """Opening balance and lines do not give the closing balance."""

    code = "control_total_differs"
    sentence = _(
        "Opening balance %(opening)s and the lines give %(computed)s, but the closing balance is %(closing)s: "
        "a difference of %(difference)s. Lines are missing or changed. Nothing was imported; please download the file again."
    )
