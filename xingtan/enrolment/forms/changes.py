"""Asking for a change, answering, deciding; and what narrows the list of requests."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xingtan.accounts.rules.codes import read_mobile
from xingtan.enrolment.actions.asking import Asked, File
from xingtan.enrolment.models import ChangeRequest
from xingtan.enrolment.rules import NEEDS_EVIDENCE, Change
from xingtan.foundation.text import compact, folded
from xingtan.programmes.models import Programme
from xingtan.ui.forms import FilterForm, Form

WAITING, MINE = "waiting", "mine"


class ManyFiles(forms.ClearableFileInput):
    """An input that takes several files."""

    allow_multiple_selected = True


class EvidenceField(forms.FileField):
    """The files chosen, as a list; what they are is looked at by content, in the action."""

    def __init__(self, *, required: bool) -> None:
        widget = ManyFiles(attrs={"accept": ".jpg,.jpeg,.png,.pdf", "multiple": True})
        help_text = _("Pictures (JPG, PNG) or PDF, at most 4 files of 8 MB. Only your school and who decides see them.")
        super().__init__(label=_("What proves it"), required=required, widget=widget, help_text=help_text)

    def clean(self, data: Any, initial: Any = None) -> list[File]:  # type: ignore[override]  # a list of files
        """Each file with its name."""
        chosen = data if isinstance(data, list | tuple) else [data]
        files = [super(EvidenceField, self).clean(one, initial) for one in chosen or [None]]
        return [File(str(file.name), file.read()) for file in files if file]


class MobileInput(forms.CharField):
    """A mobile number, however it is spaced."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off", "maxlength": 24})
        super().__init__(label=label, max_length=24, widget=widget, **kwargs)

    def clean(self, value: Any) -> str:
        """Eleven digits, or nothing where nothing is asked."""
        typed = super().clean(value)
        mobile = read_mobile(typed) if typed else ""
        if mobile is None:
            raise forms.ValidationError(_("A mobile number has eleven digits and begins with 1. Please check it."))
        return mobile


class NameInput(forms.CharField):
    """A name, without the blanks that a sheet leaves in it."""

    def clean(self, value: Any) -> str:
        """Folded."""
        return folded(super().clean(value))


class IdInput(forms.CharField):
    """An identity number, however it is spaced, with a capital X."""

    def __init__(self, label: Any) -> None:
        widget = forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "maxlength": 24})
        super().__init__(label=label, max_length=24, widget=widget)

    def clean(self, value: Any) -> str:
        """Compact, in capitals."""
        return compact(super().clean(value)).upper()


class RequestForm(Form):
    """What every request has: why, and what proves it. The fields of the kind stand before."""

    needs_evidence = False

    def __init__(self, *args: Any, first: dict[str, forms.Field] | None = None, **kwargs: Any) -> None:
        self.base_fields = {  # type: ignore[misc]  # of this form alone: what is asked depends on the kind
            **(first or type(self).base_fields),
            "reason": forms.CharField(label=_("Why"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})),
            "evidence": EvidenceField(required=self.needs_evidence),
        }
        super().__init__(*args, **kwargs)

    def asked(self, change: Change) -> Asked:
        """What was typed, for the action."""
        typed = dict(self.cleaned_data)
        reason, evidence = typed.pop("reason"), typed.pop("evidence")
        typed.pop("to_school", None)
        return Asked(change, reason, typed, evidence)


class AskForm(RequestForm):
    """A change of one teacher of the school's own."""

    def __init__(self, *args: Any, change: Change, programme: Programme, **kwargs: Any) -> None:
        self.needs_evidence = change in NEEDS_EVIDENCE
        super().__init__(*args, first=_fields_of(change, programme), **kwargs)


def _fields_of(change: Change, programme: Programme) -> dict[str, forms.Field]:
    match change:
        case Change.TRANSFER:
            help_text = _("The ten-digit school code or the registered name in full.")
            return {"to_school": forms.CharField(label=_("To which school"), max_length=100, help_text=help_text)}
        case Change.MOBILE:
            return {"mobile": MobileInput(_("New mobile number"))}
        case Change.NAME:
            return {"name": NameInput(label=_("Name as on the identity card"), max_length=60)}
        case Change.ID_NUMBER:
            return {"id_number": IdInput(_("Right ID number"))}
        case Change.SUBJECT:
            stages = [(each, each) for each in programme.stages]
            groups = [(each, [(name, name) for name in names]) for each, names in programme.subjects.items()]
            return {
                "stage": forms.ChoiceField(label=_("Stage"), choices=stages),
                "subject": forms.ChoiceField(label=_("Subject"), choices=groups),
            }
    return {}


class ClaimForm(RequestForm):
    """A teacher whom another school has enrolled: name and number as on the identity card."""

    name = NameInput(label=_("Name"), max_length=60)
    id_number = IdInput(_("ID number"))


class DisputeForm(RequestForm):
    """A number that is on record for somebody else."""

    needs_evidence = True
    mobile = MobileInput(_("Mobile"))
    name = NameInput(label=_("Your teacher’s name"), max_length=60)


class WordsForm(Form):
    """What one says to it."""

    words = forms.CharField(
        label=_("Your words"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class DecisionForm(WordsForm):
    """A yes or a no with words; for a disputed number the right one of who is on record."""

    mobile = MobileInput(_("Right mobile of the person on record"), required=False)

    def __init__(self, *args: Any, is_dispute: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_dispute:
            del self.fields["mobile"]


class ChangeFilter(FilterForm):
    """State, kind, county, and a name."""

    text = forms.CharField(label=_("Name or school"), max_length=60, widget=forms.TextInput(attrs={"type": "search"}))
    state = forms.ChoiceField(
        label=_("State"),
        choices=[
            ("", _("All")),
            (MINE, _("Waiting for me")),
            (WAITING, _("Not decided")),
            *ChangeRequest.State.choices,
        ],
    )
    kind = forms.ChoiceField(label=_("Request"), choices=[("", _("All")), *ChangeRequest.Kind.choices])
    county = forms.ChoiceField(label=_("County"))

    def __init__(self, data: Any = None, *, counties: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(data)
        if len(counties) > 1:
            self.fields["county"].choices = [("", _("All")), *counties]  # type: ignore[attr-defined]
        else:
            del self.fields["county"]
