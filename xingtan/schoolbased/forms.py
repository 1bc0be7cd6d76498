"""What is typed on the pages of this room."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from xingtan.courses.models import Lesson
from xingtan.enrolment.models import Enrolment
from xingtan.schoolbased.models import Activity, Lack, ResearchTime, Work
from xingtan.schoolbased.rules import MOST_MINUTES, MOST_PHOTOS
from xingtan.ui.forms import FilterForm, Form, SeveralFilesField, SeveralFilesInput

Choices = Sequence[tuple[str, Any]]
ALL = ("", _("All"))


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


def _time(label: Any) -> forms.TimeField:
    return forms.TimeField(label=label, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))


def _minutes(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=1, max_value=MOST_MINUTES)


def _text(label: Any, *, most: int, rows: int = 6, is_required: bool = True, help_text: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=most, required=is_required, help_text=help_text, widget=widget)


class LessonChoice(Form):
    """A form with the online lesson something goes with."""

    lesson = forms.ModelChoiceField(
        label=_("Online lesson it goes with"), queryset=Lesson.objects.none(), required=False, empty_label=_("None"),
        to_field_name="public_id",
    )  # fmt: skip

    def __init__(self, *args: Any, lessons: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lesson"].queryset = lessons  # type: ignore[attr-defined]


class PlanForm(LessonChoice):
    """An activity to be planned."""

    form = forms.ChoiceField(label=_("Form of the activity"), choices=Activity.Form.choices)
    planned_on = _day(_("Planned for"))
    topic = forms.CharField(
        label=_("Topic of the activity"), max_length=100, required=False, help_text=_("Empty: the title of the lesson.")
    )
    field_order = ("form", "planned_on", "lesson", "topic")


class RecordForm(Form):
    """What was held."""

    held_on = _day(_("Day it was held"))
    minutes = _minutes(_("How many minutes"))
    present = forms.MultipleChoiceField(label=_("Present"), widget=forms.CheckboxSelectMultiple)
    others = forms.CharField(
        label=_("Others present"),
        max_length=300,
        required=False,
        help_text=_("By name, for example an expert or a guest."),
    )
    words = _text(_("Record of the activity"), most=6000, rows=8, help_text=_("What was done, what came of it."))
    photos = SeveralFilesField(
        label=_("Photos"),
        required=False,
        help_text=_("Up to 6 files: JPEG, PNG or PDF. Where and with which device a photo was taken is not kept."),
        widget=SeveralFilesInput(attrs={"accept": ".jpg,.jpeg,.png,.pdf"}),
    )

    def __init__(self, *args: Any, teachers: Iterable[Enrolment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["present"].choices = [(each.public_id, each.account.name) for each in teachers]  # type: ignore[attr-defined]

    def clean_photos(self) -> list[UploadedFile[Any]]:
        """No more than a handful."""
        files: list[UploadedFile[Any]] = self.cleaned_data["photos"]
        if len(files) > MOST_PHOTOS:
            raise forms.ValidationError(_("Please choose 6 files at most."))
        return files


class WordsForm(Form):
    """Something in words."""

    words = _text(_("In words"), most=3000, rows=4)


class OptionalWordsForm(Form):
    """A word, or none."""

    words = _text(_("In words"), most=1000, rows=3, is_required=False)


class TimeForm(Form):
    """A weekly research time."""

    weekday = forms.TypedChoiceField(label=_("Day of the week"), choices=ResearchTime.Weekday.choices, coerce=int)
    begins = _time(_("Begins at"))
    ends = _time(_("Ends at"))
    words = forms.CharField(label=_("What for"), max_length=100, required=False)


class TaskForm(LessonChoice):
    """A task of the provider."""

    title = forms.CharField(label=_("Title"), max_length=80)
    words = _text(_("What the task asks"), most=4000, is_required=False)
    stage = forms.ChoiceField(label=_("Stage"), required=False)
    due_on = _day(_("To be handed in by"))
    minutes = _minutes(_("Minutes that count once it is accepted"))
    field_order = ("title", "words", "stage", "lesson", "due_on", "minutes")

    def __init__(self, *args: Any, stages: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stage"].choices = [ALL, *((each, each) for each in stages)]  # type: ignore[attr-defined]


class HandInForm(Form):
    """A teacher's work for a task."""

    words = _text(_("What you did"), most=6000, rows=10, is_required=False)
    file = forms.FileField(
        label=_("File"), required=False, help_text=_("JPEG, PNG, PDF or Word (.docx)."),
        widget=forms.FileInput(attrs={"accept": ".jpg,.jpeg,.png,.pdf,.docx"}),
    )  # fmt: skip


class JudgeForm(OptionalWordsForm):
    """Accepting work or giving it back."""

    verdict = forms.ChoiceField(
        label=_("Verdict"), choices=[("accept", _("Accept it")), ("return", _("Give it back to be mended"))],
        widget=forms.RadioSelect,
    )  # fmt: skip
    field_order = ("verdict", "words")


class FindForm(OptionalWordsForm):
    """What the county found."""

    finding = forms.ChoiceField(
        label=_("Finding"), choices=[("good", _("In order")), ("return", _("Give it back to the school"))],
        widget=forms.RadioSelect,
    )  # fmt: skip
    field_order = ("finding", "words")


class DrawForm(Form):
    """How large a sample is."""

    percent = forms.IntegerField(
        label=_("Share of the signed activities, in percent"), min_value=1, max_value=100, initial=10
    )


class ConditionsForm(Form):
    """What a school declares (R18)."""

    has_computers = forms.BooleanField(label=_("Every teacher has a computer or phone that works"), required=False)
    has_network = forms.BooleanField(label=_("The network is fast enough"), required=False)
    has_time = forms.BooleanField(label=_("Every teacher has time to study each week"), required=False)
    words = _text(_("What is missing, and by when it will be there"), most=500, rows=3, is_required=False)


class LackForm(Form):
    """What a teacher lacks."""

    kind = forms.ChoiceField(label=_("What is missing"), choices=Lack.Kind.choices)
    words = _text(_("More about it"), most=500, rows=3, is_required=False)


class ActivityFilter(FilterForm):
    """Topic or school, form, state."""

    text = forms.CharField(label=_("Topic or school"), max_length=60, widget=forms.TextInput(attrs={"type": "search"}))
    form = forms.ChoiceField(label=_("Form of the activity"), choices=[ALL, *Activity.Form.choices])
    state = forms.ChoiceField(label=_("State"), choices=[ALL, *Activity.State.choices])


class WorkFilter(FilterForm):
    """How far work is."""

    state = forms.ChoiceField(label=_("State"), choices=[ALL, *Work.State.choices])


class ConditionsFilter(FilterForm):
    """Which schools."""

    state = forms.ChoiceField(
        label=_("Schools"),
        choices=[ALL, ("silent", _("Nothing declared yet")), ("lacks", _("Teachers lack something"))],
    )
