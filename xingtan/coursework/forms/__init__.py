"""What is typed on the pages of this room."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xingtan.courses.models import Course
from xingtan.coursework.actions import Task
from xingtan.coursework.errors import RubricFaulty
from xingtan.coursework.models import Assignment, Work
from xingtan.coursework.rules import MOST_CHARACTERS, Rubric, read_rubric, rubric_of
from xingtan.coursework.rules.rubrics import MOST_CRITERIA
from xingtan.ui.forms import FilterForm, Form, SeveralFilesField, SeveralFilesInput

ALL = ("", _("All"))
ACCEPT = ".pdf,.docx,.xlsx,.jpg,.jpeg,.png,image/*"
Choices = Sequence[tuple[str, str]]


class WorkForm(Form):
    """A learner's text and files. ``seen`` says which draft the page began from."""

    text = forms.CharField(
        label=_("Your work"), required=False, max_length=MOST_CHARACTERS * 2,
        widget=forms.Textarea(attrs={"rows": 14, "data-count-into": "characters"}),
    )  # fmt: skip
    added = SeveralFilesField(
        label=_("Files and photos"), required=False, widget=SeveralFilesInput(attrs={"accept": ACCEPT})
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_seen(self) -> datetime | None:
        """The moment, or None for what is no moment."""
        return moment_of(self.cleaned_data["seen"])


def moment_of(text: str) -> datetime | None:
    """A moment as a page carries it, or None."""
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None


class MarkForm(Form):
    """A tutor's comment; points are read by the rubric. ``seen`` is the mark that stood, ``version`` what was read."""

    comment = forms.CharField(
        label=_("Comment"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 5})
    )
    outcome = forms.ChoiceField(choices=[("marked", ""), ("recommended", ""), ("returned", "")])
    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class ReviewForm(Form):
    """A colleague's words."""

    comment = forms.CharField(
        label=_("For your colleague: what is good, what could be better"), max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )  # fmt: skip


