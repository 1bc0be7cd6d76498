"""What is filled in about schools, and how their list is narrowed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xingtan.foundation.text import folded
from xingtan.organisations.models import Division, School
from xingtan.organisations.rules import SchoolRecord
from xingtan.programmes.models import SupportItem
from xingtan.programmes.plan_words import PLAN_STATES
from xingtan.ui.forms import FilterForm, Form


def _division_name(division: Division) -> str:
    """A county by its name; the city stands for the schools directly under it."""
    if division.kind == Division.Kind.CITY:
        return str(_("%(city)s: directly under the city")) % {"city": division.name}
    return division.name


class DivisionField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic only in the stubs
    """A county, or the city for schools directly under it."""

    def label_from_instance(self, obj: Any) -> str:
        """What the list shows."""
        return _division_name(obj)


class SchoolFilter(FilterForm):
    """Narrows the list of schools."""

    q = forms.CharField(label=_("Name or code"), max_length=60)
    division = DivisionField(label=_("County"), queryset=Division.objects.none(), empty_label=_("All"))
    stage = forms.ChoiceField(label=_("Stage"))

    def __init__(self, data: Any, *, divisions: Any, stages: list[str]) -> None:
        super().__init__(data)
        self.fields["division"].queryset = divisions  # type: ignore[attr-defined]
        self.fields["stage"].choices = [("", _("All")), *((stage, stage) for stage in stages)]  # type: ignore[attr-defined]


class SchoolForm(Form):
    """What may be corrected of a school."""

    registered_name = forms.CharField(
        label=_("Registered name"), max_length=100, help_text=_("备案名称: on remittance and invoice.")
    )
    full_name = forms.CharField(label=_("Full name"), max_length=100, help_text=_("学校全称: on the roster."))
    stages = forms.MultipleChoiceField(label=_("Stages"), widget=forms.CheckboxSelectMultiple)
    teachers_on_register = forms.IntegerField(
        label=_("Teachers on the register"), min_value=0, max_value=5000, required=False
    )

    def __init__(self, *args: Any, stages: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stages"].choices = [(stage, stage) for stage in stages]  # type: ignore[attr-defined]

    @classmethod
    def about(cls, school: School, *, stages: list[str]) -> "SchoolForm":
        """The form as a school stands."""
        return cls(initial={name: getattr(school, name) for name in cls.base_fields}, stages=stages)

    def clean_registered_name(self) -> str:
        """Without stray white space and full-width figures."""
        return folded(str(self.cleaned_data["registered_name"]))

    def clean_full_name(self) -> str:
        """Without stray white space and full-width figures."""
        return folded(str(self.cleaned_data["full_name"]))


class NewSchoolForm(SchoolForm):
    """A school that is not in the register yet."""

    code = forms.CharField(label=_("School code"), max_length=10, help_text=_("学校标识码: ten digits, for life."))
    division = DivisionField(label=_("County"), queryset=Division.objects.none(), empty_label=_("Please choose"))
    field_order = ("code", "registered_name", "full_name", "division", "stages", "teachers_on_register")

    def __init__(self, *args: Any, divisions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["division"].queryset = divisions  # type: ignore[attr-defined]
        if len(divisions) == 1:
            self.fields["division"].initial = divisions[0]

    def record(self) -> SchoolRecord:
        """What was filled in."""
        given = self.cleaned_data
        return SchoolRecord(
            code=folded(given["code"]), registered_name=given["registered_name"], full_name=given["full_name"],
            division=given["division"].code, is_city_direct=given["division"].kind == Division.Kind.CITY,
            stages=tuple(given["stages"]), teachers_on_register=given["teachers_on_register"],
        )  # fmt: skip


class AliasForm(Form):
    """Another name of a school."""

    text = forms.CharField(label=_("Another name"), max_length=100)


class PlanForm(Form):
    """A county's plan for the training."""

    file = forms.FileField(
        label=_("File of the plan"),
        help_text=_("Word (.docx), PDF or Excel (.xlsx)."),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.pdf,.xlsx"}),
    )
    words = forms.CharField(
        label=_("Remark to the city"), required=False, max_length=1_000, widget=forms.Textarea(attrs={"rows": 3})
    )


class ReturnPlanForm(Form):
    """Why a plan is given back."""

    reason = forms.CharField(
        label=_("What is to be changed"), max_length=1_000, widget=forms.Textarea(attrs={"rows": 3})
    )


class SupportForm(Form):
    """One thing a county gave in support."""

    kind = forms.ChoiceField(label=_("Kind"), choices=SupportItem.Kind.choices)
    words = forms.CharField(
        label=_("What was given"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example: computer room of the teachers' school opened on Saturdays."),
    )  # fmt: skip
    done_on = forms.DateField(label=_("Done on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    file = forms.FileField(
        label=_("Document or photo"),
        required=False,
        help_text=_("Word, PDF, Excel, JPEG or PNG."),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.pdf,.xlsx,.jpg,.jpeg,.png"}),
    )


class PlanFilter(FilterForm):
    """Narrows the list of plans."""

    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("All")), *((state.value, words) for state, words in PLAN_STATES.items())]
    )


def _password() -> forms.CharField:
    """The password of who does it, once more."""
    widget = forms.PasswordInput(attrs={"autocomplete": "current-password"})
    return forms.CharField(
        label=_("Your password"), strip=False, max_length=200, widget=widget,
        help_text=_("Once more, so that nobody does this at your unlocked screen."),
    )  # fmt: skip


class PayeeForm(Form):
    """Another collecting account."""

    name = forms.CharField(label=_("Account name"), max_length=100)
    account = forms.CharField(
        label=_("Account number"), max_length=60, help_text=_("With every leading zero."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    bank = forms.CharField(label=_("Bank"), max_length=100)
    bank_code = forms.CharField(
        label=_("Bank code"),
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    reason = forms.CharField(label=_("Reason"), max_length=200)
    password = _password()


class PayeeDecisionForm(Form):
    """Approving another account, or not."""

    words = forms.CharField(
        label=_("Your words"), max_length=200, required=False, help_text=_("Needed when you do not approve.")
    )
    password = _password()
