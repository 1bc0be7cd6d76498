"""What is not done to a bill."""

from django.utils.translation import gettext_lazy as _

from xingtan.foundation.errors import Refusal


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
