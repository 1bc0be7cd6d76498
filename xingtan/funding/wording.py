"""The words of declarations: states, faults of an amount, what is asked back, sentences above lists."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from xingtan.foundation.yuan import shown
from xingtan.funding.queries import Sums
from xingtan.funding.rules import LARGEST, AmountFault, Doubt

STATES = {
    "undeclared": ("wait", gettext_lazy("Not declared")),
    "short": ("stop", gettext_lazy("Below the norm")),
    "met": ("ok", gettext_lazy("Norm met")),
}
"""Badge and word of each state."""

AMOUNT_FAULTS = {
    AmountFault.UNREADABLE: gettext_lazy("“%(typed)s” cannot be read as an amount. Please write it like 1234567.00, 1,234,567.00 or 123.4567万."),
    AmountFault.NEGATIVE: gettext_lazy("An amount set aside cannot be negative. Please enter it without minus and brackets."),
    AmountFault.COMMAS: gettext_lazy("The commas in “%(typed)s” do not part thousands. Is one of them meant as a point? Please write it without commas."),
    AmountFault.FEN: gettext_lazy("“%(typed)s” is finer than one fen. Please round it to two places."),
    AmountFault.TOO_LARGE: gettext_lazy("“%(typed)s” is larger than any budget here (at most %(most)s). Please check the unit."),
}  # fmt: skip

DOUBTS = {
    Doubt.NOTHING: gettext_lazy("You entered 0. Is it so that the school gets no public funds this year, as private schools may?"),
    Doubt.SMALL: gettext_lazy("%(base)s is very little for a whole year. Did you mean 万元 (ten thousands)? Then please write 万 behind the figure."),
    Doubt.LARGE: gettext_lazy("%(base)s is very much for a year. Please check the unit and the number of figures."),
    Doubt.MORE_THAN_ALL: gettext_lazy("The training money (%(training)s) is more than the whole sum it is part of (%(base)s). Are the two fields exchanged?"),
    Doubt.JUMP: gettext_lazy("The year before you declared %(before)s, now %(base)s: more than five times more or less. Is it so?"),
}  # fmt: skip


def amount_fault(fault: AmountFault, typed: str) -> str:
    """Why what was typed is no amount, and what to do."""
    return str(AMOUNT_FAULTS[fault]) % {"typed": typed[:40], "most": shown(LARGEST)}


def doubt_words(doubt: Doubt, *, base: Decimal, training: Decimal, before: Decimal | None) -> str:
    """What is asked back."""
    facts = {"base": shown(base), "training": shown(training), "before": shown(before or Decimal(0))}
    return str(DOUBTS[doubt]) % facts


def schools_sentence(sums: Sums) -> str:
    """What is to be said of some schools first: who has not declared, then what is missing."""
    if not sums.schools:
        return ""
    parts = []
    if sums.undeclared:
        parts.append(
            ngettext("%(count)s school has not declared its public funds", "%(count)s schools have not declared their public funds", sums.undeclared)
            % {"count": sums.undeclared}
        )  # fmt: skip
    if sums.short:
        parts.append(
            ngettext("%(count)s school falls short by %(missing)s", "%(count)s schools fall short by %(missing)s together", sums.short)
            % {"count": sums.short, "missing": shown(sums.missing)}
        )  # fmt: skip
    return _("; ").join(parts) if parts else _("Every school has declared enough")


def counties_sentence(undeclared: int, short: int, missing: Decimal) -> str:
    """The same of counties."""
    parts = []
    if undeclared:
        words = ngettext(
            "%(count)s county has not declared its wages",
            "%(count)s counties have not declared their wages",
            undeclared,
        )
        parts.append(words % {"count": undeclared})
    if short:
        words = ngettext(
            "%(count)s county falls short by %(missing)s",
            "%(count)s counties fall short by %(missing)s together",
            short,
        )
        parts.append(words % {"count": short, "missing": shown(missing)})
    return _("; ").join(parts) if parts else _("Every county has declared enough")
