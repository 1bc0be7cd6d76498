"""What is typed on the pages of this room."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from xingtan.courses.models import Caption, Course, Media
from xingtan.courses.queries import Wanted
from xingtan.courses.rules import drafting
from xingtan.courses.rules.drafting import DOMAINS
from xingtan.foundation.rich_text import cleaned, words_of
from xingtan.ui.forms import FilterForm, Form

Choices = Sequence[tuple[str, str]]
ALL = ("", _("All"))
MOST_CAPTION_BYTES = 1024 * 1024


class CourseFilter(FilterForm):
    """Stage, track, subject, obligation and kindergarten domain; what the programme does not divide by is left out."""

    stage = forms.ChoiceField(label=_("Stage"))
    track = forms.ChoiceField(label=_("Track"))
    obligation = forms.ChoiceField(label=_("Obligation"), choices=[ALL, *Course.Obligation.choices])
    subject = forms.ChoiceField(label=_("Subject"))
    domain = forms.ChoiceField(label=_("Kindergarten domain"))

    def __init__(
        self, data: Any = None, *, stages: Sequence[str] = (), tracks: Choices = (), subjects: Sequence[str] = (),
        domains: Sequence[str] = (),
    ) -> None:  # fmt: skip
        super().__init__(data)
        self._offer("stage", [(each, each) for each in stages])
        self._offer("track", tracks)
        self._offer("subject", [(each, each) for each in subjects])
        self._offer("domain", [(each, each) for each in domains])

    def _offer(self, name: str, choices: Choices) -> None:
        if choices:
            self.fields[name].choices = [ALL, *choices]  # type: ignore[attr-defined]  # a ChoiceField
        else:
            del self.fields[name]

    @property
    def wanted(self) -> Wanted:
        """What is asked for."""
        chosen = {name: self.chosen(name) for name in self.fields}
        track = chosen.pop("track", None)
        return Wanted(track=int(track) if track else None, **chosen)


class AuthorFilter(FilterForm):
    """Words of the title, and how far a course is."""

    text = forms.CharField(label=_("Title or subject"), max_length=60, widget=forms.TextInput(attrs={"type": "search"}))
    state = forms.ChoiceField(
        label=_("State"),
        choices=[
            ("", _("All but archived")), ("draft", _("Never published")), ("changed", _("Changed since published")),
            ("published", _("As published")), ("archived", _("Archived")),
        ],
    )  # fmt: skip


class FactsForm(Form):
    """What a course says of itself."""

    title = forms.CharField(label=_("Title of the course"), max_length=100)
    summary = forms.CharField(
        label=_("Summary"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Two or three sentences: what it is about, and what one can do afterwards."),
    )  # fmt: skip
    obligation = forms.ChoiceField(
        label=_("Obligation"),
        choices=[
            ("required", _("Required of its track")), ("common", _("Common: ethics, law, safety, for everybody")),
            ("elective", _("Elective")),
        ],
    )  # fmt: skip
    track = forms.ChoiceField(label=_("Track"), required=False)
    subject = forms.CharField(
        label=_("Subject"),
        max_length=40,
        required=False,
        help_text=_("As rosters name it; empty when it is not about one."),
    )
    domain = forms.ChoiceField(
        label=_("Kindergarten domain"), required=False, choices=[("", _("None")), *((each, each) for each in DOMAINS)]
    )
    tags = forms.CharField(
        label=_("Theme tags"), max_length=200, required=False, help_text=_("Separate them by commas or spaces.")
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, tracks: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["track"].choices = [("", _("All stages")), *((each, each) for each in tracks)]  # type: ignore[attr-defined]

    def clean_tags(self) -> tuple[str, ...]:
        """Each theme once, in the order typed."""
        typed = re.split(r"[\s,，、;；]+", self.cleaned_data["tags"])
        return tuple(dict.fromkeys(each for each in typed if each))

    @property
    def facts(self) -> drafting.Facts:
        """What was typed."""
        return drafting.Facts(**{name: value for name, value in self.cleaned_data.items() if name != "seen"})


def typed_facts(facts: drafting.Facts) -> dict[str, Any]:
    """What the form shows of the facts that stand."""
    names = ("title", "summary", "obligation", "track", "subject", "domain")
    return {**{name: getattr(facts, name) for name in names}, "tags": "、".join(facts.tags), "seen": facts.version}


class UnitForm(Form):
    """What a unit is called."""

    title = forms.CharField(label=_("Title of the unit"), max_length=100)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)


class LessonForm(Form):
    """A lesson of one kind: only the fields of that kind are asked."""

    title = forms.CharField(label=_("Title of the lesson"), max_length=100)
    medium = forms.ChoiceField(label=_("File"), required=False)
    text = forms.CharField(
        label=_("Text"), max_length=200_000, strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "data-writing": ""}),
        help_text=_("Leave a line empty between paragraphs. What is pasted from Word or WeChat keeps its words, headings, lists and tables; colours and fonts go."),
    )  # fmt: skip
    address = forms.URLField(
        label=_("Address"), max_length=500, assume_scheme="https",
        widget=forms.URLInput(attrs={"inputmode": "url", "placeholder": "https://"}),
    )  # fmt: skip
    minutes = forms.IntegerField(
        label=_("Reading time that counts at most, in minutes"), min_value=0, max_value=360, required=False,
        help_text=_("0: the lesson brings no time, teachers mark it as finished."),
    )  # fmt: skip
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    ASKED: ClassVar[dict[str, tuple[str, ...]]] = {
        "video": ("medium",), "audio": ("medium",), "document": ("medium", "minutes"), "page": ("text", "minutes"),
        "link": ("address",), "package": ("medium", "minutes"),
    }  # fmt: skip

    def __init__(self, *args: Any, kind: str, media: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        asked = ("title", *self.ASKED[kind], "seen")
        for name in [name for name in self.fields if name not in asked]:
            del self.fields[name]
        if "medium" in self.fields:
            self.fields["medium"].choices = [("", _("None yet")), *media]  # type: ignore[attr-defined]
        if kind == "document":
            self.fields["minutes"].min_value = 1  # type: ignore[attr-defined]
            self.fields["minutes"].required = True
            self.fields["minutes"].help_text = ""
        if kind == "package":
            self.fields["minutes"].label = _("Time that counts at most, in minutes")
            self.fields["minutes"].help_text = _(
                "Time is counted by this platform while the package is open, never by what the package says. 0: it brings no time and is finished when the package says so."
            )

    def clean_minutes(self) -> int:
        """None typed is none."""
        minutes = self.cleaned_data["minutes"] or 0
        if self.kind == "document" and not minutes:
            raise forms.ValidationError(_("Please say how many minutes it takes to read."))
        return minutes

    def clean_text(self) -> str:
        """Only what is harmless."""
        found = cleaned(self.cleaned_data["text"])
        if not words_of(found):
            raise forms.ValidationError(_("Please write the page."))
        return found

    def lesson(self, seconds_of: Mapping[str, int]) -> drafting.Lesson:
        """What was typed; ``seconds_of`` says how long each medium plays."""
        typed = self.cleaned_data
        media = typed.get("medium", "")
        seconds = typed["minutes"] * 60 if "minutes" in typed else seconds_of.get(media, 0)
        return drafting.Lesson(
            kind=self.kind, title=typed["title"].strip(), media=media, text=typed.get("text", ""),
            address=typed.get("address", ""), seconds=seconds,
        )  # fmt: skip


def typed_lesson(lesson: drafting.Lesson) -> dict[str, Any]:
    """What the form shows of a lesson that stands."""
    return {
        "title": lesson.title, "medium": lesson.media, "text": lesson.text, "address": lesson.address,
        "minutes": lesson.seconds // 60, "seen": lesson.version,
    }  # fmt: skip


class CopyForm(Form):
    """Another programme of the same author."""

    programme = forms.ChoiceField(label=_("Programme"))

    def __init__(self, *args: Any, programmes: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["programme"].choices = [("", _("Choose …")), *programmes]  # type: ignore[attr-defined]


class MediaFilter(FilterForm):
    """Words of the name, and the kind."""

    text = forms.CharField(label=_("Name of the file"), max_length=60, widget=forms.TextInput(attrs={"type": "search"}))
    kind = forms.ChoiceField(label=_("Kind"), choices=[ALL, *Media.Kind.choices])


class WholeFileForm(Form):
    """A small file sent at once."""

    file = forms.FileField(label=_("Film, recording, PDF or SCORM package"))


class MediumForm(Form):
    """What a medium is called, and what is said in it."""

    name = forms.CharField(label=_("Name of the file"), max_length=60)
    transcript = forms.CharField(
        label=_("Transcript"), max_length=200_000, required=False, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("To be read instead of listened to. Left empty, the captions are shown."),
    )  # fmt: skip


class CaptionForm(Form):
    """A file of captions in one language."""

    language = forms.ChoiceField(label=_("Language"), choices=Caption.Language.choices)
    file = forms.FileField(label=_("Captions (.vtt or .srt)"))

    def clean_file(self) -> str:
        """The text, as UTF-8 or as Windows writes Chinese."""
        content = self.cleaned_data["file"].read(MOST_CAPTION_BYTES + 1)
        if len(content) > MOST_CAPTION_BYTES:
            raise forms.ValidationError(_("A file of captions has at most 1 MB. Please choose the captions alone."))
        for encoding in ("utf-8-sig", "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8", "gb18030"):
            try:
                text: str = content.decode(encoding)
            except UnicodeDecodeError:
                continue
            if "\0" not in text:
                return text
        raise forms.ValidationError(_("This is no file of text. Please choose the captions as .vtt or .srt."))
