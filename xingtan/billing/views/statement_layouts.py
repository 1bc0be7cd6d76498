"""A statement whose columns nobody knows: a clerk says once what they hold."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.billing import actions
from xingtan.billing.layout_form import LayoutForm, Rows, rows_to_choose
from xingtan.billing.models import StatementLayout, StatementUpload
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal


@require_http_methods(["GET", "POST"])
@admits(Kind.FINANCE, upload=StatementUpload)
def statement_layout(request: ActingRequest, upload: StatementUpload) -> HttpResponse:
    """First choose the row that names the columns, then say what each column holds."""
    sheet = actions.sheet_of(upload)
    if sheet is None:
        raise Http404
    row = _chosen(request, sheet.rows)
    if row is None:
        return render(request, "billing/layout_row.html", {"upload": upload, "rows": rows_to_choose(sheet.rows)})
    form = LayoutForm(request.POST or None, rows=sheet.rows, row=row)
    if request.method == "POST" and form.is_valid() and _is_kept(request, upload, sheet.rows[row], form):
        return redirect("billing:statement_preview", upload=upload.public_id)
    status = 400 if form.errors else 200
    return render(request, "billing/layout.html", {"upload": upload, "form": form, "row": row + 1}, status=status)


def _chosen(request: ActingRequest, rows: Rows) -> int | None:
    text = request.GET.get("row", "")
    return int(text) if text.isdecimal() and int(text) < len(rows) else None


def _is_kept(request: ActingRequest, upload: StatementUpload, header: Sequence[Any], form: LayoutForm) -> bool:
    """Whether the layout was kept and the file can be read with it; else the form says what is missing."""
    programme, post = upload.programme, request.acting
    try:
        actions.remember_layout(programme=programme, header=header, meanings=form.meanings, by=post, now=clock.now())
        actions.prepare_statement(programme=programme, content=actions.content_of(upload), name=upload.name)
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    messages.success(request, _("Kept. The next file with these columns is read without asking."))
    return True


@require_POST
@admits(Kind.FINANCE, layout=StatementLayout)
def layout_forget(request: ActingRequest, layout: StatementLayout) -> HttpResponse:
    """Forget what was said of a header."""
    actions.forget_layout(layout=layout, by=request.acting)
    messages.success(request, _("Forgotten. A file with these columns is asked about again."))
    return redirect("billing:statements")
