"""Which texts may have something in common with one, found by fingerprints."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from xingtan.accounts.models import Post
from xingtan.coursework.models import Comparison, Fingerprint, Version, Work
from xingtan.coursework.queries.ground import setting_of

ASKED = 200
"""Fingerprints asked for at most: evenly out of all, so that a long text is asked about as a whole."""
CANDIDATES = 5


def likely_sources(version: Version, prints: Sequence[int]) -> list[Version]:
    """The texts of others handed in before that share most fingerprints with one; two queries."""
    if not prints:
        return []
    step = max(1, -(-len(prints) // ASKED))
    rows = Fingerprint.objects.filter(programme=version.work.assignment.programme_id, value__in=prints[::step])
    rows = rows.exclude(version__work__enrolment=version.work.enrolment_id).filter(
        version__handed_in_at__lte=version.handed_in_at
    )
    counted = rows.values_list("version").annotate(shared=Count("pk")).order_by("-shared", "version")[:CANDIDATES]
    keys = [key for key, _shared in counted]
    texts = {each.pk: each for each in Version.objects.filter(pk__in=keys)}
    return [texts[key] for key in keys]


def uncompared(limit: int) -> list[Version]:
    """Versions nobody has compared yet, the earliest first, with all that comparing needs; one query."""
    rows = Version.objects.filter(comparison__isnull=True).select_related("work__assignment", "work__enrolment")
    return list(rows.order_by("handed_in_at", "pk")[:limit])


@dataclass(frozen=True)
class Piece:
    """A stretch of a text: in common (with its number) or not."""

    text: str
    number: int = 0


@dataclass(frozen=True)
class SideBySide:
    """Two texts with what they have in common."""

    comparison: Comparison
    mine: Sequence[Piece]
    theirs: Sequence[Piece]
    source: Work | None
    """The other's work, only for a post that reaches it."""
    where: str
    """Class and county of the other's, for everybody."""


def hint_of(version: Version) -> Comparison | None:
    """The comparison of a version when so much is in common that the tutor should look; one query."""
    found: Comparison | None = Comparison.objects.filter(version=version, likest__isnull=False).first()
    least = setting_of(version.work.assignment.programme).alike_percent
    return found if found is not None and found.share >= least else None


def side_by_side(version: Version, comparison: Comparison, post: Post) -> SideBySide:
    """The passages of a hint, cut out of both texts."""
    rows = Version.objects.select_related("work__enrolment__school__division", "work__assignment")
    other = rows.get(pk=comparison.likest_id or 0)
    spans = [tuple(each) for each in comparison.passages]
    mine = [(begin, end) for begin, end, _other, _last in spans]
    theirs = [(begin, end) for _begin, _end, begin, end in spans]
    source = Work.objects.within(post).filter(pk=other.work_id).select_related("enrolment__account").first()
    return SideBySide(
        comparison, pieces(version.text, mine), pieces(other.text, theirs), source,
        other.work.enrolment.school.division.name,
    )  # fmt: skip


def pieces(text: str, spans: Sequence[tuple[int, int]]) -> list[Piece]:
    """A text cut where passages begin and end; passages keep their numbers, an overlap goes to the earlier one."""
    found: list[Piece] = []
    place = 0
    for begin, end, number in sorted((begin, end, number) for number, (begin, end) in enumerate(spans, start=1)):
        start = max(begin, place)
        if start >= end:
            continue
        if start > place:
            found.append(Piece(text[place:start]))
        found.append(Piece(text[start:end], number))
        place = end
    if place < len(text):
        found.append(Piece(text[place:]))
    return found
