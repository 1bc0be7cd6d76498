"""Vouchers that are not taken."""

from django.utils.translation import gettext_lazy as _

from xingtan.foundation.errors import Refusal


class VoucherKnown(Refusal):
    """The same file on the same bill again."""

    code = "voucher_known"
    sentence = _("“%(name)s” was handed in already, on %(when)s. It was not stored a second time.")
    field = "vouchers"


class VoucherSettled(Refusal):
    """A voucher about which there is nothing left to say."""

    code = "voucher_settled"
    sentence = _("This voucher was taken back, or its money has arrived. Nothing was changed.")


class VoucherWordsMissing(Refusal):
    """A doubt without words."""

    code = "voucher_words_missing"
    sentence = _("Please say what does not agree; the school reads your words.")
    field = "words"
