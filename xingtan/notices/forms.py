"""What editors fill in about notices."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xingtan.foundation.text import folded
from xingtan.notices.actions import NoticeFacts
from xingtan.notices.models import Notice
from xingtan.ui.forms import Form

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
