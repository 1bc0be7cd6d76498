"""What is typed on the pages about unusual sittings."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xingtan.study.models import Pattern
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
