"""What the funding room refuses."""

from django.utils.translation import gettext_lazy as _

from xingtan.foundation.errors import Refusal


class WagesNothing(Refusal):
    """A county without wages."""

    code = "wages_nothing"
    sentence = _("The total wages of a county’s teachers cannot be 0. Please enter the sum of the whole year.")
    field = "base"


class ReasonMissing(Refusal):
    """A correction that does not say why."""

    code = "reason_missing"
    sentence = _(
        "You have declared for %(year)s already. Please say why the figures change; the former ones stay in the history."
    )
    field = "reason"


class DeclaredMeanwhile(Refusal):
    """Somebody else declared while this one was filled in."""

    code = "declared_meanwhile"
    sentence = _(
        "%(who)s has declared for %(year)s meanwhile (%(base)s, of it %(training)s for training). Please compare; "
        "to correct it, give the reason and declare again. What you typed was kept."
    )


class NoNorm(Refusal):
    """No norm holds in that year."""

    code = "no_norm"
    sentence = _("No norm is known for %(year)s. Please choose another year.")


class NothingToRemind(Refusal):
    """Every county has declared enough, or was reminded today."""

    code = "nothing_to_remind"
    sentence = _("There is nobody to remind: every county has declared enough, or was reminded today.")
