"""Programmes with their tracks, and what each county plans and gives for them."""

from xingtan.programmes.models.plans import CountyPlan, PlanStep, SupportItem
from xingtan.programmes.models.programmes import HALF_FEN, Programme, ProgrammeQuerySet, Track

__all__ = ["HALF_FEN", "CountyPlan", "PlanStep", "Programme", "ProgrammeQuerySet", "SupportItem", "Track"]
