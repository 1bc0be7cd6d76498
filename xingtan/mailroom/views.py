"""The clerk's queue of mails, and one mail."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.scopes import within
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.mailroom import actions, queries
from xingtan.mailroom.actions.answering import is_answerable
from xingtan.mailroom.forms import AssignForm, DismissForm, LetterFilter
from xingtan.mailroom.models import Enclosure, Letter
from xingtan.organisations.models import Division
from xingtan.outbox.mailboxes import account_from_settings
from xingtan.rosters.queries import BRINGERS, mailbox_of
from xingtan.ui.lists import page_of

State = Letter.State
QUEUES: dict[str, tuple[str, ...]] = {
    "waiting": (State.WAITING,),
    "taken": (State.TAKEN,),
    "answered": (State.ANSWERED,),
    "filed": (State.FILED, State.DISMISSED, State.NEW),
}


@require_GET
@admits(*queries.CLERKS)
def index(request: ActingRequest) -> HttpResponse:
    """The mails in one state, those that wait first of all."""
    if request.programme is None:
        return render(request, "mailroom/no_programme.html")
    divisions = within(Division.objects.filter(kind=Division.Kind.COUNTY), request.acting)
    filters = LetterFilter(request.GET, counties=list(divisions.values_list("code", "name")))
    queue = request.GET.get("state", "waiting")
    chosen = {name: filters.chosen(name) if name in filters.fields else None for name in ("county", "text")}
    rows = queries.letters_within(request.acting, request.programme)
    account = account_from_settings()
    context = {
        "page": page_of(request, queries.filtered(rows, states=QUEUES.get(queue, QUEUES["waiting"]), **chosen)),
        "filters": filters,
        "queue": queue,
        "tabs": _tabs(request, queue),
        "address": mailbox_of(request.programme),
        "is_on": account is not None,
        "failing": queries.failing_mailbox(account.name) if account else None,
    }
    return render(request, "mailroom/index.html", context)


def _tabs(request: ActingRequest, current: str) -> list[dict[str, Any]]:
    counts = queries.counts_by_state(request.acting, request.programme)
    words = {
        "waiting": pgettext("mails", "To decide"),
        "taken": _("Mail taken in"),
        "answered": _("Sent back to the sender"),
        "filed": _("Filed"),
    }
    return [
        {
            "name": name,
            "word": words[name],
            "is_current": name == current or (current not in QUEUES and name == "waiting"),
            "count": sum(counts.get(state, 0) for state in states),
        }
        for name, states in QUEUES.items()
    ]


@require_GET
@admits(*queries.CLERKS, letter=Letter)
def letter(request: ActingRequest, letter: Letter) -> HttpResponse:
    """One mail: who wrote what, what was recognised and why, and what can be done."""
    return page(request, letter)


def page(request: ActingRequest, letter: Letter, *, status: int = 200, **forms: Any) -> HttpResponse:
    """The page of a mail; ``forms`` are those that were sent and have something to say."""
    words = request.GET.get("q", "").strip()
    sheets = queries.enclosures_of(letter)
    context = {
        "letter": letter,
        "sheets": [_choice(request, each, words) for each in sheets],
        "waits": any(each.state == Enclosure.State.WAITING for each in sheets),
        "steps": list(queries.steps_of(letter)),
        "answers": queries.answers_of(letter),
        "words": words,
        "may_bring": request.acting.kind in BRINGERS,
        "dismiss_form": DismissForm(),
        "may_answer": letter.state != State.NEW and is_answerable(letter, clock.now()),
        **forms,
    }
    return render(request, "mailroom/letter.html", context, status=status)


def _choice(request: ActingRequest, sheet: Enclosure, words: str) -> dict[str, Any]:
    """A file, and when it waits the schools it may be given to: those recognised, and those searched for."""
    waits = sheet.state == Enclosure.State.WAITING and sheet.letter.is_open
    offered = [sheet.school] if sheet.school else list(sheet.candidates.all())
    found = queries.schools_offered(request.acting, words) if waits and words else []
    return {
        "sheet": sheet,
        "waits": waits,
        "offered": offered if waits else [],
        "found": found,
        "holds_many": waits and sheet.holds_many,
    }


@require_POST
@admits(*queries.CLERKS, letter=Letter)
def assign(request: ActingRequest, letter: Letter, position: int) -> HttpResponse:
    """Give a waiting sheet to a school."""
    form = AssignForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            roster = actions.assign(
                letter=letter, position=position, school_code=given["school"], remember=given["remember"],
                replace=given["replace"], by=request.acting, now=clock.now(),
            )  # fmt: skip
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            words = _("Taken in as a draft of %(school)s. The sender has been answered where that is possible.")
            messages.success(request, words % {"school": roster.school.registered_name})
            return redirect("mailroom:letter", letter=letter.public_id)
    letter.refresh_from_db()
    return page(request, letter, status=422, assign_form=form, assigning=position)


@require_POST
@admits(*BRINGERS, letter=Letter)
def bring_all(request: ActingRequest, letter: Letter, position: int) -> HttpResponse:
    """Bring in all the schools of a waiting sheet."""
    bundle = actions.bring_all(letter=letter, position=position, by=request.acting, now=clock.now())
    messages.success(request, _("The sheet is being read. Its sender is answered with what was read of each school."))
    return redirect("rosters:bundle", bundle=bundle.public_id)


@require_POST
@admits(*queries.CLERKS, letter=Letter)
def give_voucher(request: ActingRequest, letter: Letter, position: int) -> HttpResponse:
    """Give a waiting voucher to the bill of a school."""
    form = AssignForm(request.POST)
    if form.is_valid():
        code = form.cleaned_data["school"]
        try:
            bill = actions.give_voucher(
                letter=letter, position=position, school_code=code, by=request.acting, now=clock.now()
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            words = _("The voucher was given to the bill of %(school)s. The sender has been answered where possible.")
            messages.success(request, words % {"school": bill.school.registered_name})
            return redirect("mailroom:letter", letter=letter.public_id)
    letter.refresh_from_db()
    return page(request, letter, status=422, assign_form=form)


@require_POST
@admits(*queries.CLERKS, letter=Letter)
def dismiss(request: ActingRequest, letter: Letter) -> HttpResponse:
    """Take a mail off the queue with a reason."""
    form = DismissForm(request.POST)
    if not form.is_valid():
        return page(request, letter, status=422, dismiss_form=form)
    actions.dismiss(letter=letter, reason=form.cleaned_data["reason"], by=request.acting, now=clock.now())
    messages.success(request, _("Dismissed. The mail stays here with your reason."))
    return redirect("mailroom:index")


@require_POST
@admits(*queries.CLERKS, letter=Letter)
def answer(request: ActingRequest, letter: Letter) -> HttpResponse:
    """Answer the sender once more, with how the mail stands now."""
    actions.answer_again(letter=letter, by=request.acting, now=clock.now())
    messages.success(request, _("The sender is answered with how the mail stands now."))
    return redirect("mailroom:letter", letter=letter.public_id)
