"""What each kind of post reaches, and the place of a post as one word."""

from enum import Enum


class ReachOf(Enum):
    """How far a post sees."""

    DIVISION = "division"
    SCHOOL = "school"
    PROGRAMME = "programme"
    CLASSES = "classes"
    SELF = "self"


REACH_OF_KIND: dict[str, ReachOf] = {
    "city_supervisor": ReachOf.DIVISION,
    "county_admin": ReachOf.DIVISION,
    "school_head": ReachOf.SCHOOL,
    "school_contact": ReachOf.SCHOOL,
    "provider_manager": ReachOf.PROGRAMME,
    "academic": ReachOf.PROGRAMME,
    "content_editor": ReachOf.PROGRAMME,
    "finance": ReachOf.PROGRAMME,
    "support": ReachOf.PROGRAMME,
    "monitor": ReachOf.PROGRAMME,
    "auditor": ReachOf.PROGRAMME,
    "expert": ReachOf.SELF,
    "tutor": ReachOf.CLASSES,
    "learner": ReachOf.SELF,
}


def place_key(*, division: str | None, school: int | None, programme: str) -> str:
    """The place of a post as one word, so that a post can be held once in each place.

    >>> place_key(division="140922", school=None, programme="xinzhou-2020")
    '140922//xinzhou-2020'
    """
    return f"{division or ''}/{school or ''}/{programme}"
