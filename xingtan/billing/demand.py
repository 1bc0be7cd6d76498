"""What a bill is drawn from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Demand:
    """One school's enrolled teachers, and who is asked about its payment."""

    school_id: int
    headcount: int
    contact: str = ""
    mobile: str = ""
