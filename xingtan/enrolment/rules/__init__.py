"""Decisions about changes after enrolment, pure (R71)."""

from xingtan.enrolment.rules.changes import (
    AFTER_TERM,
    DECIDED,
    NEEDS_EVIDENCE,
    WAITING,
    Change,
    Decider,
    Effect,
    Judge,
    Matter,
    Seat,
    decider_of,
    why_not_answer,
    why_not_ask,
    why_not_decide,
)

__all__ = [
    "AFTER_TERM",
    "DECIDED",
    "NEEDS_EVIDENCE",
    "WAITING",
    "Change",
    "Decider",
    "Effect",
    "Judge",
    "Matter",
    "Seat",
    "decider_of",
    "why_not_answer",
    "why_not_ask",
    "why_not_decide",
]
