"""What is typed in about invoices."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xingtan.foundation.text import compact, folded
from xingtan.invoicing.models import BuyerProfile, RedLetter, RequestState, TaxTerms
from xingtan.invoicing.rules import LONGEST, Buyer, faults_of
from xingtan.invoicing.wording import FAULTS
from xingtan.ui.forms import FilterForm, Form


class ProfileForm(Form):
    """Who buys (R56): the fields of the invoice."""

    name = forms.CharField(
        label=_("Name on the invoice"),
        max_length=LONGEST["name"],
        help_text=_("The registered name, as it stands on the certificate and the seal."),
    )
    tax_number = forms.CharField(
        label=_("Tax number"),
        max_length=40,
        help_text=_("The unified social credit code, 18 characters."),
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "spellcheck": "false"}),
    )
    bank = forms.CharField(label=_("Bank"), max_length=LONGEST["bank"])
    account = forms.CharField(
        label=_("Account number"), max_length=60, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    email = forms.CharField(
        label=_("E-mail for the invoice"),
        max_length=LONGEST["email"],
        required=False,
        widget=forms.EmailInput(),
        help_text=_("The invoice is sent here; it can be left out only where the invoice is fetched in person."),
    )
    address = forms.CharField(label=_("Address"), max_length=LONGEST["address"], required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=LONGEST["phone"], required=False)
    picks_up = forms.BooleanField(label=_("We fetch the invoice in person against the voucher"), required=False)

    def clean(self) -> dict[str, Any]:
        """Each fault beside its field, in a sentence."""
        super().clean()
        if not self.errors:
            for name, fault in faults_of(self.buyer).items():
                self.add_error(name, str(FAULTS[fault]))
        return self.cleaned_data

    @property
    def buyer(self) -> Buyer:
        """As typed, brought to one form."""
        typed = self.cleaned_data
        return Buyer(
            name=compact(typed["name"]),
            tax_number=compact(typed["tax_number"]).replace("-", "").upper(),
            bank=compact(typed["bank"]),
            account=compact(typed["account"]),
            address=folded(typed["address"]),
            phone=folded(typed["phone"]),
            email=compact(typed["email"]),
            picks_up=typed["picks_up"],
        )


def shown_profile(profile: BuyerProfile | None, *, name: str) -> dict[str, Any]:
    """What the form shows before anything is typed: the version in use, else the school's registered name."""
    if profile is None:
        return {"name": name}
    return {field: getattr(profile, field) for field in ProfileForm.base_fields}


class TermsForm(Form):
    """Item, code and rate from a day on."""

    valid_from = forms.DateField(
        label=_("In force from"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    kind = forms.ChoiceField(label=_("Kind of invoice"), choices=TaxTerms.Kind.choices)
    item_name = forms.CharField(
        label=_("Item"), max_length=100, help_text=_("As it is printed behind the short name, such as 培训费.")
    )
    tax_code = forms.CharField(
        label=_("Tax code of the item"), max_length=30, help_text=_("19 digits, from the tax bureau’s table.")
    )
    rate = forms.CharField(label=_("Rate"), max_length=10, help_text=_("As the platform wants it, such as 0.03."))
    unit = forms.CharField(label=_("Unit"), max_length=20, required=False)
    policy_used = forms.ChoiceField(
        label=_("Preferential policy"), required=False, choices=[("", _("leave empty")), ("是", "是"), ("否", "否")]
    )
    policy = forms.CharField(label=_("Which policy"), max_length=60, required=False)
    show_buyer = forms.CharField(
        label=_("Word for “show the buyer’s bank”"),
        max_length=60,
        required=False,
        help_text=_("Only where the template offers no list of its own."),
    )
    payee = forms.CharField(label=_("Payee"), max_length=16, required=False)
    reviewer = forms.CharField(label=_("Reviewer"), max_length=16, required=False)

    def clean_tax_code(self) -> str:
        """Nineteen digits."""
        code = compact(self.cleaned_data["tax_code"])
        if not re.fullmatch(r"\d{19}", code):
            raise forms.ValidationError(_("A tax code has 19 digits."))
        return code

    def clean_rate(self) -> str:
        """A share below one, or the words the platform knows."""
        rate = compact(self.cleaned_data["rate"])
        if not re.fullmatch(r"0(\.\d{1,3})?|免税|不征税", rate):
            raise forms.ValidationError(_("Please type the rate as a decimal such as 0.03, or 免税."))
        return rate


class FileForm(Form):
    """One file."""

    file = forms.FileField(label=_("File"))


class ResultsForm(Form):
    """What the platform gave back."""

    file = forms.FileField(
        label=pgettext_lazy("invoice", "Result"),
        help_text=_("The list of failures or successes (.xlsx), single invoices (PDF, OFD, XML), or a packed folder (.zip) of many."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.zip,.pdf,.ofd,.xml"}),
    )  # fmt: skip


class RedLetterForm(Form):
    """Why an invoice is taken back."""

    why = forms.ChoiceField(label=_("Reason"), choices=RedLetter.Why.choices)
    note = forms.CharField(label=_("Note"), max_length=200, required=False)


class InvoiceFilter(FilterForm):
    """Narrows the list of requests."""

    state = forms.ChoiceField(widget=forms.HiddenInput, choices=[*RequestState.choices, ("red_due", "red_due")])
    q = forms.CharField(label=_("School, serial or invoice number"), max_length=60)
