"""Statements: upload, look at what was read, import."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.billing import actions, jobs, queries
from xingtan.billing.errors import NoStatementHeader
from xingtan.billing.forms import StatementForm
from xingtan.billing.models import StatementUpload
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.foundation.tasks import start
from xingtan.ui.lists import page_of

SHOWN_LINES = 20


@require_GET
@admits(Kind.FINANCE, Kind.PROVIDER_MANAGER, Kind.AUDITOR)
def statements(request: ActingRequest) -> HttpResponse:
    """What was imported, when and by whom."""
    rows = queries.statements_of(request.programme, request.acting)
    context = {
        "page": page_of(request, rows),
        "may_import": request.acting.kind == Kind.FINANCE,
        "layouts": queries.layouts_shown(request.programme, request.acting),
    }
    return render(request, "billing/statements.html", context)


@require_http_methods(["GET", "POST"])
@admits(Kind.FINANCE)
def statement_upload(request: ActingRequest) -> HttpResponse:
    """Take a file, read it, and go on to look at it; what cannot be read is said beside the field."""
    form = StatementForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        content, programme = file.read(), request.programme
        keep = partial(actions.keep_upload, programme=programme, content=content, name=file.name)
        try:
            actions.prepare_statement(programme=programme, content=content, name=file.name)
        except NoStatementHeader as refusal:
            if actions.can_be_explained(content, file.name):
                upload = keep(by=request.acting, now=clock.now())
                return redirect("billing:statement_layout", upload=upload.public_id)
            form.refuse(refusal)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            upload = keep(by=request.acting, now=clock.now())
            return redirect("billing:statement_preview", upload=upload.public_id)
    return render(request, "billing/statement_upload.html", {"form": form}, status=400 if form.errors else 200)


@require_GET
@admits(Kind.FINANCE, upload=StatementUpload)
def statement_preview(request: ActingRequest, upload: StatementUpload) -> HttpResponse:
    """What was read from a file, before anything of it is stored."""
    content = actions.content_of(upload)
    prepared = actions.prepare_statement(programme=upload.programme, content=content, name=upload.name)
    read = prepared.read
    context = {
        "upload": upload,
        "read": read,
        "lines": read.lines[:SHOWN_LINES],
        "more": len(read.lines) - SHOWN_LINES,
        "overlap": actions.overlap_of(programme=upload.programme, prepared=prepared),
    }
    return render(request, "billing/statement_preview.html", context)


@require_POST
@admits(Kind.FINANCE, upload=StatementUpload)
def statement_import(request: ActingRequest, upload: StatementUpload) -> HttpResponse:
    """Start the import in the background."""
    run = start(
        jobs.import_uploaded,
        title=_("Importing %(name)s") % {"name": upload.name},
        owner=request.user.public_id,
        upload=upload.pk,
        post=request.acting.pk,
        is_sure=bool(request.POST.get("is_sure")),
    )
    messages.info(request, _("The import has begun; you may leave this page."))
    return redirect("desks:run", run=run.public_id)
