"""The question bank: its list, a question with its versions, writing one, and files of many."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind as Posts
from xingtan.courses import question_files
from xingtan.courses.actions import questions as actions
from xingtan.courses.forms.questions import QuestionFilter, QuestionForm, QuestionUpload, StateForm, TakeForm
from xingtan.courses.models.questions import BankQuestion, QuestionFile
from xingtan.courses.queries import questions as queries
from xingtan.courses.question_words import told
from xingtan.courses.questions.content import Kind, from_data
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.programmes.models import Programme
from xingtan.ui.forms import Form
from xingtan.ui.lists import address, page_of, sorting_of

EDITORS = (Posts.CONTENT_EDITOR, Posts.ACADEMIC, Posts.PROVIDER_MANAGER)
"""Who keeps the bank."""
COLUMNS = {"text": "text", "category": "category__path", "kind": "kind", "difficulty": "difficulty", "state": "state", "changed": "changed_at"}  # fmt: skip


def _programme(request: ActingRequest) -> Programme:
    if request.programme is None:
        raise Http404
    return request.programme  # type: ignore[no-any-return]


@require_GET
@admits(*EDITORS)
def index(request: ActingRequest) -> HttpResponse:
    """The bank, filtered and sorted; as a workbook or as GIFT when asked for."""
    programme = _programme(request)
    categories = queries.categories_of(programme)
    filters = QuestionFilter(request.GET, categories=categories)
    bank = queries.bank_within(request.acting, programme)
    rows = queries.narrowed_questions(bank, **{name: filters.chosen(name) for name in filters.fields})
    sorting = sorting_of(request, COLUMNS, default="-changed")
    listed = sorting.applied_to(rows)
    form = request.GET.get("export", "")
    if form in {"xlsx", "gift"}:
        questions = queries.whole_questions(listed)
        actions.note_question_export(programme=programme, count=len(questions), form=form, by=request.acting)
        return (question_files.as_workbook if form == "xlsx" else question_files.as_gift)(questions)
    context = {"filters": filters, "sorting": sorting, "page": page_of(request, listed)}
    context["gift_href"] = address(request.GET, export="gift", page=None)
    return render(request, "courses/questions.html", context)


@require_POST
@admits(*EDITORS)
def set_state(request: ActingRequest) -> HttpResponse:
    """Approve the questions ticked, make them drafts, or set them aside."""
    form = StateForm(request.POST)
    chosen = queries.bank_within(request.acting, _programme(request)).filter(
        public_id__in=request.POST.getlist("question")
    )
    if not form.is_valid() or not chosen:
        messages.error(request, _("No question was ticked. Nothing was changed."), extra_tags="stop")
        return redirect(_list_again(request))
    count = actions.set_question_state(
        questions=chosen, state=form.cleaned_data["state"], by=request.acting, now=clock.now()
    )
    said = ngettext("%(count)s question changed.", "%(count)s questions changed.", count) % {"count": count}
    messages.success(request, said, extra_tags="ok")
    return redirect(_list_again(request))


def _list_again(request: ActingRequest) -> str:
    """The list as it was filtered."""
    return f"{reverse('questions:questions')}?{request.GET.urlencode()}"


@require_GET
@admits(*EDITORS, question=BankQuestion)
def question(request: ActingRequest, question: BankQuestion) -> HttpResponse:
    """A question as learners see it, its answer, and every version."""
    versions = queries.versions_of_question(question)
    asked = from_data(
        versions[0].content,
        category=question.category.path if question.category else "",
        difficulty=question.difficulty,
    )
    context = {"question": question, "asked": asked, "versions": versions}
    return render(request, "courses/question.html", context)


@require_http_methods(["GET", "POST"])
@admits(*EDITORS)
def write(request: ActingRequest) -> HttpResponse:
    """A new question of the kind chosen."""
    programme, kind = _programme(request), _kind(request.GET.get("kind", ""))
    form = QuestionForm(request.POST or None, kind=kind)
    if _kept(form, lambda: _write(request, programme, form)):
        messages.success(request, _("Kept as a draft. Approve it, then quizzes can ask it."), extra_tags="ok")
        return redirect("questions:questions")
    return _form_page(request, form, programme, {"kinds": BankQuestion.Kind, "kind": kind})


def _write(request: ActingRequest, programme: Programme, form: QuestionForm) -> object:
    return actions.write_question(programme=programme, question=form.question(), by=request.acting, now=clock.now())


def _kind(said: str) -> Kind:
    return Kind(said) if said in set(Kind) else Kind.SINGLE


@require_http_methods(["GET", "POST"])
@admits(*EDITORS, question=BankQuestion)
def edit(request: ActingRequest, question: BankQuestion) -> HttpResponse:
    """A question kept anew; what was asked before stays as a version."""
    path = question.category.path if question.category else ""
    standing = from_data(
        queries.versions_of_question(question)[0].content, category=path, difficulty=question.difficulty
    )
    form = QuestionForm(request.POST or None, kind=standing.kind, standing=standing, seen=question.version)
    if _kept(form, lambda: _change(request, question, form)):
        messages.success(request, _("Saved. Quizzes begun from now on ask the new version."), extra_tags="ok")
        return redirect("questions:question", question=question.public_id)
    return _form_page(request, form, question.programme, {"question": question})


def _change(request: ActingRequest, question: BankQuestion, form: QuestionForm) -> object:
    seen = form.cleaned_data["seen"] or 0
    return actions.change_question(
        row=question, question=form.question(), seen=seen, by=request.acting, now=clock.now()
    )


def _kept(form: Form, write: Callable[[], object]) -> bool:
    """Whether a sent form could be carried out; what is refused stands at the form."""
    if not form.is_bound or not form.is_valid():
        return False
    try:
        write()
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    return True


def _form_page(request: ActingRequest, form: QuestionForm, programme: Programme, more: dict[str, Any]) -> HttpResponse:
    context = {"form": form, "categories": queries.categories_of(programme), **more}
    return render(request, "courses/question_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@admits(*EDITORS)
def files(request: ActingRequest) -> HttpResponse:
    """Upload a file of questions, and those uploaded so far."""
    programme = _programme(request)
    form = QuestionUpload(request.POST or None, request.FILES or None)
    if form.is_bound and form.is_valid():
        try:
            return redirect("questions:question_file", file=_read(request, programme, form).public_id)
        except Refusal as refusal:
            form.refuse(refusal)
    context = {"form": form, "page": page_of(request, queries.question_files(request.acting, programme))}
    return render(request, "courses/question_files.html", context, status=422 if form.errors else 200)


def _read(request: ActingRequest, programme: Programme, form: QuestionUpload) -> QuestionFile:
    upload = form.cleaned_data["file"]
    reading = question_files.read_question_file(upload.read(), upload.name)
    return actions.keep_question_file(
        programme=programme, name=upload.name, reading=reading, by=request.acting, now=clock.now()
    )


@require_http_methods(["GET", "POST"])
@admits(*EDITORS, file=QuestionFile)
def question_file(request: ActingRequest, file: QuestionFile) -> HttpResponse:
    """What was read from a file and every problem; then take its questions over."""
    form = TakeForm(request.POST) if request.method == "POST" else TakeForm()
    if request.method == "POST" and form.is_valid() and _kept(form, lambda: _take(request, file, form)):
        file.refresh_from_db()
        messages.success(request, _taken(file), extra_tags="ok")
        return redirect("questions:question_file", file=file.public_id)
    problems = [
        {"file": name, "place": place, "sentence": told(code, facts)} for name, place, code, facts in file.problems
    ]
    found = [{"place": place, "asked": from_data(data, category=path, difficulty=level)} for place, data, path, level in file.found]  # fmt: skip
    context = {"file": file, "form": form, "problems": page_of(request, problems, per=200), "found": found[:20], "found_count": len(found)}  # fmt: skip
    return render(request, "courses/question_file.html", context, status=422 if form.errors else 200)


def _take(request: ActingRequest, file: QuestionFile, form: TakeForm) -> object:
    only_good = form.cleaned_data["only_good"]
    return actions.take_question_file(file=file, only_good=only_good, by=request.acting, now=clock.now())


def _taken(file: QuestionFile) -> str:
    known = len(file.found) - file.added
    said = ngettext("%(count)s question was added as a draft.", "%(count)s questions were added as drafts.", file.added)
    more = ngettext(
        " %(count)s stood in the bank already.", " %(count)s stood in the bank already.", known
    ) if known else ""  # fmt: skip
    return said % {"count": file.added} + (more % {"count": known} if known else "")


@require_GET
@admits(*EDITORS)
def template(request: ActingRequest) -> HttpResponse:  # noqa: ARG001 - the same for everybody
    """The spreadsheet to fill in, with a row of each kind."""
    return question_files.template()
