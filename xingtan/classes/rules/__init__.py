"""How classes are formed, who is placed where, and which tutor fits: pure."""

from xingtan.classes.rules.assigning import Guide, ToGuide, has_room, tutors_for
from xingtan.classes.rules.changing import UNDOABLE
from xingtan.classes.rules.forming import Candidate, PlannedClass, Reason, by_school, form
from xingtan.classes.rules.placing import Latecomer, Place, place_for
from xingtan.classes.rules.setting import Setting, setting_of

__all__ = [
    "UNDOABLE",
    "Candidate",
    "Guide",
    "Latecomer",
    "Place",
    "PlannedClass",
    "Reason",
    "Setting",
    "ToGuide",
    "by_school",
    "form",
    "has_room",
    "place_for",
    "setting_of",
    "tutors_for",
]
