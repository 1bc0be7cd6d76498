"""What is typed in on the pages of billing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xingtan.billing.kinds import KINDS_OF_DOUBT
from xingtan.billing.models import Answer, BankLine, Refund, SecondRemittance, SetAside, WriteOff
from xingtan.billing.wording import BILL_STATES
from xingtan.foundation.clock import ZONE
from xingtan.foundation.yuan import shown
from xingtan.organisations.models import Division
from xingtan.programmes.models import Programme
from xingtan.ui.forms import FilterForm, Form, YuanField


class BillFilter(FilterForm):
    """Narrows the list of bills."""

    q = forms.CharField(label=_("School or payment code"), max_length=60)
    state = forms.ChoiceField(label=_("State"))
    county = forms.ModelChoiceField(label=_("County"), queryset=Division.objects.none(), empty_label=_("All"))

    def __init__(self, data: Any = None, *, counties: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        states = [(state.value, word) for state, (_kind, word) in BILL_STATES.items()]  # type: ignore[attr-defined]
        ahead = [("", _("All")), ("open", _("Money still to come")), ("settled", _("Nothing to come"))]
        self.fields["state"].choices = [*ahead, *states]  # type: ignore[attr-defined]
        if counties is None:
            del self.fields["county"]
        else:
            self.fields["county"].queryset = counties  # type: ignore[attr-defined]


class TransferFilter(FilterForm):
    """Narrows the queue."""

    state = forms.CharField(widget=forms.HiddenInput)
    sort = forms.CharField(widget=forms.HiddenInput)
    q = forms.CharField(label=_("Payer, remark, amount, last digits"), max_length=60)
    county = forms.ModelChoiceField(label=_("County"), queryset=Division.objects.none(), empty_label=_("All"))
    reason = forms.ChoiceField(label=_("Why it waits"))

    def __init__(self, data: Any = None, *, counties: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        fields: Any = self.fields
        fields["county"].queryset = counties
        fields["reason"].choices = [("", _("All")), *KINDS_OF_DOUBT.items()]

    @property
    def is_narrowed(self) -> bool:
        """Whether words, a county or a reason narrow the list; its state and order do not."""
        return any(self.chosen(name) for name in ("q", "county", "reason"))


class StatementForm(Form):
    """A bank's export."""

    file = forms.FileField(
        label=_("Statement"),
        help_text=_("The account details as the bank exports them: .xlsx, .xls, .csv, MT940 or CAMT.053, as they are. You see what was read before anything is stored."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv,.txt,.ods,.sta,.mt940,.940,.xml"}),
    )  # fmt: skip


class VersionForm(Form):
    """The version of the line that the clerk saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ShareForm(VersionForm):
    """One bill gets a share of the line."""

    bill = forms.CharField(widget=forms.HiddenInput, max_length=22)
    amount = YuanField(label=_("Amount"))


class SetAsideForm(VersionForm):
    """Why a line is nobody's bill."""

    why = forms.ChoiceField(label=_("Reason"), choices=SetAside.Why.choices)
    note = forms.CharField(label=_("Note"), max_length=200, required=False)


class HandOverForm(VersionForm):
    """Which programme a transfer is for."""

    programme = forms.ModelChoiceField(
        label=_("Programme"), queryset=Programme.objects.none(), to_field_name="code", empty_label=None
    )

    def __init__(self, *args: Any, programmes: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["programme"].queryset = programmes  # type: ignore[attr-defined]


class AskForm(VersionForm):
    """Which bill's school is asked, and what the clerk adds."""

    bill = forms.CharField(widget=forms.HiddenInput, max_length=22)
    words = forms.CharField(label=_("Note"), max_length=200, required=False)


class AnswerForm(Form):
    """A school's answer."""

    answer = forms.ChoiceField(
        label=_("Your answer"), choices=[(str(a.value), a.label) for a in (Answer.YES, Answer.NO)], widget=forms.RadioSelect,
    )  # fmt: skip
    said = forms.CharField(
        label=_("Note"), max_length=200, required=False, help_text=_("For which school else, how many people, what went wrong."),
    )  # fmt: skip
    file = forms.FileField(
        label=_("Voucher"), required=False, help_text=_("A photo or PDF of the bank’s voucher, if you have it at hand."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.xlsx,.docx"}),
    )  # fmt: skip


class RefundForm(VersionForm):
    """How much of a line goes back, why, and to which account."""

    amount = YuanField(label=_("Amount"))
    why = forms.ChoiceField(label=_("Reason"), choices=Refund.Why.choices)
    note = forms.CharField(label=_("Note"), max_length=200, required=False)
    to_name = forms.CharField(label=_("Account name"), max_length=200)
    to_account = forms.CharField(label=_("Account number"), max_length=40)
    to_bank = forms.CharField(label=_("Bank"), max_length=200, required=False)


class WriteOffForm(Form):
    """How much of a bill is asked for no longer, and why."""

    amount = YuanField(label=_("Amount"))
    why = forms.ChoiceField(label=_("Reason"), choices=WriteOff.Why.choices)
    note = forms.CharField(label=_("Note"), max_length=200, required=False)


class SecondRemittanceForm(Form):
    """Why a further transfer came."""

    line = forms.CharField(widget=forms.HiddenInput, max_length=22)
    why = forms.ChoiceField(label=_("Reason"), choices=SecondRemittance.Why.choices)
    words = forms.CharField(label=_("Note"), max_length=200, required=False)


class PayerForm(Form):
    """Why the payer changes."""

    reason = forms.CharField(
        label=_("Reason"), max_length=200, help_text=_("For example: the county’s finance office pays for all schools together.")
    )  # fmt: skip


class PaidForm(Form):
    """What proves that a refund was paid."""

    proof = forms.ModelChoiceField(
        label=_("Outgoing line of the bank"), queryset=BankLine.objects.none(), required=False,
        empty_label=_("The statement is not there yet"),
    )  # fmt: skip
    words = forms.CharField(label=_("Number of the voucher"), max_length=200, required=False)

    def __init__(self, *args: Any, proofs: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["proof"]
        field.queryset, field.label_from_instance = proofs, _as_proof


def _as_proof(line: BankLine) -> str:
    return f"{line.booked_at.astimezone(ZONE):%Y-%m-%d} · {line.payer_name} · {shown(line.amount)}"
