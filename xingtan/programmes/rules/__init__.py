"""Decisions about programmes, pure: the calendar, the readings, the file and its moving."""

from xingtan.programmes.rules.calendar import (
    ZONE,
    Calendar,
    Holiday,
    activation_is_open,
    counting_span,
    days_left,
    effort_counts,
    enrolment_is_open,
    hand_in_due_on,
    holiday_on,
    login_is_open,
    online_due_on,
    shift_into_week,
    study_is_open,
    term_days,
    term_is_over,
    week_of_term,
)
from xingtan.programmes.rules.document import Fault, faults_of
from xingtan.programmes.rules.moving import calendar_of, in_year, moved, moved_into_week
from xingtan.programmes.rules.plans import PlanDeed, PlanState, plan_after
from xingtan.programmes.rules.quiet import QuietHours, goes_out_at
from xingtan.programmes.rules.readings import READINGS, reading

__all__ = [
    "READINGS",
    "ZONE",
    "Calendar",
    "Fault",
    "Holiday",
    "PlanDeed",
    "PlanState",
    "QuietHours",
    "activation_is_open",
    "calendar_of",
    "counting_span",
    "days_left",
    "effort_counts",
    "enrolment_is_open",
    "faults_of",
    "goes_out_at",
    "hand_in_due_on",
    "holiday_on",
    "in_year",
    "login_is_open",
    "moved",
    "moved_into_week",
    "online_due_on",
    "plan_after",
    "reading",
    "shift_into_week",
    "study_is_open",
    "term_days",
    "term_is_over",
    "week_of_term",
]
