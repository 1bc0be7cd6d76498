"""What a programme says of classes: their size, a tutor's load, their names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Setting:
    """How classes are made in a programme (``[classes]`` of its file)."""

    smallest: int = 50
    """Learners below which subjects are put together."""
    largest: int = 120
    """Learners above which a class is never filled."""
    learners_per_tutor: int = 240
    name: str = "{county}{stage}{subject}{number}班"
    mixed: str = "综合"
    """Stands for the subject in the name of a class of several."""
    subjects: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Stage → its subjects in the programme's order: in this order small ones are put together."""

    def order_of(self, stage: str, subject: str) -> tuple[int, str]:
        """Where a subject stands in the programme's order; unknown ones last, by name.

        >>> Setting(subjects={"小学": ["语文", "数学"]}).order_of("小学", "数学")
        (1, '数学')
        """
        listed = list(self.subjects.get(stage, ()))
        return (listed.index(subject) if subject in listed else len(listed), subject)

    def named(self, *, county: str, stage: str, subjects: Sequence[str], number: int) -> str:
        """What a class is called.

        >>> Setting().named(county="五台", stage="小学", subjects=["语文"], number=2)
        '五台小学语文2班'
        """
        subject = subjects[0] if len(subjects) == 1 else self.mixed
        return self.name.format(county=county, stage=stage, subject=subject, number=number)


def setting_of(told: Mapping[str, Any], subjects: Mapping[str, Sequence[str]]) -> Setting:
    """The setting a programme file tells; what it leaves out is as here."""
    known = {
        name: told[name] for name in ("smallest", "largest", "learners_per_tutor", "name", "mixed") if name in told
    }
    return Setting(**known, subjects=subjects)
