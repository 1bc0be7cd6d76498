"""Teachers divided into classes by county, stage, subject and size, each class with its reasons (R63).

The way, for each stage of a county: a subject with enough teachers has classes of its own; smaller
subjects are put together in the programme's order until they are enough; what is left over joins
the classes nearest in that order that have room, or stands alone. A group too large for one class
is divided evenly, school by school. No class ever exceeds the largest size.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from xingtan.classes.rules.setting import Setting

Reason = tuple[str, dict[str, Any]]
"""A code and what its sentence names; ``wording`` says it."""


@dataclass(frozen=True)
class Candidate:
    """A teacher without a class: keys of the enrolment and the school, stage and subject."""

    enrolment: int
    school: int
    stage: str
    subject: str


@dataclass(frozen=True)
class PlannedClass:
    """A class that would be made."""

    stage: str
    subjects: tuple[str, ...]
    members: tuple[Candidate, ...]
    reasons: tuple[Reason, ...] = ()


@dataclass
class _Group:
    """Subjects that share classes."""

    stage: str
    subjects: list[str]
    members: list[Candidate]
    reasons: list[Reason] = field(default_factory=list)

    def take(self, other: "_Group") -> None:
        self.subjects += other.subjects
        self.members += other.members


def form(candidates: Iterable[Candidate], setting: Setting) -> list[PlannedClass]:
    """The classes of one county, by stage and subject in the programme's order; the same for the same teachers."""
    by_stage: dict[str, list[Candidate]] = defaultdict(list)
    for each in candidates:
        by_stage[each.stage].append(each)
    stages = list(setting.subjects)
    in_order = sorted(by_stage, key=lambda stage: (stages.index(stage) if stage in stages else len(stages), stage))
    return [
        planned
        for stage in in_order
        for group in _groups(stage, by_stage[stage], setting)
        for planned in _divided(group, setting)
    ]


def _groups(stage: str, members: Sequence[Candidate], setting: Setting) -> list[_Group]:
    by_subject: dict[str, list[Candidate]] = defaultdict(list)
    for each in members:
        by_subject[each.subject].append(each)
    subjects = [
        _Group(stage, [subject], by_subject[subject])
        for subject in sorted(by_subject, key=lambda subject: setting.order_of(stage, subject))
    ]
    groups = [group for group in subjects if len(group.members) >= setting.smallest]
    for group in groups:
        group.reasons.append(("own_subject", {"subject": group.subjects[0], "heads": len(group.members)}))
    small = [group for group in subjects if len(group.members) < setting.smallest]
    return sorted(
        [*groups, *_put_together(small, groups, setting)], key=lambda each: setting.order_of(stage, each.subjects[0])
    )


def _put_together(small: Sequence[_Group], own: Sequence[_Group], setting: Setting) -> list[_Group]:
    """The small subjects in order, each heap closed as soon as it is enough; what is left joins or stands alone."""
    heaps: list[_Group] = []
    for group in small:
        if heaps and len(heaps[-1].members) < setting.smallest:
            heaps[-1].take(group)
        else:
            heaps.append(_Group(group.stage, list(group.subjects), list(group.members)))
    rest = heaps.pop() if heaps and len(heaps[-1].members) < setting.smallest else None
    if rest is not None and not _joined(rest, [*heaps, *own], setting):
        rest.reasons.append(("too_few", {"heads": len(rest.members), "smallest": setting.smallest}))
        heaps.append(rest)
    for heap in heaps:
        if len(heap.subjects) > 1:
            parts = [[subject, sum(each.subject == subject for each in heap.members)] for subject in heap.subjects]
            heap.reasons.insert(0, ("put_together", {"parts": parts, "smallest": setting.smallest}))
    return heaps


def _joined(rest: _Group, groups: Sequence[_Group], setting: Setting) -> bool:
    """Add what is left to the nearest group in the order whose classes have room; whether there was one."""
    place = setting.order_of(rest.stage, rest.subjects[0])[0]

    def distance(group: _Group) -> tuple[int, int]:
        at = [setting.order_of(group.stage, subject)[0] for subject in group.subjects]
        return min(abs(place - each) for each in at), at[0]

    for group in sorted(groups, key=distance):
        if len(rest.members) <= _classes_for(len(group.members), setting) * setting.largest - len(group.members):
            words = {"subjects": list(rest.subjects), "heads": len(rest.members), "smallest": setting.smallest}
            group.take(rest)
            group.reasons.append(("joined", words))
            return True
    return False


def _classes_for(heads: int, setting: Setting) -> int:
    """How few classes hold so many."""
    return -(-heads // setting.largest)


def _divided(group: _Group, setting: Setting) -> list[PlannedClass]:
    count = _classes_for(len(group.members), setting)
    shares, divided = by_school(group.members, count, setting)
    reasons = list(group.reasons)
    if count > 1:
        reasons.append(("divided", {"heads": len(group.members), "classes": count, "largest": setting.largest}))
    return [
        PlannedClass(group.stage, tuple(group.subjects), tuple(share), (*reasons, *_schools_divided(share, divided)))
        for share in shares
    ]


def _schools_divided(share: Sequence[Candidate], divided: frozenset[int]) -> list[Reason]:
    here = sorted({each.school for each in share} & divided)
    return [("schools_divided", {"schools": here})] if here else []


def by_school(
    members: Sequence[Candidate], count: int, setting: Setting
) -> tuple[list[list[Candidate]], frozenset[int]]:
    """Divide into ``count`` shares of about the same size, a school's teachers together where it can be.

    Returns the shares and the schools that had to be divided. ``count`` shares hold all of them
    within the largest size, so nobody is left over.
    """
    blocks: dict[int, list[Candidate]] = defaultdict(list)
    for each in sorted(members, key=lambda each: (each.school, each.subject, each.enrolment)):
        blocks[each.school].append(each)
    shares: list[list[Candidate]] = [[] for _ in range(count)]
    for block in sorted(blocks.values(), key=lambda block: (-len(block), block[0].school)):
        _lay(block, shares, setting.largest, even=-(-len(members) // count))
    _even_out(shares, min(setting.smallest, len(members) // count))
    met: dict[int, set[int]] = defaultdict(set)
    for at, share in enumerate(shares):
        for each in share:
            met[each.school].add(at)
    return shares, frozenset(school for school, places in met.items() if len(places) > 1)


def _lay(block: list[Candidate], shares: list[list[Candidate]], largest: int, *, even: int) -> None:
    """A school into the emptiest share if that holds it whole, else piece by piece, each share filled to an even size."""
    while block:
        emptiest = min(shares, key=len)
        fits = len(emptiest) + len(block) <= largest
        room = len(block) if fits else even - len(emptiest)
        emptiest += block[:room]
        block = block[room:]


def _even_out(shares: list[list[Candidate]], smallest: int) -> None:
    """Move teachers from the fullest share into one that is too small, a whole school if one is of the right size."""
    while len(needy := min(shares, key=len)) < smallest:
        full = max(shares, key=len)
        need, spare = smallest - len(needy), len(full) - smallest
        schools: dict[int, list[Candidate]] = defaultdict(list)
        for each in full:
            schools[each.school].append(each)
        fitting = [block for block in schools.values() if need <= len(block) <= spare]
        block = min(fitting, key=len) if fitting else max(schools.values(), key=len)[: min(need, spare)]
        gone = {each.enrolment for each in block}
        full[:] = [each for each in full if each.enrolment not in gone]
        needy += block
