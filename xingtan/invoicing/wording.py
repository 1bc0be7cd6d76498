"""Words and badges of invoicing."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xingtan.invoicing.models import RequestState, ResultItem
from xingtan.invoicing.rules import Fault
from xingtan.outbox.models import Message

STATES: dict[str, str] = {
    RequestState.ASKED: "wait", RequestState.BATCHED: "wait", RequestState.FAILED: "stop", RequestState.ISSUED: "ok",
    RequestState.RED_ASKED: "wait", RequestState.REVERSED: "off", RequestState.REPLACED: "off", RequestState.WITHDRAWN: "off",
}  # fmt: skip
OUTCOMES: dict[str, str] = {
    ResultItem.Outcome.FILED: "ok", ResultItem.Outcome.KNOWN: "off", ResultItem.Outcome.FAILED: "wait", ResultItem.Outcome.REFUSED: "stop",
}  # fmt: skip
MAILS: dict[str, str] = {Message.State.WAITING: "wait", Message.State.SENT: "ok", Message.State.GIVEN_UP: "stop"}
FAULTS: dict[str, Promise | str] = {
    Fault.MISSING: _("Please fill this in."),
    Fault.TOO_LONG: _("This is longer than the tax platform takes. Please shorten it."),
    Fault.TAX_LENGTH: _("A tax number has 18 characters (the unified social credit code); old ones have 15 digits."),
    Fault.TAX_LETTERS: _("A credit code has only digits and capital letters, and never I, O, S, V or Z. Perhaps a 0 was typed as O, or a 1 as I."),
    Fault.TAX_CHECK: _("One character of this number is wrong or two are swapped: its check character does not fit. Please compare it with the certificate."),
    Fault.ACCOUNT: _("An account number has 6 to 32 digits."),
    Fault.MAIL: _("This is no e-mail address."),
}  # fmt: skip
