"""What is typed on the pages of this room."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xingtan.courses.models import Course
from xingtan.courses.queries import Wanted
from xingtan.ui.forms import FilterForm

Choices = Sequence[tuple[str, str]]
ALL = ("", _("All"))


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
