"""Decisions about a transfer that are not made."""

from django.utils.translation import gettext_lazy as _

from xingtan.foundation.errors import Refusal


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
