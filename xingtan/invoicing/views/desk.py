"""Finance's way with the tax platform: terms, template, workbook out, results back."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.foundation.tasks import start
from xingtan.invoicing import actions, jobs, queries
from xingtan.invoicing.exports import XLSX
from xingtan.invoicing.forms import FileForm, ResultsForm, TermsForm
from xingtan.invoicing.models import Batch, ResultUpload
from xingtan.invoicing.views.own import READERS
from xingtan.ui.lists import page_of


@require_POST
@admits(Kind.FINANCE)
def request_all(request: ActingRequest) -> HttpResponse:
    """Ask for every paid bill whose school has confirmed its details."""
    count = actions.request_all_paid(programme=request.programme, by=request.acting, now=clock.now())
    messages.success(request, _("%(count)s invoices asked for.") % {"count": count})
    return redirect("invoicing:index")


@require_http_methods(["GET", "POST"])
@admits(Kind.FINANCE)
def terms(request: ActingRequest) -> HttpResponse:
    """Item, tax code and rate from a day on; set by the accountant, never guessed."""
    form = TermsForm(request.POST or None, initial={"valid_from": clock.today()})
    if request.method == "POST" and form.is_valid():
        typed = dict(form.cleaned_data)
        day = typed.pop("valid_from")
        actions.set_terms(programme=request.programme, valid_from=day, terms=typed, by=request.acting, now=clock.now())
        messages.success(request, _("Stored; in force from that day."))
        return redirect("invoicing:terms")
    current = queries.terms_on(request.programme, clock.today())
    context = {"form": form, "rows": queries.terms_of(request.programme)[:20], "current": current}
    return render(request, "invoicing/terms.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@admits(Kind.FINANCE)
def template(request: ActingRequest) -> HttpResponse:
    """The platform's own template, as it is downloaded there."""
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        content, name = form.cleaned_data["file"].read(), form.cleaned_data["file"].name
        try:
            actions.keep_template(
                programme=request.programme, content=content, name=name, by=request.acting, now=clock.now()
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Taken: this template is used from now on."))
            return redirect("invoicing:template")
    context = {"form": form, "current": queries.template_of(request.programme)}
    return render(request, "invoicing/template.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@admits(Kind.FINANCE)
def batches(request: ActingRequest) -> HttpResponse:
    """Workbooks made, and making the next one of the requests that wait."""
    if request.method == "POST":
        batch = actions.make_batch(programme=request.programme, by=request.acting, now=clock.now())
        words = _("Workbook %(number)s is made. Please download it and import it at the tax platform.")
        messages.success(request, words % {"number": batch.number})
        return redirect("invoicing:batches")
    rows = queries.batches_of(request.programme, request.acting)
    context = {"page": page_of(request, rows), "waiting": queries.waiting_requests(request.programme).count()}
    return render(request, "invoicing/batches.html", context)


@require_GET
@admits(Kind.FINANCE, batch=Batch)
def batch_file(request: ActingRequest, batch: Batch) -> FileResponse:  # noqa: ARG001 - Django's signature
    """The workbook as it was made."""
    if not batch.file.storage.exists(str(batch.file.name)):
        raise Http404
    name = _("invoices-%(number)s.xlsx") % {"number": batch.number}
    return FileResponse(batch.file.open("rb"), as_attachment=True, filename=name, content_type=XLSX)


@require_http_methods(["GET", "POST"])
@admits(Kind.FINANCE)
def results(request: ActingRequest) -> HttpResponse:
    """What came back, and bringing more; read in the background."""
    form = ResultsForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("desks:run", run=_begun(request, form.cleaned_data["file"]).public_id)
        except Refusal as refusal:
            form.refuse(refusal)
    page = page_of(request, queries.results_of(request.programme, request.acting))
    return render(request, "invoicing/results.html", {"form": form, "page": page}, status=422 if form.errors else 200)


def _begun(request: ActingRequest, file: Any) -> Any:
    upload = actions.keep_results(
        programme=request.programme, content=file.read(), name=file.name, by=request.acting, now=clock.now()
    )
    return start(
        jobs.read_results, title=_("Filing %(name)s") % {"name": upload.file_name}, owner=request.user.public_id,
        language=get_language() or "zh-hans", upload=upload.pk, post=request.acting.pk,
    )  # fmt: skip


@require_GET
@admits(*READERS, upload=ResultUpload)
def result(request: ActingRequest, upload: ResultUpload) -> HttpResponse:
    """What became of each file of an upload; those not taken first."""
    items = upload.items.select_related("request__bill__school").order_by("-outcome", "position")
    return render(request, "invoicing/result.html", {"upload": upload, "page": page_of(request, items)})
