"""The form of the page that shows the components."""

from django import forms
from django.utils.translation import gettext_lazy as _

from xingtan.ui.forms import FilterForm, Form

STATES = [("", _("All states")), ("unpaid", _("Unpaid")), ("paid", _("Paid"))]


class SampleFilter(FilterForm):
    """A filter as it stands above a list."""

    q = forms.CharField(label=_("School"))
    state = forms.ChoiceField(label=_("State"), choices=STATES)


class SampleForm(Form):
    """One field of each sort."""

    contact = forms.CharField(label=_("Name of the contact"), max_length=20)
    mobile = forms.CharField(label=_("Mobile number"), help_text=_("Eleven digits; teachers call it with questions."))
    stage = forms.ChoiceField(
        label=_("Stage"), choices=[("", "–"), ("primary", _("Primary school")), ("junior", _("Junior school"))]
    )
    sheet = forms.FileField(label=_("Roster"), required=False)
    way = forms.ChoiceField(
        label=_("Who pays"),
        widget=forms.RadioSelect,
        choices=[("school", _("The school")), ("county", _("The county"))],
    )
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    is_true = forms.BooleanField(label=_("The roster is true and complete"))
