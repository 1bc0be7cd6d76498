"""What narrows the list of teachers."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xingtan.ui.forms import FilterForm

ACTIVATED, WAITING = "activated", "waiting"


class TeacherFilter(FilterForm):
    """Name, county, stage, and whether the account is activated."""

    text = forms.CharField(label=_("Name or school"), max_length=60, widget=forms.TextInput(attrs={"type": "search"}))
    county = forms.ChoiceField(label=_("County"))
    stage = forms.ChoiceField(label=_("Stage"))
    account = forms.ChoiceField(
        label=_("Account"), choices=[("", _("All")), (ACTIVATED, _("Activated")), (WAITING, _("Not yet activated"))]
    )

    def __init__(
        self, data: Any = None, *, stages: Sequence[str] = (), counties: Sequence[tuple[str, str]] = ()
    ) -> None:
        super().__init__(data)
        self.fields["stage"].choices = [("", _("All")), *((each, each) for each in stages)]  # type: ignore[attr-defined]
        if len(counties) > 1:
            self.fields["county"].choices = [("", _("All")), *counties]  # type: ignore[attr-defined]
        else:
            del self.fields["county"]
