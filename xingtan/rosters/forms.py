"""What people type about rosters: a file, a row, a declaration, a reason, a filter."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xingtan.rosters.models import Reopening, Roster
from xingtan.rosters.queries import OwnSchool
from xingtan.rosters.sheet import FIELDS, Teacher
from xingtan.ui.forms import FilterForm, Form

LONGEST = 200
MISSING, LATE = "missing", "late"


class UploadForm(Form):
    """The filled-in sheet."""

    file = forms.FileField(
        label=_("The filled-in form"),
        help_text=_("Excel or WPS (.xlsx, .xls) or CSV. Nothing is handed in yet: first you see what was read."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv,.et"}),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class RowForm(Form):
    """The cells of one row as text; what is wrong with them is said by checking, not here."""

    name = forms.CharField(label=_("Name"), required=False, max_length=LONGEST)
    stage = forms.CharField(label=_("Stage"), required=False, max_length=LONGEST)
    subject = forms.CharField(label=_("Subject"), required=False, max_length=LONGEST)
    mobile = forms.CharField(label=_("Mobile"), required=False, max_length=LONGEST)
    id_number = forms.CharField(label=_("ID number"), required=False, max_length=LONGEST)
    county = forms.CharField(label=_("County"), required=False, max_length=LONGEST)
    school = forms.CharField(label=_("School’s full name"), required=False, max_length=LONGEST)
    note = forms.CharField(label=_("Note"), required=False, max_length=LONGEST)
    row_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, stages: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mobile"].widget.attrs["inputmode"] = "numeric"
        current = str(self["stage"].value() or "")
        offered = list(stages)
        if current not in offered:
            offered.insert(0, current)
        self.fields["stage"].widget = forms.Select(choices=[(each, each or "—") for each in offered])

    @classmethod
    def of(cls, teacher: Teacher, row_version: int, stages: Sequence[str]) -> "RowForm":
        """The form with what stands in a row, doubtful cells as they were typed."""
        initial = {field: teacher.shown(field) for field in (*FIELDS, "note")}
        return cls(initial=initial | {"row_version": row_version}, stages=stages, auto_id="row_%s")


class NewRowForm(RowForm):
    """A teacher typed by hand."""

    row_version = None  # type: ignore[assignment]  # Django's way to drop a field of the class above

    @classmethod
    def for_school(cls, own: OwnSchool, stages: Sequence[str]) -> "NewRowForm":
        """The form with the school's own county and name in it."""
        return cls(initial={"county": own.county, "school": own.full_name}, stages=stages, auto_id="new_%s")


class CellForm(Form):
    """One cell typed anew, or a proposal taken; ``alike``: taken for every row with the same text."""

    text = forms.CharField(required=False, max_length=LONGEST)
    alike = forms.CharField(required=False, max_length=LONGEST)
    row_version = forms.IntegerField()

    @property
    def chosen(self) -> str:
        """The text for the cell."""
        return str(self.cleaned_data["alike"] or self.cleaned_data["text"])


class AsideForm(Form):
    """What becomes of rows set aside."""

    aside = forms.IntegerField()
    take = forms.BooleanField(required=False)


class HandInForm(Form):
    """The declaration of R41."""

    declared = forms.BooleanField(
        label=_("I declare that these teachers work at this school and that everything above is true.")
    )
    declared_by = forms.CharField(
        label=_("Name of the head (first responsible person)"), max_length=60,
        help_text=_("Who hands in for the head has the head’s word that it is true."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)


class ReturnForm(Form):
    """Why a roster goes back."""

    reason = forms.CharField(
        label=_("What the school should mend"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("May stay empty where you have put remarks beside rows."),
    )  # fmt: skip


class ReopeningForm(Form):
    """Why one school's roster is to be received after the deadline, and until when (A04)."""

    cause = forms.ChoiceField(label=_("Cause"), choices=Reopening.Cause.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example: four days of snow, no electricity until 12 December."),
    )  # fmt: skip
    until = forms.DateField(label=_("Received until the end of"), widget=forms.DateInput(attrs={"type": "date"}))


class DecisionForm(Form):
    """Yes or no to a reopening, with words."""

    words = forms.CharField(
        label=_("Your words"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class BundleForm(Form):
    """Many schools' rosters in one file."""

    file = forms.FileField(
        label=_("Packed folder or workbook"),
        help_text=_("A .zip of Excel or WPS sheets, or one workbook (.xlsx, .xls, .csv)."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".zip,.xlsx,.xls,.csv,.et"}),
    )


class DismissForm(Form):
    """Why rows of a bundle are set aside."""

    reason = forms.CharField(
        label=_("Why nobody needs these rows"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class SchoolSearch(FilterForm):
    """A school looked for by name or code."""

    school = forms.CharField(label=_("School"), max_length=60, widget=forms.TextInput(attrs={"type": "search"}))


class RosterFilter(FilterForm):
    """What narrows the list of rosters."""

    state = forms.ChoiceField(label=_("State"))
    county = forms.ChoiceField(label=_("County"))
    text = forms.CharField(label=_("School"), max_length=60, widget=forms.TextInput(attrs={"type": "search"}))

    def __init__(self, data: Any = None, *, counties: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(data)
        states = [choice for choice in Roster.State.choices if choice[0] != Roster.State.DRAFT]
        more = [(LATE, _("Waiting too long")), (MISSING, _("Nothing handed in"))]
        self.fields["state"].choices = [("", _("All")), *states, *more]  # type: ignore[attr-defined]
        if len(counties) > 1:
            self.fields["county"].choices = [("", _("All")), *counties]  # type: ignore[attr-defined]
        else:
            del self.fields["county"]
