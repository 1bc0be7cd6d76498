"""What counts for a teacher of school-based study."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Counted:
    """One thing that counts for a teacher."""

    ref: str
    """Its public id, with what it is before it."""
    title: str
    minutes: int
    done_on: date
    has_reflection: bool
    """Whether the teacher wrote what it gave: an activity sat through in silence is worth less than one thought about."""
