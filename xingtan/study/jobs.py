"""Looking for unusual sittings, beside the pages and never on the way of a progress message."""

from datetime import timedelta

from xingtan.foundation import clock
from xingtan.programmes.models import Programme
from xingtan.study import actions, queries
from xingtan.study.rules import unusual

LOOKED_BACK = timedelta(hours=60)
"""Two nights and the day between: a stretch through one night lies within it whole."""


def look_for_patterns() -> None:
    """Find what is unusual in programmes whose term is on, and keep it for the monitor. Run again it finds nothing new."""
    now = clock.now()
    for programme in Programme.objects.filter(term_ends_on__gte=(now - LOOKED_BACK).date()).order_by("pk"):
        sittings = queries.sittings_since(programme, now - LOOKED_BACK)
        actions.keep_patterns(found=unusual(sittings, queries.bounds_of(programme)), now=now)
