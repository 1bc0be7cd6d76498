"""What is typed on the pages of study: notes, and about unusual sittings."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xingtan.study.models import Pattern
from xingtan.study.rules import MOST_CHARACTERS, Jotting
from xingtan.ui.forms import FilterForm, Form

ALL = ("", _("All"))


class PatternFilter(FilterForm):
    """Name or school, what was found, how far it has come."""

    text = forms.CharField(label=_("Name or school"), max_length=60, widget=forms.TextInput(attrs={"type": "search"}))
    cause = forms.ChoiceField(label=_("What was found"), choices=[ALL, *Pattern.Cause.choices])
    state = forms.ChoiceField(label=_("State"), choices=[ALL, *Pattern.State.choices])


class MoveForm(Form):
    """What is done about it, in words."""

    move = forms.ChoiceField(label=_("What you do"))
    words = forms.CharField(
        label=_("In words"),
        max_length=2000,
        help_text=_("The teacher reads this."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, moves: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["move"].choices = moves  # type: ignore[attr-defined]
        if len(moves) == 1:
            self.fields["move"].widget = forms.HiddenInput()
            self.fields["move"].initial = moves[0][0]


class NoteForm(Form):
    """A note at a second of a lesson; empty takes it away."""

    key = forms.RegexField(r"^[A-Za-z0-9_-]{8,22}$", widget=forms.HiddenInput())
    second = forms.IntegerField(min_value=0, max_value=10**6, widget=forms.HiddenInput())
    number = forms.IntegerField(min_value=0, max_value=2**53, required=False, widget=forms.HiddenInput())
    words = forms.CharField(
        label=pgettext_lazy("study note", "Note"),
        max_length=MOST_CHARACTERS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def as_jotting(self) -> Jotting:
        """What the action takes; ask only after the form was found valid."""
        told = self.cleaned_data
        return Jotting(told["key"], told["words"], told["second"], told["number"] or 0)
