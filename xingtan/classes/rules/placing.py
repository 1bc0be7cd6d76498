"""Where a teacher who comes later, or changed school, stage or subject, belongs (R63, R71)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Latecomer:
    """A teacher to be placed: where from, what taught."""

    division: str
    school: int
    stage: str
    subject: str


@dataclass(frozen=True)
class Place:
    """A standing class as it is now."""

    key: int
    division: str
    stage: str
    subjects: frozenset[str]
    heads: int
    schools: frozenset[int] = frozenset()
    """The schools that have someone in it."""
    is_mixed: bool = False
    """Whether several subjects share it."""

    def with_one(self, school: int) -> "Place":
        """The class with one teacher more."""
        return replace(self, heads=self.heads + 1, schools=self.schools | {school})


def place_for(who: Latecomer, classes: Sequence[Place], *, largest: int, now_in: int | None = None) -> int | None:
    """The class a teacher belongs to, None where none of the county and stage has room for the subject.

    Who is in a class that still fits stays there (``now_in``). Else: the subject's classes before
    mixed ones, then where colleagues of the school are, then the emptiest.
    """
    fitting = [each for each in classes if each.division == who.division and each.stage == who.stage]
    taught = [each for each in fitting if who.subject in each.subjects or each.is_mixed]
    if any(each.key == now_in for each in taught):
        return now_in
    free = [each for each in taught if each.heads < largest]
    if not free:
        return None
    best = min(
        free, key=lambda each: (who.subject not in each.subjects, who.school not in each.schools, each.heads, each.key)
    )
    return best.key
