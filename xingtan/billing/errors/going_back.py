"""Money that does not go back, and shortfalls that are not written off."""

from django.utils.translation import gettext_lazy as _

from xingtan.foundation.errors import Refusal


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


class NoSurplus(Refusal):
    """A bill on which nothing is over."""

    code = "no_surplus"
    sentence = _("Nothing more than what is owed has arrived for this bill.")


class ReasonMissing(Refusal):
    """A no without words."""

    code = "reason_missing"
    sentence = _("Please say why; whoever asked sees your words.")
    field = "words"
