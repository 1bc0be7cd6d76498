"""Texts compared with one another: fingerprints kept, the likest found, passages noted for the tutor."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from xingtan.coursework.models import Comparison, Fingerprint, Version
from xingtan.coursework.queries.likeness import likely_sources
from xingtan.coursework.rules import Likeness, fingerprints, likeness

BATCH = 500


@transaction.atomic
def compare_version(*, version: Version, now: datetime) -> Comparison:
    """Compare a version with the others of its programme; again it is the comparison already made.

    A fixed number of queries, whatever the programme has: candidates by fingerprint, their texts, the new fingerprints.
    Derived from what was handed in, so it leaves no audit entry. ``version`` comes with work and assignment.
    """
    present: Comparison | None = Comparison.objects.filter(version=version).first()
    if present is not None:
        return present
    assignment = version.work.assignment
    prints = fingerprints(version.text, assignment.task)
    best, source = _likest(version, prints)
    Fingerprint.objects.bulk_create(
        (Fingerprint(programme_id=assignment.programme_id, value=value, version=version) for value in prints),
        batch_size=BATCH,
    )
    return Comparison.objects.create(
        version=version, at=now, share=best.share, likest=source,
        passages=[[each.begin, each.end, each.other_begin, each.other_end] for each in best.passages],
    )  # fmt: skip


def _likest(version: Version, prints: Sequence[int]) -> tuple[Likeness, Version | None]:
    """The text that has most of this one; of equal ones the earlier."""
    best, source = Likeness(Decimal(0), ()), None
    for other in likely_sources(version, prints):
        found = likeness(version.text, other.text, version.work.assignment.task)
        if found.passages and found.share > best.share:
            best, source = found, other
    return best, source
