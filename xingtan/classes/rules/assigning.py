"""Which tutor a class would have: who guides its subject and stage, with the least to do (R14)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Guide:
    """A serving tutor with the learners of the classes at present."""

    key: int
    stage: str
    subject: str
    learners: int


@dataclass(frozen=True)
class ToGuide:
    """A class without a tutor."""

    stage: str
    subjects: tuple[str, ...]
    heads: int


def has_room(learners: int, more: int, limit: int) -> bool:
    """Whether a tutor with so many learners may take a class of so many; a first class always.

    >>> has_room(0, 300, 240), has_room(130, 110, 240), has_room(131, 110, 240)
    (True, True, False)
    """
    return not learners or learners + more <= limit


def tutors_for(classes: Sequence[ToGuide], tutors: Sequence[Guide], *, limit: int) -> list[int | None]:
    """For each class the tutor it would have, None where nobody who fits has room.

    Subject and stage before stage alone before anybody who named neither; among equals who has the
    fewest learners. A tutor of another stage is never taken.
    """
    at_hand = list(tutors)
    found: list[int | None] = []
    for wanted in classes:
        free = [each for each in at_hand if _fits(each, wanted) and has_room(each.learners, wanted.heads, limit)]
        best = min(free, key=lambda each: (_distance(each, wanted), each.learners, each.key), default=None)
        found.append(best.key if best else None)
        if best is not None:
            at_hand[at_hand.index(best)] = replace(best, learners=best.learners + wanted.heads)
    return found


def _fits(tutor: Guide, wanted: ToGuide) -> bool:
    return tutor.stage in {"", wanted.stage}


def _distance(tutor: Guide, wanted: ToGuide) -> int:
    if tutor.stage == wanted.stage and tutor.subject in wanted.subjects:
        return 0
    return 1 if tutor.stage == wanted.stage and not tutor.subject else 2
