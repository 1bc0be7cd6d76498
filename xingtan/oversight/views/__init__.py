"""The pages of oversight: divisions, schools, the names behind each figure, readiness, registration, reminders."""

from xingtan.oversight.views.chasing import chase, chase_index, chase_preview, chase_send
from xingtan.oversight.views.counties import counties, counties_preview, counties_send
from xingtan.oversight.views.divisions import division, index, lagging, refresh
from xingtan.oversight.views.names import division_names, school_names
from xingtan.oversight.views.readiness import readiness, readiness_division
from xingtan.oversight.views.registration import registration
from xingtan.oversight.views.schools import remind, school

__all__ = [
    "chase",
    "chase_index",
    "chase_preview",
    "chase_send",
    "counties",
    "counties_preview",
    "counties_send",
    "division",
    "division_names",
    "index",
    "lagging",
    "readiness",
    "readiness_division",
    "refresh",
    "registration",
    "remind",
    "school",
    "school_names",
]
