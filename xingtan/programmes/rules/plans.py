"""The way of a county's plan (R13): 未提交 → 已提交 → 已退回 or 已备案. Which step is possible when."""

from enum import StrEnum


class PlanState(StrEnum):
    """Where a plan stands; ``MISSING`` has no row yet."""

    MISSING = "missing"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    FILED = "filed"


class PlanDeed(StrEnum):
    """What somebody wants to do with it."""

    HAND_IN = "hand_in"
    RETURN = "return"
    FILE = "file"


_LEADS_TO: dict[tuple[PlanState, PlanDeed], PlanState] = {
    (PlanState.MISSING, PlanDeed.HAND_IN): PlanState.SUBMITTED,
    (PlanState.RETURNED, PlanDeed.HAND_IN): PlanState.SUBMITTED,
    (PlanState.SUBMITTED, PlanDeed.HAND_IN): PlanState.SUBMITTED,
    (PlanState.SUBMITTED, PlanDeed.RETURN): PlanState.RETURNED,
    (PlanState.FILED, PlanDeed.RETURN): PlanState.RETURNED,
    (PlanState.SUBMITTED, PlanDeed.FILE): PlanState.FILED,
}


def plan_after(state: PlanState, deed: PlanDeed) -> PlanState | None:
    """Where a plan stands after a deed, or None where the deed is not possible.

    A county replaces its plan until the city has decided; a filed one is changed only once the city gives it back.
    """
    return _LEADS_TO.get((state, deed))
