"""What is typed to set a quiz. Works without script: a fixed number of lines to draw from categories."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xingtan.courses.models import Course, Unit
from xingtan.courses.models.questions import BankQuestion, QuestionCategory
from xingtan.coursework.actions.quizzes import PartPlan, QuizPlan
from xingtan.coursework.models import Quiz, QuizPart
from xingtan.coursework.rules.quizzes import MOST_MINUTES, MOST_QUESTIONS
from xingtan.ui.forms import FilterForm, Form

ALL = ("", _("All"))
LEAST_LINES, SPARE_LINES = 4, 2
MOMENT = "%Y-%m-%dT%H:%M"


class QuizFilter(FilterForm):
    """Words of the title, course, state."""

    text = forms.CharField(label=_("Title"), max_length=60, widget=forms.TextInput(attrs={"type": "search"}))
    course = forms.ChoiceField(label=_("Course"))
    state = forms.ChoiceField(
        label=_("State"),
        choices=[ALL, ("draft", _("Draft")), ("open", _("Published")), ("back", _("Taken back"))],
    )

    def __init__(self, data: Any = None, *, courses: Sequence[Course] = ()) -> None:
        super().__init__(data)
        self.fields["course"].choices = [ALL, *((each.public_id, each.title) for each in courses)]  # type: ignore[attr-defined]


class PickFilter(FilterForm):
    """Which approved questions of the bank are offered to be picked: words, category, kind, difficulty."""

    text = forms.CharField(
        label=_("Words in the question"), max_length=60, widget=forms.TextInput(attrs={"type": "search"})
    )
    category = forms.ChoiceField(label=_("Category"))
    kind = forms.ChoiceField(label=pgettext_lazy("question", "Kind"), choices=[ALL, *BankQuestion.Kind.choices])
    difficulty = forms.ChoiceField(label=_("Difficulty"), choices=[ALL, *BankQuestion.Difficulty.choices])

    def __init__(self, data: Any = None, *, categories: Sequence[QuestionCategory] = ()) -> None:
        super().__init__(data)
        self.fields["category"].choices = [ALL, *((each.path, each.path) for each in categories)]  # type: ignore[attr-defined]


def _moment(label: Any, words: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)
    return forms.DateTimeField(
        label=label, required=False, widget=widget, input_formats=[MOMENT, "%Y-%m-%d %H:%M"], help_text=words
    )


def _whole(label: Any, most: int, *, least: int = 0, words: Any = "") -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=least, max_value=most, help_text=words)


class QuizForm(Form):
    """A quiz with its terms, what is drawn, and the questions picked so far."""

    title = forms.CharField(label=_("Title"), max_length=80)
    course = forms.ChoiceField(label=_("Course"))
    words = forms.CharField(
        label=_("What learners read before they begin"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    minutes = _whole(_("Time limit in minutes"), MOST_MINUTES, words=_("0: no limit."))
    attempts = _whole(_("Attempts allowed"), 50, words=_("0: as many as wanted."))
    opens_at = _moment(_("Opens"), _("Empty: at once."))
    closes_at = _moment(_("Closes"), _("Empty: it stays open. Running attempts end then, too."))
    pass_score = _whole(_("Pass mark"), 100)
    counts = forms.ChoiceField(label=_("Which attempt counts"), choices=Quiz.Counts.choices)
    shows = forms.ChoiceField(label=_("Right answers are shown"), choices=Quiz.Shows.choices)
    shuffles_questions = forms.BooleanField(label=_("Ask in another order each time"), required=False)
    shuffles_options = forms.BooleanField(label=_("Show options in another order each time"), required=False)
    grace_seconds = _whole(
        _("Seconds an answer may arrive late"), 120, words=_("For slow networks: not more time to think.")
    )

    def __init__(
        self, data: Any = None, *, courses: Sequence[Course], units: Sequence[Unit], categories: Sequence[QuestionCategory],
        quiz: Quiz | None = None, parts: Sequence[QuizPart] = (),
    ) -> None:  # fmt: skip
        self.picked = [part for part in parts if part.question_id is not None]
        draws = [part for part in parts if part.category_id is not None]
        super().__init__(data, initial=_initial(quiz, draws))
        self._places = {each.public_id: (each, None) for each in courses} | {
            each.public_id: (each.course, each) for each in units
        }
        self._categories = {str(each.pk): each for each in categories}
        self.fields["course"].choices = [("", _("Choose …")), *_place_choices(courses, units)]  # type: ignore[attr-defined]
        self.count = max(LEAST_LINES, len(draws) + SPARE_LINES)
        for nth in range(self.count):
            choices = [("", _("Nothing")), *((key, each.path) for key, each in self._categories.items())]
            self.fields[f"category_{nth}"] = forms.ChoiceField(label=_("Category"), choices=choices, required=False)
            self.fields[f"count_{nth}"] = _optional(pgettext_lazy("quiz", "Questions"), MOST_QUESTIONS)
            self.fields[f"points_{nth}"] = _optional(_("Points each"), 100)
        for part in self.picked:
            self.fields[f"worth_{part.pk}"] = _optional(_("Points"), 100, initial=part.points)
            self.fields[f"drop_{part.pk}"] = forms.BooleanField(label=pgettext_lazy("quiz", "Take out"), required=False)

    @property
    def lines(self) -> list[list[forms.BoundField]]:
        """The lines to draw from a category."""
        return [[self[f"{name}_{nth}"] for name in ("category", "count", "points")] for nth in range(self.count)]

    @property
    def picks(self) -> list[tuple[QuizPart, forms.BoundField, forms.BoundField]]:
        """The questions picked, each with its points and whether to take it out."""
        return [(part, self[f"worth_{part.pk}"], self[f"drop_{part.pk}"]) for part in self.picked]

    @property
    def plan(self) -> QuizPlan:
        """The terms of a valid form."""
        names = [name for name in QuizPlan.__dataclass_fields__ if name != "unit"]
        return QuizPlan(
            **{name: self.cleaned_data[name] for name in names}, unit=self._places[self.cleaned_data["course"]][1]
        )

    @property
    def course_chosen(self) -> Course:
        """The course of a valid form."""
        return self._places[self.cleaned_data["course"]][0]

    @property
    def parts(self) -> list[PartPlan]:
        """What a valid form asks: picked ones first."""
        said = self.cleaned_data
        picks = [
            PartPlan(question=part.question, points=said[f"worth_{part.pk}"] or 1)
            for part in self.picked
            if not said[f"drop_{part.pk}"]
        ]
        draws = [
            PartPlan(category=self._categories[key], count=said[f"count_{nth}"] or 1, points=said[f"points_{nth}"] or 1)
            for nth in range(self.count)
            if (key := said[f"category_{nth}"])
        ]
        return picks + draws


def _optional(label: Any, most: int, initial: int | None = None) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=1, max_value=most, required=False, initial=initial)


def _place_choices(courses: Sequence[Course], units: Sequence[Unit]) -> list[tuple[str, str]]:
    """Each course, and beneath it its named units."""
    choices = []
    for course in courses:
        choices.append((course.public_id, course.title))
        choices += [(unit.public_id, f"— {unit.title}") for unit in units if unit.course_id == course.pk and unit.title]
    return choices


def _initial(quiz: Quiz | None, draws: Sequence[QuizPart]) -> dict[str, Any]:
    said = {name: getattr(quiz or QuizPlan(""), name) for name in QuizPlan.__dataclass_fields__ if name != "unit"}
    if quiz is not None:
        said["course"] = (quiz.unit or quiz.course).public_id
    for nth, part in enumerate(draws):
        said |= {f"category_{nth}": str(part.category_id), f"count_{nth}": part.count, f"points_{nth}": part.points}
    return said
