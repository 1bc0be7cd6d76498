"""Asking about the collecting account and how it changed."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from xingtan.accounts.models import Kind, Post
from xingtan.foundation.proofs import Breach
from xingtan.programmes.models import PayeeChange, PayeeChangeStep, Programme
from xingtan.programmes.payee_words import KINDS, STATES
from xingtan.programmes.rules.payee import PayeeState

OPEN = (PayeeState.ASKED, PayeeState.WAITING)


@dataclass(frozen=True)
class Shown:
    """A change as the page shows it; what it does not say itself, its row says."""

    row: PayeeChange
    may_decide: bool

    def __getattr__(self, name: str) -> Any:
        return getattr(self.row, name)

    @property
    def standing(self) -> PayeeState:
        """Its state."""
        return PayeeState(self.row.state)  # type: ignore[attr-defined]

    @property
    def is_open(self) -> bool:
        """Whether it may still come about."""
        return self.standing in OPEN

    @property
    def word(self) -> str:
        """Its state in words."""
        return str(STATES[self.standing])

    @property
    def badge(self) -> str:
        """The kind of its badge."""
        return KINDS[self.standing]

    @property
    def sides(self) -> list[tuple[str, str, str]]:
        """Each part of the account, as it was and as it is to be."""
        old, new = self.row.old, self.row.new
        return [
            (_("Account name"), old.name, new.name),
            (_("Account number"), old.account, new.account),
            (_("Bank"), old.bank, new.bank),
            (_("Bank code"), old.bank_code, new.bank_code),
        ]


def payee_changes(programme: Programme, post: Post) -> list[Shown]:
    """Every change of the account, the latest first."""
    rows = PayeeChange.objects.within(post).filter(programme=programme).with_state()
    decides = post.kind in {Kind.FINANCE, Kind.PROVIDER_MANAGER}
    return [
        Shown(row, decides and row.state == PayeeState.ASKED and row.asker_id != post.account_id)
        for row in rows.prefetch_related("steps").order_by("-asked_at", "-pk")
    ]


def payee_changes_to_decide(programme: Programme, post: Post) -> list[Shown]:
    """Changes that another person asked for and this post may decide."""
    return [change for change in payee_changes(programme, post) if change.may_decide]


def payee_breaches() -> list[Breach]:
    """What is wrong with accounts: one nobody approved, one person in two parts, hours that had not run."""
    found = []
    for programme in Programme.objects.all():
        steps = PayeeChangeStep.objects.filter(change__programme=programme, kind="in_force").select_related("change")
        last = steps.order_by("-pk").first()
        if last and last.change.new != programme.payee:
            found.append(Breach("payee", programme.code))
        first = PayeeChange.objects.filter(programme=programme).order_by("pk").first()
        if first and not last and first.old != programme.payee:
            found.append(Breach("payee", programme.code))
    for step in PayeeChangeStep.objects.select_related("change").prefetch_related("change__steps"):
        if step.kind in {"approved", "refused"} and step.person_id == step.change.asker_id:
            found.append(Breach("payee_by_one", step.change.public_id))
        if step.kind == "in_force" and not any(
            other.kind == "approved" and other.effective_at and other.effective_at <= step.at
            for other in step.change.steps.all()
        ):
            found.append(Breach("payee_too_early", step.change.public_id))
    return found
