"""What does not add up: the form in which each room answers when the house proves its sums."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Breach:
    """Something that does not add up: what, and where. ``about`` names a row and never a person's number."""

    code: str
    about: str
