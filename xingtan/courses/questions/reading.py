"""What reading a file of questions gives: the sound ones and every problem, each with its line or row."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from xingtan.courses.questions.content import Flaw, Question, flaw, flaws, neat
from xingtan.foundation.xml_tree import Node, XmlUnsafe, read_xml

MOST_QUESTIONS: Final = 5_000


@dataclass(frozen=True, slots=True)
class Found:
    """A sound question and where it begins."""

    place: int
    question: Question


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong at a line, row or item; ``file`` within a packed folder."""

    place: int
    flaw: Flaw
    file: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that came of a file."""

    found: tuple[Found, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass
class Gathering:
    """Collects what a reader comes across."""

    found: list[Found] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    file: str = ""

    def take(self, place: int, question: Question, more: Iterable[Flaw] = ()) -> None:
        """A question at a place: kept when it is sound, told of when not. What its reader tells of (``more``) goes first."""
        sound = neat(question)
        wrong = list(more) or flaws(sound)
        if wrong:
            self.problems += [Problem(place, each, self.file) for each in wrong]
        elif len(self.found) >= MOST_QUESTIONS:
            self.complain(place, "too_many", most=MOST_QUESTIONS)
        else:
            self.found.append(Found(place, sound))

    def complain(self, place: int, code: str, **facts: object) -> None:
        """A problem at a place."""
        self.problems.append(Problem(place, flaw(code, **facts), self.file))

    def roots(self, files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, Node]]:
        """The root of each XML file given as (name, content); one that cannot be read is a problem of its own.

        What is taken or complained of on the way belongs to the file at hand.
        """
        for self.file, content in files:
            try:
                root = read_xml(content)
            except XmlUnsafe as unsafe:
                self.complain(unsafe.line, f"xml_{unsafe.code}")
            else:
                yield self.file, root
        self.file = ""

    def done(self) -> Reading:
        """What came of it; a file without anything in it says so."""
        if not self.found and not self.problems:
            self.complain(1, "no_questions")
        return Reading(tuple(self.found), tuple(sorted(self.problems, key=lambda each: (each.file, each.place))))
