"""What every page of funding asks first: which programme, which year, which place. Who opens them."""

from typing import Any, TypeVar

from django.http import Http404

from xingtan.accounts.access import ActingRequest
from xingtan.accounts.models import Kind
from xingtan.funding import queries
from xingtan.funding.forms import YearForm
from xingtan.funding.rules import Place
from xingtan.organisations.models import Division
from xingtan.organisations.rules import contains
from xingtan.programmes.models import Programme

OVER_COUNTIES = (Kind.CITY_SUPERVISOR, Kind.COUNTY_ADMIN)
OF_SCHOOL = (Kind.SCHOOL_HEAD, Kind.SCHOOL_CONTACT)
"""The institution's posts are not among them: wages and budgets are no business of whom the fee is paid to."""


def programme_of(request: ActingRequest) -> Programme:
    """The programme looked at; 404 without one."""
    if request.programme is None:
        raise Http404
    found: Programme = request.programme
    return found


def year_asked(request: ActingRequest, programme: Programme) -> int:
    """The year of the address or the form, the programme's own where it names none that can be declared."""
    asked = request.POST if "year" in request.POST else request.GET
    form = YearForm(asked, years=queries.years_of(programme))
    return form.chosen("year") or queries.year_of(programme)


F = TypeVar("F", bound=YearForm)


def filter_of(request: ActingRequest, programme: Programme, form: type[F]) -> F:
    """A filter that shows the year looked at, also where the address names none."""
    data = request.GET.copy()
    data["year"] = str(year_asked(request, programme))
    return form(data, years=queries.years_of(programme))


def checked(request: ActingRequest, division: Division) -> Programme:
    """The programme, where the division lies in its area."""
    programme = programme_of(request)
    if not contains(programme.owner_division_id, division.code):
        raise Http404
    return programme


def norms_of(programme: Programme, place: Place, year: int) -> dict[str, Any]:
    """The norm, and where the money is booked, for the foot of a page."""
    known = queries.norms()
    return {
        "norm": queries.norm_of(programme, place, year),
        "sources_document": known.sources_document,
        "sources_words": known.sources_words,
    }
