"""A programme as everybody may read it, and as staff see how it is set."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from xingtan.accounts.access import ActingRequest, admits, public
from xingtan.accounts.models import PROVIDER, Kind
from xingtan.foundation import clock
from xingtan.programmes import queries, rules
from xingtan.programmes.models import Programme

SEES_PAYEE = (Kind.FINANCE, Kind.PROVIDER_MANAGER, Kind.AUDITOR, Kind.CITY_SUPERVISOR)


@public
@require_GET
def programme(request: HttpRequest, programme: str = "") -> HttpResponse:
    """Dates, fee, account, themes and duties: the one looked at, or the one of the address."""
    chosen: Programme | None = request.programme  # type: ignore[attr-defined]  # set by the middleware
    found = queries.programme_of_code(programme) if programme else chosen
    if found is None:
        raise Http404
    context = {
        "programme": found,
        "term_days": rules.term_days(found.calendar),
        "holidays": found.calendar.holidays,
        "tracks": found.tracks.all(),
        "today": clock.today(),
        "keeps_money": getattr(getattr(request, "acting", None), "kind", "") in SEES_PAYEE and found == chosen,
    }
    return render(request, "programmes/programme.html", context)


@require_GET
@admits(Kind.CITY_SUPERVISOR, *PROVIDER, programme=Programme)
def readings(request: ActingRequest, programme: Programme) -> HttpResponse:
    """How this programme reads the doubtful clauses of its notice (A01–A26)."""
    context = {"programme": programme, "rows": queries.reading_rows(programme)}
    return render(request, "programmes/readings.html", context)
