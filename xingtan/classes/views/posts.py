"""Which posts see and do what on these pages."""

from xingtan.accounts.access import ActingRequest
from xingtan.accounts.models import Kind
from xingtan.accounts.scopes import within
from xingtan.organisations.models import Division

COUNTY = (Kind.COUNTY_ADMIN, Kind.CITY_SUPERVISOR)
"""Who keeps classes; the city for the schools directly under it and where a county needs help."""
OVER = (*COUNTY, Kind.PROVIDER_MANAGER, Kind.ACADEMIC, Kind.MONITOR)
"""Who sees all classes of an area or a programme."""
GUIDES = (*COUNTY, Kind.TUTOR)
"""Who writes for a class."""
READERS = (*OVER, Kind.TUTOR)
"""Who sees a class from outside it."""


def counties_of(request: ActingRequest) -> list[tuple[str, str]]:
    """The areas that filters of this post offer: code and name."""
    if request.acting.kind == Kind.TUTOR:
        return []
    return [(each.code, each.name) for each in within(Division.objects.order_by("code"), request.acting)]
