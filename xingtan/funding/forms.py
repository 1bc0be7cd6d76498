"""What is filled in about a year's money, and how the lists are narrowed."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xingtan.funding import wording
from xingtan.funding.actions import Figures
from xingtan.funding.models import Source
from xingtan.funding.rules import AmountFaulty, read_amount
from xingtan.ui.forms import FilterForm, Form

TYPED = ("base", "training", "source", "reason")
"""What a draft keeps."""


class AmountField(forms.CharField):
    """Yuan as bookkeepers type them."""

    def clean(self, value: Any) -> Any:
        """The amount; what cannot be read is said in words."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_amount(text)
        except AmountFaulty as faulty:
            raise forms.ValidationError(wording.amount_fault(faulty.fault, text)) from faulty


def _amount(label: Any) -> AmountField:
    return AmountField(
        label=label, max_length=60,
        help_text=_("In yuan. 万 behind the figure means ten thousands, for example 123.45万."),
        widget=forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off"}),
    )  # fmt: skip


class DeclarationForm(Form):
    """A year's money of a county or school and what of it goes to training."""

    base = _amount(_("Public funds of the year"))
    training = _amount(_("Of it for teachers’ training"))
    source = forms.ChoiceField(
        label=_("Booked under"), choices=Source.choices, initial=Source.PUBLIC_FUNDS.value, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Why the figures change"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    file = forms.FileField(
        label=_("Evidence"), required=False,
        help_text=_("Budget reply or budget sheet: PDF, Word, Excel or a photo."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.xlsx,.jpg,.jpeg,.png"}),
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)
    sure = forms.BooleanField(label=_("The figures are right as they stand"), required=False)

    def __init__(self, *args: Any, is_county: bool, is_correction: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_county:
            self.fields["base"].label = _("Total wages of the county’s teachers in the year")
        if not is_correction:
            del self.fields["reason"]

    @property
    def typed(self) -> dict[str, str]:
        """What stands in the fields, right or wrong."""
        return {name: str(self.data.get(name, ""))[:300] for name in TYPED}

    @property
    def figures(self) -> Figures:
        """What is declared."""
        given = self.cleaned_data
        return Figures(given["base"], given["training"], given["source"], given.get("reason", ""))

    @property
    def amounts(self) -> tuple[Decimal, Decimal]:
        """The two amounts as they were read."""
        return self.cleaned_data["base"], self.cleaned_data["training"]


class YearForm(FilterForm):
    """The year looked at."""

    year = forms.TypedChoiceField(label=_("Year"), coerce=int)

    def __init__(self, data: Any, *, years: list[int]) -> None:
        super().__init__(data)
        self.fields["year"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]  # a choice field

    @property
    def is_narrowed(self) -> bool:
        """A year is always chosen and narrows nothing."""
        return any(self.chosen(name) for name in self.fields if name != "year")


class PlaceFilter(YearForm):
    """Narrows counties or schools."""

    q = forms.CharField(label=_("Unit or school"), max_length=60)
    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("All")), *((name, words) for name, (_kind, words) in wording.STATES.items())]
    )
