"""What narrows the lists of figures."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xingtan.oversight import readiness_words
from xingtan.oversight.rules import OF_SCHOOL
from xingtan.ui.forms import FilterForm, Form


class SchoolFilter(FilterForm):
    """Narrows a list of schools."""

    q = forms.CharField(label=_("School"), max_length=60)


class NameFilter(FilterForm):
    """Narrows the names behind a figure."""

    q = forms.CharField(label=_("Name or school"), max_length=60)
    reached = forms.ChoiceField(label=_("Show"), choices=[("", _("Those who have")), ("no", _("Those who have not"))])


class ReadinessFilter(FilterForm):
    """Narrows the schools of a county by what they lack."""

    q = forms.CharField(label=_("School"), max_length=60)
    missing = forms.ChoiceField(
        label=_("Lacking"),
        choices=[("", _("Any or nothing")), *((point.value, readiness_words.POINTS[point]) for point in OF_SCHOOL)],
    )


class ChaseFilter(FilterForm):
    """Narrows the schools to be reminded."""

    q = forms.CharField(label=_("School"), max_length=60)
    division = forms.ChoiceField(label=_("Unit"))

    def __init__(self, data: Any = None, *, units: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["division"].choices = [("", _("All")), *units]  # type: ignore[attr-defined]  # a choice field


class CountyReminderForm(Form):
    """Which counties to remind, and what to add to the text."""

    everybody = forms.BooleanField(required=False, widget=forms.HiddenInput)
    note = forms.CharField(
        label=_("A sentence of your own"), required=False, max_length=200,
        help_text=_("It stands below the text. No names or numbers of persons, please."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


class ReminderForm(Form):
    """Whom to remind, and what to add to the text."""

    everybody = forms.BooleanField(required=False, widget=forms.HiddenInput)
    division = forms.CharField(required=False, widget=forms.HiddenInput)
    note = forms.CharField(
        label=_("A sentence of your own"), required=False, max_length=200,
        help_text=_("It stands below the text. No names or numbers of persons, please."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
