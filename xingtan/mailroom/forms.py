"""What a clerk types about mails: filters, a school, a reason."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xingtan.ui.forms import FilterForm, Form


class LetterFilter(FilterForm):
    """What narrows the list of mails."""

    state = forms.CharField(widget=forms.HiddenInput)
    county = forms.ChoiceField(label=_("County"))
    text = forms.CharField(
        label=_("Subject or school"), max_length=60, widget=forms.TextInput(attrs={"type": "search"})
    )

    def __init__(self, data: Any = None, *, counties: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(data)
        if len(counties) > 1:
            self.fields["county"].choices = [("", _("All")), *counties]  # type: ignore[attr-defined]
        else:
            del self.fields["county"]

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the state is chosen."""
        return any(self.chosen(name) for name in self.fields if name != "state")


class AssignForm(Form):
    """Which school a sheet is of."""

    school = forms.CharField(label=_("School"), max_length=20)
    remember = forms.BooleanField(label=_("Remember this name for the school"), required=False)
    replace = forms.BooleanField(label=_("Put it in place of the draft the school typed"), required=False)


class DismissForm(Form):
    """Why nothing is to be done."""

    reason = forms.CharField(
        label=_("Why nothing is to be done"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
