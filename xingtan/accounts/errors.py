"""What the accounts room refuses."""

from django.utils.translation import gettext_lazy as _

from xingtan.foundation.errors import Refusal


class MobileTaken(Refusal):
    """The mobile belongs to another person already."""

    code = "mobile_taken"
    sentence = _("This mobile number already belongs to another account. Check the number; if it is right, call the hotline.")
    field = "mobile"
