"""How a list of teachers leaves the house."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xingtan.ui.forms import Form

MASKED, FULL = "masked", "full"


class AnnexForm(Form):
    """Masked, or in full for a reason."""

    numbers = forms.ChoiceField(
        label=_("Mobile and ID numbers"),
        choices=[(MASKED, _("Masked")), (FULL, _("In full, for a reason"))],
        initial=MASKED,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("What for?"),
        max_length=200,
        required=False,
        help_text=_(
            "For full numbers only, at least 10 characters. Your reason and your name go on record and into the file."
        ),
    )

    def __init__(self, *args: Any, may_be_full: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_be_full:
            self.fields["numbers"].choices = [(MASKED, _("Masked"))]  # type: ignore[attr-defined]
            del self.fields["reason"]


class FullListDecisionForm(Form):
    """What the second person says."""

    words = forms.CharField(label=_("Why not"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}))
