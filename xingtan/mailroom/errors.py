"""What the mailroom refuses."""

from django.utils.translation import gettext_lazy as _

from xingtan.foundation.errors import Refusal


class NotWaiting(Refusal):
    """Somebody decided already, or there is nothing to decide."""

    code = "not_waiting"
    sentence = _("This mail is not waiting any more: a colleague may have decided it. Nothing was changed.")


class NotASheetHere(Refusal):
    """The enclosure cannot be read as a roster."""

    code = "not_a_sheet_here"
    sentence = _("%(file)s cannot be read as a roster, so it cannot be given to a school. Nothing was changed.")


class SourceForgotten(Refusal):
    """The mail itself was deleted after its time."""

    code = "source_forgotten"
    sentence = _(
        "This mail was deleted after its time; only its history is kept. Please ask the sender to send it again."
    )


class NotAVoucherHere(Refusal):
    """The enclosure cannot be kept as a voucher."""

    code = "not_a_voucher_here"
    sentence = _("%(file)s cannot be kept as a voucher. Nothing was changed.")


class NoBill(Refusal):
    """The school owes nothing yet that a voucher could be for."""

    code = "no_bill"
    sentence = _("%(school)s has no bill yet: its roster is not accepted. The voucher stays in this mail.")
    field = "school"


class DraftStands(Refusal):
    """The school has typed a draft of its own."""

    code = "draft_stands"
    sentence = _(
        "%(school)s has a draft of its own with %(teachers)s teachers. Nothing was overwritten. "
        "If the sheet of this mail is to take its place, tick the box and assign again."
    )
    field = "replace"


class AlreadyAccepted(Refusal):
    """The school's roster is accepted; a mail does not begin another."""

    code = "already_accepted"
    sentence = _(
        "The roster of %(school)s has been accepted. For later teachers the school starts a new one itself. Nothing was changed."
    )
    field = "school"


class SchoolUnknown(Refusal):
    """No school of that code in reach."""

    code = "school_unknown"
    sentence = _("No school of your area has this code. Please choose one from the list, or type its ten digits.")
    field = "school"


class NameOfAnother(Refusal):
    """The name to be remembered belongs to another school."""

    code = "name_of_another"
    sentence = _("“%(name)s” is the name of another school (%(other)s), so it is not remembered. Nothing was changed.")
    field = "remember"


class ReasonMissing(Refusal):
    """Dismissed only with a reason."""

    code = "reason_missing"
    sentence = _("Please say why nothing is to be done; your colleagues read it here.")
    field = "reason"


class NoAnswerPossible(Refusal):
    """Machines, and senders who had enough answers today, are not answered."""

    code = "no_answer_possible"
    sentence = _("This sender is not answered: it is a machine, has no address, or had %(most)s answers today.")
