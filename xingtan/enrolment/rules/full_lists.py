"""Who may take full numbers out alone, and who approves the rest (`security.md` A4). Pure."""

from enum import StrEnum


class Way(StrEnum):
    """How a list with full numbers may leave the house."""

    ALONE = "alone"
    APPROVED = "approved"


def way_out(*, teachers: int, taken_today: int, alone_a_day: int) -> Way:
    """Alone up to so many teachers a person and day, all lists of the day together; more only with a second person.

    >>> way_out(teachers=20, taken_today=30, alone_a_day=50), way_out(teachers=21, taken_today=30, alone_a_day=50)
    (<Way.ALONE: 'alone'>, <Way.APPROVED: 'approved'>)
    """
    return Way.ALONE if taken_today + teachers <= alone_a_day else Way.APPROVED


def why_not_approve(*, asker: int, decider: int, is_approver: bool, is_open: bool) -> str:
    """Why this person does not decide: decided, self or post; empty when it does. Two posts of one person are one person."""
    if not is_open:
        return "decided"
    if asker == decider:
        return "self"
    return "" if is_approver else "post"
