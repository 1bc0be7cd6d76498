"""What oversight refuses."""

from django.utils.translation import gettext_lazy as _

from xingtan.foundation.errors import Refusal


class NobodyLags(Refusal):
    """A reminder without a reason only annoys."""

    code = "nobody_lags"
    sentence = _("Nobody at %(school)s lags today. No reminder was sent.")


class NothingLacks(Refusal):
    """It was done meanwhile."""

    code = "nothing_lacks"
    sentence = _("%(school)s lacks nothing of this any more. No reminder was sent.")


class RemindedToday(Refusal):
    """One reminder a day is enough."""

    code = "reminded_today"
    sentence = _("%(school)s was reminded today already. You can remind it again tomorrow.")


class NoContact(Refusal):
    """There is nobody to remind."""

    code = "no_contact"
    sentence = _("%(school)s has no contact on record. Please call the school and have a contact named.")


class HolidayToday(Refusal):
    """On holidays nobody is reminded (A18)."""

    code = "holiday_today"
    sentence = _("Today is a holiday (%(holiday)s): no reminders are sent. Please remind after it.")
