"""Proving that a roster says of itself what its rows say."""

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import Coalesce

from xingtan.foundation.proofs import Breach
from xingtan.rosters.models import Roster


def roster_breaches() -> list[Breach]:
    """Rosters whose counts are not those of their rows; one query."""
    counted = Roster.objects.annotate(rows_there=Count("rows"), cells_to_mend=Coalesce(Sum("rows__problem_count"), 0))
    wrong = counted.filter(~Q(rows_there=F("teachers")) | ~Q(cells_to_mend=F("open_problems")))
    return [
        Breach("roster_counts", f"rosters.roster:{public_id}")
        for public_id in wrong.values_list("public_id", flat=True)
    ]
