"""What is typed on the pages of this room."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xingtan.accounts.rules.codes import read_mobile
from xingtan.ui.forms import FilterForm, Form

Choices = Sequence[tuple[str, str]]
ALL = ("", _("All"))


def _search(label: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=60, widget=forms.TextInput(attrs={"type": "search"}))


def _choices(field: Any, choices: Choices, first: Any = ALL) -> None:
    field.choices = [first, *choices]


class ClassFilter(FilterForm):
    """Name, county, stage, and whether there is a tutor."""

    text = _search(_("Class or tutor"))
    county = forms.ChoiceField(label=_("County"))
    stage = forms.ChoiceField(label=_("Stage"))
    tutored = forms.ChoiceField(label=_("Tutor"), choices=[ALL, ("no", _("Without a tutor"))])

    def __init__(self, data: Any = None, *, stages: Sequence[str] = (), counties: Choices = ()) -> None:
        super().__init__(data)
        _choices(self.fields["stage"], [(each, each) for each in stages])
        _choices(self.fields["county"], counties)
        if len(counties) < 2:
            del self.fields["county"]


class TutorFilter(FilterForm):
    """Name or unit, county, serving or relieved."""

    text = _search(_("Name or unit"))
    county = forms.ChoiceField(label=_("County"))
    state = forms.ChoiceField(label=_("State"), choices=[("", _("Serving")), ("relieved", _("Relieved"))])

    def __init__(self, data: Any = None, *, counties: Choices = ()) -> None:
        super().__init__(data)
        _choices(self.fields["county"], counties)
        if len(counties) < 2:
            del self.fields["county"]


class MemberFilter(FilterForm):
    """Name or school, subject, state of the account."""

    text = _search(_("Name or school"))
    subject = forms.ChoiceField(label=_("Subject"))
    account = forms.ChoiceField(
        label=_("Account"), choices=[ALL, ("activated", _("Activated")), ("waiting", _("Not yet activated"))]
    )

    def __init__(self, data: Any = None, *, subjects: Sequence[str] = ()) -> None:
        super().__init__(data)
        _choices(self.fields["subject"], [(each, each) for each in subjects])
        if len(subjects) < 2:
            del self.fields["subject"]


class AboutForm(Form):
    """Unit, stage and subject of a tutor."""

    unit = forms.CharField(label=_("Unit"), max_length=100)
    stage = forms.ChoiceField(
        label=_("Stage"), required=False, help_text=_("Classes of this stage are proposed first; empty: any.")
    )
    subject = forms.CharField(label=_("Subject"), max_length=40, required=False)

    def __init__(self, *args: Any, stages: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self.fields["stage"], [(each, each) for each in stages], ("", _("Any")))


class AppointForm(AboutForm):
    """Who becomes a tutor."""

    name = forms.CharField(label=_("Name"), max_length=60)
    mobile = forms.CharField(
        label=_("Mobile number"),
        max_length=24,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off", "maxlength": 24}),
    )
    field_order = ("name", "mobile", "unit", "stage", "subject")

    def clean_mobile(self) -> str:
        """Eleven digits, however they are spaced."""
        mobile = read_mobile(self.cleaned_data["mobile"])
        if mobile is None:
            raise forms.ValidationError(_("A mobile number has eleven digits and begins with 1. Please check it."))
        return mobile


class TutorForm(Form):
    """Who has a class."""

    tutor = forms.ChoiceField(label=_("Tutor"))

    def __init__(self, *args: Any, tutors: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self.fields["tutor"], tutors, ("", _("Choose …")))


class RelieveForm(Form):
    """Who takes over, and why."""

    successor = forms.ChoiceField(
        label=_("Who takes over the classes"),
        required=False,
        help_text=_("All that waits in the classes goes to this tutor. Without one the classes have no tutor."),
    )
    words = forms.CharField(label=_("Reason"), max_length=200, required=False)

    def __init__(self, *args: Any, tutors: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self.fields["successor"], tutors, ("", _("Nobody yet")))


class NameForm(Form):
    """What a class is called."""

    name = forms.CharField(label=_("Name of the class"), max_length=60)


class ClassForm(Form):
    """Another class of the county."""

    to = forms.ChoiceField(label=_("Class"))

    def __init__(self, *args: Any, classes: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self.fields["to"], classes, ("", _("Choose …")))


class TextForm(Form):
    """A title and what is to be said."""

    title = forms.CharField(label=_("Title"), max_length=80)
    body = forms.CharField(label=_("Text"), max_length=4000, widget=forms.Textarea(attrs={"rows": 8}))


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class LineForm(Form):
    """A line of a plan."""

    title = forms.CharField(label=_("What"), max_length=80)
    begins_on = _day(_("First day"))
    due_on = _day(_("Last day"))
    words = forms.CharField(
        label=_("More about it"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class BulletinForm(TextForm):
    """A new bulletin with its period."""

    since = _day(_("First day"))
    until = _day(_("Last day"))
    field_order = ("title", "since", "until", "body")


class VersionForm(TextForm):
    """A bulletin saved anew; says which version was looked at."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
