"""What can be asked about school-based study. Each question takes a fixed number of SQL queries."""

from xingtan.schoolbased.queries.counting import counted_of, minutes_by_enrolment
from xingtan.schoolbased.queries.learners import (
    Duty,
    MySchoolbased,
    activities_about,
    my_schoolbased,
    tasks_about,
    tasks_for,
)
from xingtan.schoolbased.queries.schools import (
    ResearchShare,
    Waiting,
    activities_within,
    checks_of,
    conditions_by_school,
    conditions_of,
    declared_among,
    lacks_within,
    research_share,
    slots_of,
    tasks_of,
    unchecked,
    waiting,
    works_within,
)

__all__ = [
    "Duty",
    "MySchoolbased",
    "ResearchShare",
    "Waiting",
    "activities_about",
    "activities_within",
    "checks_of",
    "conditions_by_school",
    "conditions_of",
    "counted_of",
    "declared_among",
    "lacks_within",
    "minutes_by_enrolment",
    "my_schoolbased",
    "research_share",
    "slots_of",
    "tasks_about",
    "tasks_for",
    "tasks_of",
    "unchecked",
    "waiting",
    "works_within",
]
