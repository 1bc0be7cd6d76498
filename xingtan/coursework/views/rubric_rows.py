"""A rubric as rows of a form: each criterion with its levels and what was typed."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from xingtan.coursework.rules import Criterion, Rubric


@dataclass(frozen=True)
class RubricRow:
    """One criterion of the form."""

    number: int
    criterion: Criterion
    typed: str

    @property
    def name(self) -> str:
        """The field's name."""
        return f"points_{self.number}"


def rows_of(rubric: Rubric, points: Sequence[str] = ()) -> list[RubricRow]:
    """Every criterion with the points given or typed so far."""
    filled = [*points, *[""] * len(rubric.criteria)]
    return [RubricRow(number, each, _plain(filled[number])) for number, each in enumerate(rubric.criteria)]


def _plain(text: str) -> str:
    return text[:-2] if text.endswith(".0") else text


def typed_points(request: HttpRequest, rubric: Rubric) -> list[str]:
    """What was typed beside each criterion."""
    return [request.POST.get(f"points_{number}", "")[:10] for number, _each in enumerate(rubric.criteria)]
