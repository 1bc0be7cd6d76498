"""Which posts see and do what on these pages, and what every page asks first."""

from django.http import Http404

from xingtan.accounts.access import ActingRequest
from xingtan.accounts.models import Kind
from xingtan.enrolment.models import Enrolment
from xingtan.enrolment.queries import enrolment_of
from xingtan.programmes.models import Programme

SETTERS = (Kind.ACADEMIC, Kind.CONTENT_EDITOR)
"""Who sets homework and topics."""
MARKERS = (Kind.TUTOR, Kind.ACADEMIC)
"""Who marks: tutors their classes, academic affairs puts right."""
TALKERS = (Kind.LEARNER, Kind.TUTOR, Kind.ACADEMIC)
"""Who reads and writes in discussions."""
WATCHERS = (Kind.CITY_SUPERVISOR, Kind.COUNTY_ADMIN, Kind.PROVIDER_MANAGER, Kind.ACADEMIC, Kind.MONITOR)
"""Who sees how tutors keep up (R14)."""


def programme_at(request: ActingRequest) -> Programme:
    """The programme looked at; without one there is no such page."""
    if request.programme is None:
        raise Http404
    found: Programme = request.programme
    return found


def learner_at(request: ActingRequest, programme: Programme) -> Enrolment:
    """The enrolment of the learner who asks; none is as good as no page."""
    found = enrolment_of(programme, request.acting.account_id)
    if found is None:
        raise Http404
    return found
