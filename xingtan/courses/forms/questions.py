"""What is typed on the pages of the question bank. Works without script: a fixed number of lines for options."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xingtan.courses.models.questions import BankQuestion, QuestionCategory
from xingtan.courses.questions.content import (
    CHOICES,
    MIDDLE,
    MOST_OPTIONS,
    Kind,
    Option,
    Pair,
    Question,
    read_number,
    shown_number,
)
from xingtan.courses.questions.table import LETTERS
from xingtan.ui.forms import FilterForm, Form

ALL = ("", _("All"))
LEAST_LINES, SPARE_LINES = 6, 2


class QuestionFilter(FilterForm):
    """Words of the text, category, kind, difficulty, state."""

    text = forms.CharField(
        label=_("Words in the question"), max_length=60, widget=forms.TextInput(attrs={"type": "search"})
    )
    category = forms.ChoiceField(label=_("Category"))
    kind = forms.ChoiceField(label=pgettext_lazy("question", "Kind"), choices=[ALL, *BankQuestion.Kind.choices])
    difficulty = forms.ChoiceField(label=_("Difficulty"), choices=[ALL, *BankQuestion.Difficulty.choices])
    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("All but those set aside")), *BankQuestion.State.choices]
    )

    def __init__(self, data: Any = None, *, categories: Sequence[QuestionCategory] = ()) -> None:
        super().__init__(data)
        self.fields["category"].choices = [ALL, *((each.path, each.path) for each in categories)]  # type: ignore[attr-defined]


class StateForm(forms.Form):
    """What is done with the questions ticked."""

    state = forms.ChoiceField(choices=BankQuestion.State.choices)


class QuestionUpload(Form):
    """A file of questions."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("The template filled in (.xlsx), GIFT (.txt, .gift), Moodle XML (.xml), or QTI 2.1 (.xml, .zip)."),
    )


class TakeForm(Form):
    """Whether the good ones are enough."""

    only_good = forms.BooleanField(label=_("Take the good ones; I mend the others later"), required=False)


