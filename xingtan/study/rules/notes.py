"""Notes of a learner: what may be kept, and how they are written out as text."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

MOST_CHARACTERS: Final = 2000
MOST_IN_A_LESSON: Final = 200


@dataclass(frozen=True, slots=True)
class Jotting:
    """What is to be kept: an empty text takes the note away."""

    key: str
    words: str
    second: int = 0
    number: int = 0
    """Which writing of this note it is, counted up by the page; 0 from a page that does not count."""


@dataclass(frozen=True, slots=True)
class WrittenNote:
    """A note as it is written out."""

    lesson: str
    second: int
    words: str
    is_timed: bool
    """Whether the lesson plays, so that the second says something."""


def supersedes(number: int, kept: int) -> bool:
    """Whether a writing replaces what is kept: the same or a later one does, an earlier one that comes late does not.

    A page that does not count (0) was sent by hand: it is the newest there is.
    """
    return number == 0 or number >= kept


def clock_face(second: int) -> str:
    """12:05, or 1:02:05 from an hour on."""
    minutes, seconds = divmod(second, 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{seconds:02}" if hours else f"{minute}:{seconds:02}"


def as_text(title: str, notes: Iterable[WrittenNote]) -> str:
    """The notes of a course as plain text, lesson by lesson in the order given; lines end as every editor reads them.

    >>> print(as_text("师德", [WrittenNote("第一课", 65, "记住", True)]).replace(chr(13), ""))
    师德
    <BLANKLINE>
    第一课
    1:05  记住
    <BLANKLINE>
    """
    lines, lesson = [title], None
    for note in notes:
        if note.lesson != lesson:
            lines += ["", note.lesson]
            lesson = note.lesson
        words = note.words.replace("\r\n", "\n").replace("\n", "\n    ")
        lines.append(f"{clock_face(note.second)}  {words}" if note.is_timed else words)
    return "\n".join([*lines, ""]).replace("\n", "\r\n")
