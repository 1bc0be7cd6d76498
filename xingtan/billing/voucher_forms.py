"""What is typed in about vouchers."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xingtan.billing.models import Voucher
from xingtan.billing.voucher_reading import ReadVoucher, plain_number
from xingtan.foundation.clock import ZONE
from xingtan.foundation.text import compact, folded
from xingtan.foundation.yuan import NotMoney, read_yuan
from xingtan.ui.forms import FilterForm, Form, SeveralFilesField, SeveralFilesInput

MOST_FILES = 10


class VouchersForm(Form):
    """One or more files from the bank."""

    vouchers = SeveralFilesField(
        label=_("Voucher"),
        help_text=_("A photo (JPEG, PNG) or the PDF from online banking; several are taken at once. From PDFs the figures are read by themselves. Where a photo was taken is not kept."),
        widget=SeveralFilesInput(attrs={"accept": ".jpg,.jpeg,.png,.pdf,.txt,.csv"}),
    )  # fmt: skip

    def clean_vouchers(self) -> Any:
        """No more than a handful."""
        files = self.cleaned_data["vouchers"]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(_("Please choose at most %(most)s files at once.") % {"most": MOST_FILES})
        return files


class VoucherFigures(Form):
    """The figures of a voucher that could not be read, as a person reads them."""

    amount = forms.CharField(label=_("Amount"), max_length=20, widget=forms.TextInput(attrs={"inputmode": "decimal"}))
    paid_on = forms.DateField(
        label=_("Date of payment"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    receipt_number = forms.CharField(
        label=_("Number of the voucher"), max_length=60, required=False, help_text=_("Also called 电子回单号码.")
    )
    serial = forms.CharField(label=_("Bank’s serial number"), max_length=60, required=False)
    payer_name = forms.CharField(label=_("Payer"), max_length=200, required=False)
    payer_account = forms.CharField(label=_("Payer’s account"), max_length=40, required=False)

    def clean_amount(self) -> Any:
        """Yuan, as typed with or without its signs."""
        try:
            amount = read_yuan(folded(self.cleaned_data["amount"]))
        except NotMoney as error:
            raise forms.ValidationError(_("Please type an amount such as 3600.00.")) from error
        if amount <= 0:
            raise forms.ValidationError(_("Please type an amount such as 3600.00."))
        return amount

    @property
    def figures(self) -> ReadVoucher:
        """As the reading would have given them."""
        typed = self.cleaned_data
        day = typed["paid_on"]
        return ReadVoucher(
            receipt_number=plain_number(typed["receipt_number"]),
            serial=plain_number(typed["serial"]),
            at=datetime(day.year, day.month, day.day, 12, tzinfo=ZONE),
            amount=typed["amount"],
            payer_name=folded(typed["payer_name"]),
            payer_account=plain_number(compact(typed["payer_account"])),
        )


def figures_of(voucher: Voucher) -> dict[str, Any]:
    """What the form shows before anything is typed."""
    day = voucher.paid_at.astimezone(ZONE).date() if voucher.paid_at else None
    shown = {name: getattr(voucher, name) for name in ("receipt_number", "serial", "payer_name", "payer_account")}
    return {**shown, "paid_on": day, "amount": voucher.amount if voucher.amount is not None else ""}


class VoucherFilter(FilterForm):
    """Narrows the pile of vouchers."""

    state = forms.CharField(widget=forms.HiddenInput)
    q = forms.CharField(label=_("School or payment code"), max_length=60)