class PhraseForm(Form):
    """A comment for the bank."""

    text = forms.CharField(label=_("Comment to keep"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class PileFilter(FilterForm):
    """Name and state of the works of a class."""

    text = forms.CharField(label=_("Name"), max_length=60, widget=forms.TextInput(attrs={"type": "search"}))
    state = forms.ChoiceField(
        label=_("State"),
        choices=[
            ALL, ("waiting", _("Waiting for you")), ("peers", _("With colleagues")),
            ("returned", Work.State.RETURNED.label), ("marked", Work.State.MARKED.label),
            ("recommended", _("Recommended")),
        ],
    )  # fmt: skip


class ThreadFilter(FilterForm):
    """Words, and excellent or unanswered only."""

    text = forms.CharField(label=_("Search"), max_length=60, widget=forms.TextInput(attrs={"type": "search"}))
    only = forms.ChoiceField(
        label=_("Show"), choices=[ALL, ("excellent", _("Excellent")), ("unanswered", _("Not answered by the tutor"))]
    )


class SayForm(Form):
    """A contribution; ``key`` comes with the empty form, so that sending twice says it once."""

    title = forms.CharField(label=_("Title"), max_length=80, required=False)
    body = forms.CharField(label=_("What you want to say"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))
    key = forms.CharField(max_length=22, widget=forms.HiddenInput)


class AskForm(Form):
    """A question about a lesson; ``key`` comes with the empty form, so that sending twice asks once."""

    body = forms.CharField(
        label=_("Your question to the tutor"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    key = forms.CharField(max_length=22, widget=forms.HiddenInput)
    second = forms.IntegerField(
        min_value=0, max_value=10**6, required=False, widget=forms.HiddenInput(attrs={"data-film-second": ""})
    )


class QuestionFilter(FilterForm):
    """Those that wait, or those that were answered."""

    only = forms.ChoiceField(
        label=_("Show"), choices=[ALL, ("waiting", _("Not answered by the tutor")), ("answered", _("Answered"))]
    )


class ReasonForm(Form):
    """Why."""

    reason = forms.CharField(label=_("Reason"), max_length=200)


def _moment(label: Any, **kwargs: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, widget=widget, **kwargs)


class TopicForm(Form):
    """A topic of a course."""

    course = forms.ModelChoiceField(label=_("Course"), queryset=Course.objects.none())
    title = forms.CharField(label=_("Title"), max_length=80)
    words = forms.CharField(
        label=_("What is to be discussed"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    closes_at = _moment(_("Open until"), required=False, help_text=_("Empty: until the term ends."))

    def __init__(self, *args: Any, courses: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["course"].queryset = courses  # type: ignore[attr-defined]


class AssignmentForm(Form):
    """Homework with its rubric: some rows of title, points and levels."""

    course = forms.ModelChoiceField(label=_("Course"), queryset=Course.objects.none())
    title = forms.CharField(label=_("Title"), max_length=80)
    task = forms.CharField(label=_("What is to be done"), max_length=8000, widget=forms.Textarea(attrs={"rows": 6}))
    due_at = _moment(pgettext_lazy("homework", "Due"))
    takes_late = forms.BooleanField(
        label=_("Late work is taken until the term ends, and shown as late"), required=False
    )
    least_characters = forms.IntegerField(
        label=_("Characters at least"), min_value=0, max_value=10_000, initial=0, required=False,
        help_text=_("0: no minimum. Work handed in as a file is not counted."),
    )  # fmt: skip
    takes_files = forms.BooleanField(label=_("Files and photos are taken"), required=False)
    resubmissions = forms.IntegerField(
        label=_("How often a returned work may be handed in anew"), min_value=0, max_value=9, initial=2
    )
    peers = forms.IntegerField(
        label=_("Colleagues’ works each reviews"), min_value=0, max_value=5, initial=0, required=False,
        help_text=_("0: no peer review."),
    )  # fmt: skip
    peers_until = _moment(
        _("Peer review ends"), required=False,
        help_text=_("From then on tutors mark what colleagues have not reviewed, so that nobody waits for ever."),
    )  # fmt: skip

    def __init__(self, *args: Any, courses: Any, assignment: Assignment | None = None, **kwargs: Any) -> None:
        if assignment is not None:
            kwargs["initial"] = initial_of(assignment)
        else:
            kwargs["initial"] = {"takes_late": True, "takes_files": True, "least_characters": 0, "peers": 0}
        super().__init__(*args, **kwargs)
        self.fields["course"].queryset = courses  # type: ignore[attr-defined]
        if assignment is not None:
            self.fields["course"].disabled = True
        self.rubric_rows = self._typed_rows() if self.is_bound else _rows_of(assignment)
        self.rubric: Rubric | None = None

    def _typed_rows(self) -> list[tuple[str, str, str]]:
        names = ("criterion", "points", "levels")
        return [
            tuple(str(self.data.get(f"{name}_{row}", ""))[:2000] for name in names)  # type: ignore[misc]
            for row in range(MOST_CRITERIA)
        ]

    def clean(self) -> dict[str, Any]:
        """Read the rubric too."""
        found = super().clean() or {}
        try:
            self.rubric = read_rubric(self.rubric_rows)
        except RubricFaulty as faulty:
            self.add_error(None, str(faulty))
        return found

    def as_task(self) -> Task:
        """What the action takes; ask only after the form was found valid."""
        told = self.cleaned_data
        assert self.rubric is not None  # noqa: S101 - a valid form has read it
        return Task(
            title=told["title"], words=told["task"], due_at=told["due_at"], rubric=self.rubric,
            takes_late=told["takes_late"], takes_files=told["takes_files"],
            least_characters=told["least_characters"] or 0, resubmissions=told["resubmissions"],
            peers=told["peers"] or 0, peers_until=told["peers_until"],
        )  # fmt: skip


def _rows_of(assignment: Assignment | None) -> list[tuple[str, str, str]]:
    rows: list[tuple[str, str, str]] = []
    if assignment is not None:
        for each in rubric_of(assignment.rubric).criteria:
            levels = "\n".join(f"{level.points.normalize():f} {level.words}" for level in each.levels)
            rows.append((each.title, f"{each.points.normalize():f}", levels))
    return rows + [("", "", "")] * (MOST_CRITERIA - len(rows))


def initial_of(assignment: Assignment) -> dict[str, Any]:
    """The form as the homework stands."""
    names = ("course", "title", "task", "due_at", "takes_late", "least_characters", "takes_files", "resubmissions", "peers", "peers_until")  # fmt: skip
    return {name: getattr(assignment, name) for name in names}


class QualityFilter(FilterForm):
    """County and name."""

    text = forms.CharField(label=_("Name or unit"), max_length=60, widget=forms.TextInput(attrs={"type": "search"}))
    county = forms.ChoiceField(label=_("County"))

    def __init__(self, data: Any = None, *, counties: Choices = ()) -> None:
        super().__init__(data)
        self.fields["county"].choices = [ALL, *counties]  # type: ignore[attr-defined]
        if len(counties) < 2:
            del self.fields["county"]
