"""What can be done about school-based study."""

from xingtan.schoolbased.actions.checking import draw_sample, find
from xingtan.schoolbased.actions.conditions import Declared, answer_lack, declare_conditions, tell_lack
from xingtan.schoolbased.actions.planning import (
    Plan,
    drop_activity,
    keep_research_time,
    plan_activity,
    strike_research_time,
)
from xingtan.schoolbased.actions.recording import Record, record_activity, reflect, sign_activity
from xingtan.schoolbased.actions.tasks import TaskFacts, close_task, hand_in, judge_work, set_task

__all__ = [
    "Declared",
    "Plan",
    "Record",
    "TaskFacts",
    "answer_lack",
    "close_task",
    "declare_conditions",
    "draw_sample",
    "drop_activity",
    "find",
    "hand_in",
    "judge_work",
    "keep_research_time",
    "plan_activity",
    "record_activity",
    "reflect",
    "set_task",
    "sign_activity",
    "strike_research_time",
    "tell_lack",
]
