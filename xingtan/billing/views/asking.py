"""A clerk asks a school about a transfer; the school answers."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.billing import actions, queries
from xingtan.billing.forms import AnswerForm, AskForm
from xingtan.billing.models import Answer, BankLine, Bill, Question
from xingtan.billing.views.deciding import decided, shown_again
from xingtan.foundation import clock
from xingtan.foundation.attachments import sound_attachment_of
from xingtan.foundation.errors import Refusal

SCHOOL = (Kind.SCHOOL_CONTACT, Kind.SCHOOL_HEAD)
READERS = (Kind.FINANCE, Kind.PROVIDER_MANAGER, Kind.AUDITOR)


@require_POST
@admits(Kind.FINANCE, line=BankLine)
def ask(request: ActingRequest, line: BankLine) -> HttpResponse:
    """Ask the school of a bill whether the transfer was its own."""
    form = AskForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Please choose the school that is to be asked."))
        return redirect("billing:transfer", line=line.public_id)
    given = form.cleaned_data
    bill = get_object_or_404(Bill.objects.within(request.acting).select_related("school"), public_id=given["bill"])
    return decided(
        request, line, lambda: _asked(request, line, bill, given["words"], given["version"]),
        lambda refusal: shown_again(request, line, refusal),
    )  # fmt: skip


def _asked(request: ActingRequest, line: BankLine, bill: Bill, words: str, version: int) -> str:
    actions.ask_school(line=line, bill=bill, words=words, version=version, by=request.acting, now=clock.now())
    return _("%(school)s is asked. The transfer comes back here with its answer.") % {"school": bill.school}


@require_http_methods(["GET", "POST"])
@admits(*SCHOOL, question=Question)
def question(request: ActingRequest, question: Question) -> HttpResponse:
    """“Was this your transfer?”: a school answers, with a photo of the voucher if it likes."""
    is_sent = request.method == "POST"
    form = AnswerForm(request.POST, request.FILES) if is_sent else AnswerForm()
    if is_sent and form.is_valid():
        try:
            _answered(request, question, form)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Thank you. The finance office sees your answer now."))
            return redirect("billing:question", question=question.public_id)
    context = {"question": question, "line": question.line, "form": form, "is_settled": queries.is_settled(question)}
    return render(request, "billing/question.html", context, status=422 if form.errors else 200)


def _answered(request: ActingRequest, question: Question, form: AnswerForm) -> None:
    given = form.cleaned_data
    file = given["file"]
    kept = sound_attachment_of(file.read(), file.name or "", kinds=actions.MAY_BE_SENT) if file else None
    actions.answer_question(
        question=question, answer=given["answer"], said=given["said"], file=kept, by=request.acting, now=clock.now()
    )


@require_POST
@admits(Kind.FINANCE, question=Question)
def question_end(request: ActingRequest, question: Question) -> HttpResponse:
    """No longer ask."""
    try:
        actions.take_back_question(question=question, by=request.acting, now=clock.now())
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("The school is no longer asked; the transfer is back in the queue."))
    return redirect("billing:transfer", line=question.line.public_id)


@require_GET
@admits(*READERS, *SCHOOL, question=Question)
def question_file(request: ActingRequest, question: Question) -> FileResponse:  # noqa: ARG001 - admits looked it up
    """What a school added to its answer, as a download."""
    if question.answer not in (Answer.YES, Answer.NO) or not question.file:
        raise Http404
    if not question.file.storage.exists(str(question.file.name)):
        raise Http404
    answer = FileResponse(question.file.open("rb"), as_attachment=True, filename=question.file_name)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
