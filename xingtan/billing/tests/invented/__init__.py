"""An invented programme: bills, transfers in the shapes real ones have, and what a careful clerk makes of each.

Same form as the shared samples (bills, lines, truth). Nothing here belongs to a real person or school.
"""

import random
from collections.abc import Callable

from xingtan.billing.tests.invented.doubtful import DOUBTFUL, Doubtful
from xingtan.billing.tests.invented.kinds import CATEGORIES, LATE, Inventor
from xingtan.billing.tests.invented.things import FEE, Bill, Invented, Line, make_bills
from xingtan.billing.tests.invented.unseen import CERTAIN
from xingtan.billing.tests.invented.world import make_world

__all__ = ["FEE", "Bill", "Invented", "Line", "invent", "invent_unseen"]


def invent(*, schools: int = 600, each: int = 6, seed: int = 98, codes: Callable[[int], str] | None = None) -> Invented:
    """A programme of about ``schools`` bills, with ``each`` lines of every category."""
    chance = random.Random(seed)  # noqa: S311 - invented data
    bills = make_bills(chance, schools, codes)
    inventor = Inventor(chance, bills)
    lines = [line for category in CATEGORIES for _ in range(each) for line in inventor.make(category)]
    chance.shuffle(lines)
    lines.sort(key=lambda line: line.category in LATE)
    return Invented(bills, [*lines, *inventor.repeats(lines)])


def invent_unseen(*, schools: int, each: int, seed: int, codes: Callable[[int], str]) -> Invented:
    """``schools`` bills full of near-names, with ``each`` cases of every kind of ``unseen`` and ``doubtful``."""
    chance = random.Random(seed)  # noqa: S311 - invented data
    bills = make_world(chance, schools, codes)
    inventor = Doubtful(chance, bills)
    cases = [inventor.make(category) for category in (*CERTAIN, *DOUBTFUL) for _ in range(each)]
    chance.shuffle(cases)
    return Invented(bills, [line for case in cases for line in case])
