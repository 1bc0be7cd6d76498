"""Sharing one transfer out over several schools."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.billing.models import BankLine, LineStanding
from xingtan.billing.school_list import as_text
from xingtan.billing.splitting import SplitRows
from xingtan.billing.views.deciding import book, decided, kept
from xingtan.foundation.errors import Refusal
from xingtan.foundation.sheets import read_workbook


@require_http_methods(["GET", "POST"])
@admits(Kind.FINANCE, line=BankLine)
def split(request: ActingRequest, line: BankLine) -> HttpResponse:
    """Share one transfer out over several schools, by hand or by a county's list; what was typed is kept throughout."""
    standing = LineStanding.objects.select_related("line", "programme").get(pk=line.pk)
    listed, trouble = _uploaded(request)
    rows = SplitRows(standing, request.acting, request.POST, listed)
    if request.method == "POST" and "save" in request.POST and rows.is_valid():
        return decided(
            request, line, lambda: book(request, line, rows.version, rows.shares),
            lambda refusal: _again(request, line, rows, refusal),
        )  # fmt: skip
    context = {"standing": standing, "line": line, "rows": rows, "trouble": trouble}
    return render(request, "billing/split.html", context, status=400 if rows.errors or trouble else 200)


def _uploaded(request: ActingRequest) -> tuple[str | None, str]:
    """The text of an uploaded list, and why it cannot be read; None where none was chosen."""
    file = request.FILES.get("file")
    if file is None or "read" not in request.POST:
        return None, ""
    try:
        book = read_workbook(file.read(), name=file.name or "")
    except Refusal as refusal:
        return None, str(refusal)
    listed = as_text(row for sheet in book.visible for row in sheet.rows)
    return (listed, "") if listed.strip() else (None, _("Nothing is written in this file."))


def _again(request: ActingRequest, line: BankLine, rows: SplitRows, refusal: Refusal) -> HttpResponse:
    """The split as it was typed, against the line as it stands now."""
    standing = LineStanding.objects.select_related("line").get(pk=line.pk)
    rows.standing, rows.version = standing, standing.version
    context = {"standing": standing, "line": line, "rows": rows, "kept": kept(standing, refusal)}
    return render(request, "billing/split.html", context, status=409)
