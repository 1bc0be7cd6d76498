"""What is typed in on the pages of assessment."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xingtan.assessment import wording
from xingtan.assessment.marking import MOST_MINUTES, marked_parts
from xingtan.assessment.models import Result
from xingtan.assessment.scheme import PartKind, Scheme
from xingtan.ui.forms import FilterForm, Form


class ResultFilter(FilterForm):
    """Narrows the list of results."""

    q = forms.CharField(label=_("Name or school"), max_length=60)
    outcome = forms.ChoiceField(label=_("Result"), choices=[("", _("All")), *Result.Outcome.choices])


class CertificateFilter(FilterForm):
    """Narrows the list of certificates."""

    q = forms.CharField(label=_("Name, school or number"), max_length=60)
    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("All")), ("valid", _("Valid")), ("revoked", _("Revoked"))]
    )


class MarkForm(Form):
    """One mark for one learner."""

    part = forms.ChoiceField(label=_("Part"))
    score = forms.DecimalField(label=_("Mark"), min_value=0, max_value=100, decimal_places=2, help_text=_("Of 100."))
    done_on = forms.DateField(label=_("Done on"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    minutes = forms.IntegerField(
        label=_("Minutes"), min_value=0, max_value=MOST_MINUTES, required=False,
        help_text=_("For school-based study only: how long the activity took."),
    )  # fmt: skip
    evidence = forms.CharField(
        label=_("What it rests on"),
        max_length=200,
        help_text=_("The piece of work or the activity, and who marked it."),
    )

    def __init__(self, scheme: Scheme, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["part"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [(part.key, wording.title_of(part)) for part in marked_parts(scheme)]


class ReasonForm(Form):
    """A reason that others will read."""

    reason = forms.CharField(label=_("Reason"), max_length=200)


class SheetForm(Form):
    """A sheet of marks to upload."""

    file = forms.FileField(label=_("Sheet of marks"), help_text=_("An Excel workbook as downloaded here, or a .csv."))


class CheckForm(Form):
    """What someone types in to check a certificate."""

    number = forms.CharField(label=_("Number of the certificate"), max_length=30)
    name = forms.CharField(label=_("Name on the certificate"), max_length=60)


SOURCES = [(source.value, words) for source, words in wording.SOURCE_WORDS.items()]


class SchemeForm(Form):
    """The figures of a scheme; its parts themselves come from the programme's data."""

    pass_score = forms.DecimalField(label=_("Score to pass"), min_value=0, max_value=100, decimal_places=2)
    excellent_score = forms.DecimalField(label=_("Score for excellent"), min_value=0, max_value=100, decimal_places=2)
    excellent_percent = forms.DecimalField(
        label=_("Excellent at most, % of a division's learners"), min_value=0, max_value=100, decimal_places=1
    )

    def __init__(self, scheme: Scheme, *args: Any, **kwargs: Any) -> None:
        self.scheme = scheme
        kwargs.setdefault("initial", _figures(scheme))
        super().__init__(*args, **kwargs)
        for part in scheme.parts:
            by_minutes = part.kind is PartKind.MINUTES
            title = wording.title_of(part)
            self.fields[f"weight_{part.key}"] = forms.DecimalField(
                label=_("%(part)s: points") % {"part": title}, min_value=0, max_value=100, decimal_places=2
            )
            self.fields[f"floor_{part.key}"] = forms.DecimalField(
                label=_("%(part)s: at least, %% of the minutes") % {"part": title}
                if by_minutes
                else _("%(part)s: at least, marks") % {"part": title},
                min_value=0, max_value=100, decimal_places=0,
            )  # fmt: skip
            if not by_minutes:
                self.fields[f"source_{part.key}"] = forms.ChoiceField(
                    label=_("%(part)s: marks come from") % {"part": title}, choices=SOURCES
                )

    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField, forms.BoundField | None]]:
        """The fields of each part: points, what is asked at least, and where marks come from."""
        return [
            (
                self[f"weight_{part.key}"], self[f"floor_{part.key}"],
                self[f"source_{part.key}"] if f"source_{part.key}" in self.fields else None,
            )
            for part in self.scheme.parts
        ]  # fmt: skip

    def as_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """The scheme's data with these figures in it; whether it holds is the action's to say."""
        typed = self.cleaned_data
        parts = [
            {
                **part,
                "weight": str(typed[f"weight_{part['key']}"]),
                "floor": str(typed[f"floor_{part['key']}"] / (100 if part["kind"] == PartKind.MINUTES else 1)),
                **({"source": typed[f"source_{part['key']}"]} if f"source_{part['key']}" in typed else {}),
            }
            for part in data["parts"]
        ]
        return {
            "parts": parts,
            "pass_score": str(typed["pass_score"]),
            "excellent_score": str(typed["excellent_score"]),
            "excellent_share": str(typed["excellent_percent"] / 100),
        }


def _figures(scheme: Scheme) -> dict[str, Any]:
    figures: dict[str, Any] = {
        "pass_score": scheme.pass_score,
        "excellent_score": scheme.excellent_score,
        "excellent_percent": scheme.excellent_share * 100,
    }
    for part in scheme.parts:
        figures[f"weight_{part.key}"] = part.weight
        figures[f"floor_{part.key}"] = part.floor * (100 if part.kind is PartKind.MINUTES else 1)
        figures[f"source_{part.key}"] = part.source.value
    return figures
