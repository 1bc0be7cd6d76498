"""What a programme says of homework, discussions and tutors (``[coursework]`` of its file)."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True)
class Setting:
    """Figures and words of a programme; what its file leaves out is as here."""

    most_files: int = 9
    most_megabytes: int = 15
    """Of one file."""
    days_to_mend: int = 7
    """Days a returned work may be handed in anew after its due time."""
    alike_percent: int = 30
    """Percent of a text in common with another from which the tutor gets a hint."""
    mark_within_hours: int = 72
    reply_within_hours: int = 48
    sample_percent: int = 5
    """Percent of the marked works offered for a second, blind marking."""
    agree_within: int = 10
    """Points of a hundred by which two markings may differ and still agree."""
    reply_characters: int = 20
    """Characters from which a contribution counts (S3)."""
    contribution_points: int = 2
    excellent_points: int = 4
    """What an excellent contribution counts instead."""
    discussion_points: int = 20
    """Points that make the full mark of discussions."""
    names_recommended: int = 0
    """1: colleagues of the class see who wrote a recommended work; 0: they read it without a name."""
    blocked_words: tuple[str, ...] = ()


def setting_of(told: Mapping[str, Any]) -> Setting:
    """The setting a programme file tells."""
    known = {each.name for each in fields(Setting)} & set(told) - {"blocked_words"}
    figures: dict[str, Any] = {name: int(told[name]) for name in known}
    words = tuple(str(word) for word in told.get("blocked_words", ()) if str(word).strip())
    return Setting(**figures, blocked_words=words)
