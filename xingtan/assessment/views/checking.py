"""The public check of a certificate: what it says, and whether it still holds. No account, no identity number."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from xingtan.accounts.access import public
from xingtan.assessment import queries
from xingtan.assessment.forms import CheckForm
from xingtan.assessment.models import Certificate, Result
from xingtan.assessment.rules import read_certificate_number


@public
@require_GET
@never_cache
def check_form(request: HttpRequest) -> HttpResponse:
    """Check by number and name; someone who does not know both learns nothing, not even whether the number exists."""
    form = CheckForm(request.GET or None)
    if not form.is_bound or not form.is_valid():
        return render(request, "assessment/check_form.html", {"form": form})
    return _answer(request, queries.certificate_by_number(**form.cleaned_data), form)


@public
@require_GET
@never_cache
def certificate(request: HttpRequest, key: str) -> HttpResponse:
    """Check by the id in the QR code; a number in its place asks for the name as well."""
    if read_certificate_number(key):
        return render(request, "assessment/check_form.html", {"form": CheckForm(initial={"number": key})})
    return _answer(request, queries.certificate_by_id(key), CheckForm())


def _answer(request: HttpRequest, found: Certificate | None, form: CheckForm) -> HttpResponse:
    """The page of a genuine certificate; for all else one and the same answer."""
    if found is None or not queries.is_genuine(found):
        return render(request, "assessment/check_missing.html", {"form": CheckForm()}, status=404)
    return render(request, "assessment/check.html", {"certificate": found, **_shown(found), "form": form})


def _shown(found: Certificate) -> dict[str, Any]:
    said = found.said
    days = {key: date.fromisoformat(said[key]) for key in ("starts_on", "ends_on", "issued_on")}
    hours = {key: Decimal(said[key]) for key in ("online_hours", "school_based_hours")}
    result = Result.Outcome(said["result"]).label
    return {"said": {**said, **days, **hours, "hours": sum(hours.values())}, "result": result}
