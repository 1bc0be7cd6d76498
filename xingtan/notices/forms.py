"""What editors fill in about notices."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from xingtan.foundation.text import folded
from xingtan.notices.actions import MOST_FILES, MeetingFacts, NoticeFacts
from xingtan.notices.models import MobilisationMeeting, Notice
from xingtan.ui.forms import FilterForm, Form, SeveralFilesField, SeveralFilesInput

OFFERED_ENDINGS = ".pdf,.doc,.docx,.xls,.xlsx,.jpg,.jpeg,.png"


class NoticeForm(Form):
    """The facts and the text of a notice."""

    title = forms.CharField(label=_("Title"), max_length=200)
    document_number = forms.CharField(
        label=_("Document number"),
        max_length=60,
        required=False,
        help_text=_("As printed, for example 忻教发〔2020〕98号."),
    )
    issuer = forms.CharField(label=_("Issuer"), max_length=100)
    issued_on = forms.DateField(
        label=_("Date of issue"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    is_public = forms.BooleanField(label=_("Everybody may read it, without an account"), required=False)
    wants_receipt = forms.BooleanField(label=_("Counties forward it, and schools sign for it"), required=False)
    body = forms.CharField(
        label=_("Text of the notice"),
        required=False,
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=_("Leave an empty line between paragraphs. A line that begins with “## ” becomes a heading."),
    )

    @classmethod
    def about(cls, notice: Notice) -> "NoticeForm":
        """The form as a notice stands."""
        return cls(initial={name: getattr(notice, name) for name in cls.base_fields})

    def facts(self, standing: Notice | None, *, division: str, programme_code: str) -> NoticeFacts:
        """What was filled in; where it belongs stays as it was for a notice that stands."""
        given: dict[str, Any] = {**self.cleaned_data, "body": self.cleaned_data["body"].replace("\r\n", "\n").strip()}
        return NoticeFacts(
            **given,
            division=standing.division_id if standing else division,
            programme_code=standing.programme_code if standing else programme_code,
            recipients=tuple(standing.recipients) if standing else (),
        )

    def clean_document_number(self) -> str:
        """Full-width figures become plain; the brackets of the year stay."""
        return folded(str(self.cleaned_data["document_number"]))


class MaterialForm(Form):
    """A file to hang on a notice."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("PDF, Word, Excel, JPEG or PNG."),
        widget=forms.ClearableFileInput(attrs={"accept": OFFERED_ENDINGS}),
    )
    title = forms.CharField(
        label=_("Title"), max_length=200, required=False, help_text=_("Left empty, the name of the file is shown.")
    )


class WithdrawForm(Form):
    """Why a notice is taken back."""

    because = forms.CharField(label=_("Reason"), max_length=200)


class MeetingForm(Form):
    """What a school says about its mobilisation meeting (R40)."""

    held_on = forms.DateField(label=_("Held on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    present = forms.IntegerField(label=_("People present"), min_value=1, max_value=10_000)
    words = forms.CharField(
        label=_("What was said"), required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 4})
    )
    photos = SeveralFilesField(
        label=_("Photos or minutes"),
        required=False,
        help_text=_("Up to 5 files: JPEG, PNG or PDF. Where and with which device a photo was taken is not kept."),
        widget=SeveralFilesInput(attrs={"accept": ".jpg,.jpeg,.png,.pdf"}),
    )

    def __init__(self, *args: Any, former: MobilisationMeeting | None = None, **kwargs: Any) -> None:
        if former is not None:
            told = {"held_on": former.held_on, "present": former.present, "words": former.words}
            kwargs["initial"] = {**told, "keep": [each.public_id for each in former.files.all()]}
        super().__init__(*args, **kwargs)
        if former is not None and former.files.all():
            self.fields["keep"] = forms.MultipleChoiceField(
                label=_("Keep these files"),
                required=False,
                choices=[(each.public_id, each.file_name) for each in former.files.all()],
                widget=forms.CheckboxSelectMultiple,
            )

    def clean_photos(self) -> list[UploadedFile[Any]]:
        """No more than a handful."""
        files: list[UploadedFile[Any]] = self.cleaned_data["photos"]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(_("Please choose 5 files at most."))
        return files

    @property
    def facts(self) -> MeetingFacts:
        """What was filled in."""
        given = self.cleaned_data
        return MeetingFacts(given["held_on"], given["present"], given["words"].strip())

    @property
    def keep(self) -> Collection[str]:
        """Which files of the former record stay."""
        return list(self.cleaned_data.get("keep", ()))


class ReceiptFilter(FilterForm):
    """Narrows the schools of a notice."""

    q = forms.CharField(label=_("School"), max_length=60)
    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("All")), ("open", _("Not signed")), ("signed", _("Signed"))]
    )


class MeetingFilter(FilterForm):
    """Narrows the schools by their meeting."""

    q = forms.CharField(label=_("School"), max_length=60)
    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("All")), ("open", _("Not recorded")), ("recorded", _("Recorded"))]
    )