class QuestionForm(Form):
    """A question of one kind, with the lines that this kind has."""

    text = forms.CharField(label=_("Question"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    feedback = forms.CharField(
        label=_("Explanation"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Learners read it with the right answer."),
    )  # fmt: skip
    category = forms.CharField(
        label=_("Category"), max_length=100, required=False, help_text=_("Steps are divided by /, for example 师德/基础."),
        widget=forms.TextInput(attrs={"list": "categories", "autocomplete": "off"}),
    )  # fmt: skip
    difficulty = forms.TypedChoiceField(
        label=_("Difficulty"), choices=BankQuestion.Difficulty.choices, coerce=int, initial=MIDDLE
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, kind: Kind, standing: Question | None = None, seen: int = 0) -> None:
        super().__init__(data, initial=_initial(standing, seen) if standing else None)
        self.kind = kind
        held = len(standing.options or standing.pairs) if standing else 0
        self.count = min(MOST_OPTIONS, max(LEAST_LINES, held + SPARE_LINES))
        for name, field in _fields_of(kind, self.count):
            self.fields[name] = field
        if kind is Kind.SINGLE:
            self.initial.setdefault("right", "0")

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The lines of options or pairs: letter, number, and their fields."""
        names = ("option",) if self.kind in CHOICES else ("left", "right_side") if self.kind is Kind.MATCHING else ()
        return [
            {"letter": LETTERS[nth], "number": nth, "fields": [self[f"{name}_{nth}"] for name in names], "tick": self._tick(nth)}
            for nth in range(self.count if names else 0)
        ]  # fmt: skip

    def _tick(self, nth: int) -> bool:
        """Whether a line is marked as right, as typed or as it stands."""
        if self.kind is Kind.SINGLE:
            return str(self["right"].value()) == str(nth)
        return self.kind is Kind.MULTIPLE and bool(self[f"right_{nth}"].value())

    @property
    def plain_fields(self) -> list[forms.BoundField]:
        """The fields of a kind that are no lines."""
        names = {Kind.TRUE_FALSE: ["truth"], Kind.SHORT: ["answers"], Kind.NUMERIC: ["number", "tolerance"]}
        return [self[name] for name in names.get(self.kind, [])]

    def question(self) -> Question:
        """What a valid form says."""
        said = self.cleaned_data
        return Question(
            kind=self.kind, text=said["text"], feedback=said["feedback"], category=said["category"], difficulty=said["difficulty"],
            options=self._options(), pairs=self._pairs(), truth=said.get("truth") == "true",
            answers=tuple(said.get("answers", "").splitlines()),
            number=said.get("number") or Decimal(0), tolerance=said.get("tolerance") or Decimal(0),
        )  # fmt: skip

    def _options(self) -> tuple[Option, ...]:
        if self.kind not in CHOICES:
            return ()
        said = self.cleaned_data
        rights = [
            said.get("right") == str(nth) if self.kind is Kind.SINGLE else bool(said.get(f"right_{nth}"))
            for nth in range(self.count)
        ]
        options = [Option(said[f"option_{nth}"], rights[nth]) for nth in range(self.count)]
        while options and not options[-1].text and not options[-1].is_right:
            options.pop()
        return tuple(options)

    def _pairs(self) -> tuple[Pair, ...]:
        said = self.cleaned_data if self.kind is Kind.MATCHING else {}
        pairs = (Pair(said[f"left_{nth}"], said[f"right_side_{nth}"]) for nth in range(self.count if said else 0))
        return tuple(pair for pair in pairs if pair.left or pair.right)


class NumberField(forms.CharField):
    """A number as people type it."""

    def clean(self, value: Any) -> Any:
        """The ``Decimal``; nothing typed is 0 where that is allowed."""
        typed = super().clean(value)
        number = read_number(typed or "0")
        if number is None:
            raise forms.ValidationError(
                _("“%(typed)s” is not a number. Write it with figures."), params={"typed": typed[:40]}
            )
        return number


def _fields_of(kind: Kind, count: int) -> Iterable[tuple[str, forms.Field]]:
    """The fields a kind has besides those of all kinds."""
    if kind in CHOICES:
        return _option_fields(count, is_single=kind is Kind.SINGLE)
    if kind is Kind.MATCHING:
        return _pair_fields(count)
    return _ANSWER_FIELDS[kind]()


def _option_fields(count: int, *, is_single: bool) -> Iterable[tuple[str, forms.Field]]:
    for nth in range(count):
        yield f"option_{nth}", _line(_("Option %(letter)s") % {"letter": LETTERS[nth]})
        if not is_single:
            yield f"right_{nth}", forms.BooleanField(required=False)
    if is_single:
        yield "right", forms.CharField(label=_("Right option"), required=False, max_length=2)


def _pair_fields(count: int) -> Iterable[tuple[str, forms.Field]]:
    for nth in range(count):
        yield f"left_{nth}", _line(_("Left %(number)s") % {"number": nth + 1})
        yield f"right_side_{nth}", _line(_("Right %(number)s") % {"number": nth + 1})


def _truth_fields() -> Iterable[tuple[str, forms.Field]]:
    choices = [("true", _("True")), ("false", _("False"))]
    yield "truth", forms.ChoiceField(label=_("The statement is"), choices=choices, widget=forms.RadioSelect)


def _short_fields() -> Iterable[tuple[str, forms.Field]]:
    words = _("One a line. Width, case, blanks and a closing mark do not matter.")
    lines = forms.Textarea(attrs={"rows": 4})
    yield "answers", forms.CharField(label=_("Accepted answers"), max_length=2000, widget=lines, help_text=words)


def _number_fields() -> Iterable[tuple[str, forms.Field]]:
    figures = {"inputmode": "decimal", "autocomplete": "off"}
    words = _("How far above or below is still right; empty: not at all.")
    yield "number", NumberField(label=_("Right number"), max_length=30, widget=forms.TextInput(attrs=figures))
    yield (
        "tolerance",
        NumberField(
            label=_("Tolerance"), max_length=30, required=False, widget=forms.TextInput(attrs=figures), help_text=words
        ),
    )


_ANSWER_FIELDS = {Kind.TRUE_FALSE: _truth_fields, Kind.SHORT: _short_fields, Kind.NUMERIC: _number_fields}


def _line(label: str) -> forms.CharField:
    return forms.CharField(label=label, max_length=500, required=False)


def _initial(standing: Question, seen: int) -> dict[str, Any]:
    said: dict[str, Any] = {
        "text": standing.text, "feedback": standing.feedback, "category": standing.category, "difficulty": standing.difficulty,
        "truth": "true" if standing.truth else "false", "answers": "\n".join(standing.answers), "seen": seen,
        "number": shown_number(standing.number), "tolerance": shown_number(standing.tolerance),
    }  # fmt: skip
    for nth, option in enumerate(standing.options):
        said |= {f"option_{nth}": option.text, f"right_{nth}": option.is_right}
        if option.is_right:
            said["right"] = str(nth)
    for nth, pair in enumerate(standing.pairs):
        said |= {f"left_{nth}": pair.left, f"right_side_{nth}": pair.right}
    return said
