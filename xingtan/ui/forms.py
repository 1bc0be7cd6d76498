"""Forms that say what to do: the base every room's forms build on.

``Form`` and ``ModelForm`` tell in words what a field lacks; ``FilterForm`` stands above a list.
"""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from xingtan.foundation.errors import Refusal
from xingtan.foundation.text import folded
from xingtan.foundation.yuan import NotMoney, read_yuan

LARGEST = Decimal(10) ** 12
"""What a column of yuan holds."""


class YuanField(forms.CharField):
    """An amount of yuan as people type it: with commas, ¥ or full-width figures; more than nothing."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(max_length=24, widget=kwargs.pop("widget", widget), **kwargs)

    def clean(self, value: Any) -> Any:
        """The ``Decimal``, whole fen."""
        typed = super().clean(value)
        try:
            amount = read_yuan(folded(str(typed)))
        except NotMoney:
            raise forms.ValidationError(
                _("“%(typed)s” is not an amount. Write it like 1200 or 1,200.50."), params={"typed": typed}
            ) from None
        if not 0 < amount < LARGEST:
            raise forms.ValidationError(_("Please give an amount of more than ¥0.00."))
        return amount


REMEDIES = {
    forms.ChoiceField: _("Please choose one."),
    forms.FileField: _("Please choose a file."),
    forms.BooleanField: _("Please tick this box to go on."),
    forms.Field: _("Please fill this in."),
}


DRY = forms.Field.default_error_messages["required"]
"""What Django says of itself; a field with words of its own keeps them."""


class SpeakingMixin:
    """Gives every required field a remedy instead of the statement that it is required."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if str(field.error_messages.get("required")) == str(DRY):
                field.error_messages["required"] = remedy_of(field)

    def refuse(self, refusal: Refusal) -> None:
        """Show what an action refused beside the field it belongs to, or above the form."""
        name = refusal.field if refusal.field in self.fields else None
        self.add_error(name, str(refusal))  # type: ignore[attr-defined]  # of the form it is mixed into


def remedy_of(field: forms.Field) -> Any:
    """What to do about an empty required field of this kind."""
    return next(words for kind, words in REMEDIES.items() if isinstance(field, kind))


class Form(SpeakingMixin, forms.Form):
    """A form of a page."""


class ModelForm(SpeakingMixin, forms.ModelForm):  # type: ignore[type-arg]  # generic only in the stubs
    """A form over some fields of a record; its view still writes through an action."""


class FilterForm(forms.Form):
    """What narrows a list, from the address. A value that makes no sense narrows nothing."""

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data if data is not None else {}, **kwargs)
        for field in self.fields.values():
            field.required = False

    def chosen(self, name: str) -> Any:
        """The sensible value of one field, or None."""
        self.is_valid()
        return self.cleaned_data.get(name) or None

    @property
    def is_narrowed(self) -> bool:
        """Whether any filter is set, so that the way back to the whole list is offered."""
        return any(self.chosen(name) for name in self.fields)


class SeveralFilesInput(forms.ClearableFileInput):
    """Takes more than one file at once."""

    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Some files, or none."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """Each file on its own."""
        chosen = data if isinstance(data, list | tuple) else [data] if data else []
        if not chosen and self.required:
            super().clean(None, initial)
        return [super(SeveralFilesField, self).clean(each, None) for each in chosen]
