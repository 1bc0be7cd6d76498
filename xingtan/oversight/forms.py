"""What narrows the lists of figures."""

from django import forms
from django.utils.translation import gettext_lazy as _

from xingtan.ui.forms import FilterForm


class SchoolFilter(FilterForm):
    """Narrows a list of schools."""

    q = forms.CharField(label=_("School"), max_length=60)


class NameFilter(FilterForm):
    """Narrows the names behind a figure."""

    q = forms.CharField(label=_("Name or school"), max_length=60)
    reached = forms.ChoiceField(label=_("Show"), choices=[("", _("Those who have")), ("no", _("Those who have not"))])
