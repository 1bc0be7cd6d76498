"""Programmes with their tracks and their collecting account, and what each county plans and gives for them."""

from xingtan.programmes.models.payees import PayeeChange, PayeeChangeStep
from xingtan.programmes.models.plans import CountyPlan, PlanStep, SupportItem
from xingtan.programmes.models.programmes import HALF_FEN, Programme, ProgrammeQuerySet, Track

__all__ = [
    "HALF_FEN",
    "CountyPlan",
    "PayeeChange",
    "PayeeChangeStep",
    "PlanStep",
    "Programme",
    "ProgrammeQuerySet",
    "SupportItem",
    "Track",
]
