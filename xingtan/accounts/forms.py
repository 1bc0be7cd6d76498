"""What is typed on the pages of this room."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from xingtan.accounts.models import Kind
from xingtan.accounts.rules.codes import read_code, read_mobile
from xingtan.accounts.rules.passwords import Policy
from xingtan.ui.forms import FilterForm, Form


class MobileField(forms.CharField):
    """A mobile number, however it is spaced."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Mobile number"))
        widget = forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "username", "maxlength": 24})
        super().__init__(max_length=24, widget=kwargs.pop("widget", widget), **kwargs)

    def clean(self, value: Any) -> str:
        """Eleven digits."""
        mobile = read_mobile(super().clean(value))
        if mobile is None:
            raise forms.ValidationError(_("A mobile number has eleven digits and begins with 1. Please check it."))
        return mobile


class CodeField(forms.CharField):
    """A one-time code, however it is spaced."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "characters", "maxlength": 24}
        )
        super().__init__(max_length=24, widget=kwargs.pop("widget", widget), **kwargs)

    def clean(self, value: Any) -> str:
        """Capitals without gaps."""
        return read_code(super().clean(value))


def secret(label: Any, complete: str, **kwargs: Any) -> forms.CharField:
    """A password input; what was typed is never sent back."""
    widget = forms.PasswordInput(attrs={"autocomplete": complete})
    return forms.CharField(label=label, strip=False, max_length=200, widget=widget, **kwargs)


def _typed_number() -> forms.TextInput:
    return forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off", "maxlength": 24})


POLICY_IN_WORDS = {
    Policy.MLPS: _(
        "At least 10 characters, not digits only, and nothing of your number or name. A short sentence is easy to keep in mind."
    ),
    Policy.ASVS: _(
        "At least 15 characters, and nothing of your number or name. A short sentence is easy to keep in mind."
    ),
}


class NewPasswordMixin(forms.Form):
    """Two inputs that must agree, with the rules of this house beside them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = POLICY_IN_WORDS[Policy(settings.PASSWORD_POLICY)]

    def clean(self) -> dict[str, Any]:
        """Both alike."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("password") and data.get("repeat") and data["password"] != data["repeat"]:
            self.add_error("repeat", _("The two passwords differ. Type the same one twice."))
        return data


class SignInForm(Form):
    """Number and password."""

    mobile = MobileField()
    password = secret(_("Password"), "current-password")


class MobileForm(Form):
    """Whose password is to be set anew."""

    mobile = MobileField()


class CodeForm(NewPasswordMixin, Form):
    """A code, and the password it sets."""

    code = CodeField(label=_("Code"))
    password = secret(_("New password"), "new-password")
    repeat = secret(_("New password once more"), "new-password")
    agreed = forms.BooleanField(label=_("I have read how my data are used, and agree"))


class SecondFactorForm(Form):
    """The code of the phone, or a recovery code."""

    code = CodeField(
        label=_("Code"),
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "text", "maxlength": 24, "autofocus": True}
        ),
    )


class PasswordForm(NewPasswordMixin, Form):
    """From the present password to a new one."""

    present = secret(_("Present password"), "current-password")
    password = secret(_("New password"), "new-password")
    repeat = secret(_("New password once more"), "new-password")


class MailForm(Form):
    """Where word of the account goes."""

    mail = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        help_text=_("You get word there when your account is activated or its password changes."),
    )


class OwnMobileForm(Form):
    """Another number to sign in with: what one knows, what one holds, and the number twice."""

    present = secret(_("Present password"), "current-password")
    code = CodeField(label=_("Code"))
    mobile = MobileField(label=_("New mobile number"), widget=_typed_number())
    repeat = MobileField(label=_("New mobile number once more"), widget=_typed_number())

    def clean(self) -> dict[str, Any]:
        """Both alike: a slip of the finger would shut the owner out."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("mobile") and data.get("repeat") and data["mobile"] != data["repeat"]:
            self.add_error("repeat", _("The two numbers differ. Type the same one twice."))
        return data


class ReasonForm(Form):
    """What a number is needed for."""

    reason = forms.CharField(label=_("What for?"), max_length=200)


class PeopleFilter(FilterForm):
    """Narrows the list of people."""

    q = forms.CharField(
        label=_("Name, mobile or identity number"), max_length=40, widget=forms.TextInput(attrs={"type": "search"})
    )
    kind = forms.ChoiceField(label=_("Post"), choices=[("", _("All posts")), *Kind.choices])
    state = forms.ChoiceField(
        label=_("Account"),
        choices=[("", _("All")), ("waiting", _("Not activated yet")), ("activated", _("Activated"))],
    )


class ActivationFilter(FilterForm):
    """Narrows the teachers of the activation page."""

    q = forms.CharField(label=_("Name or mobile"), max_length=40, widget=forms.TextInput(attrs={"type": "search"}))
    done = forms.CharField(max_length=1, widget=forms.HiddenInput)


class AppointForm(Form):
    """A person, a post and its place."""

    name = forms.CharField(label=_("Name"), max_length=60)
    mobile = MobileField(widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off", "maxlength": 24}))
    kind = forms.ChoiceField(label=_("Post"))
    division = forms.ChoiceField(label=_("Area"), required=False, help_text=_("For county administrators and tutors."))
    school = forms.CharField(
        label=_("School"),
        max_length=100,
        required=False,
        help_text=_("For school posts: the ten-digit school code or the registered name in full."),
    )

    def __init__(
        self,
        *args: Any,
        kinds: list[tuple[str, str]],
        divisions: list[tuple[str, str]],
        asks_school: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        self.fields["division"].choices = [("", "–"), *divisions]  # type: ignore[attr-defined]
        if not divisions:
            del self.fields["division"]
        if not asks_school:
            del self.fields["school"]
