"""A learner's own notes: of a lesson, and of a whole course."""

from itertools import groupby

from xingtan.courses.models import Course, Lesson
from xingtan.enrolment.models import Enrolment
from xingtan.study.models import Note
from xingtan.study.rules import WrittenNote


def notes_of(enrolment: Enrolment, lesson: Lesson) -> list[Note]:
    """The notes of a lesson in the order of the film; one query."""
    return list(Note.objects.filter(enrolment=enrolment, lesson=lesson))


def notes_of_course(enrolment: Enrolment, course: Course) -> list[tuple[Lesson, list[Note]]]:
    """All notes of a course, lesson by lesson in its order; of a lesson no longer offered too. One query."""
    rows = Note.objects.filter(enrolment=enrolment, lesson__course=course).select_related("lesson")
    rows = rows.order_by("lesson__position", "lesson__pk", "second", "pk")
    return [(lesson, list(notes)) for lesson, notes in groupby(rows, key=lambda note: note.lesson)]


def written_out(notes: list[tuple[Lesson, list[Note]]]) -> list[WrittenNote]:
    """The same for writing out as text."""
    return [
        WrittenNote(lesson.title, note.second, note.words, lesson.kind in {"video", "audio"})
        for lesson, held in notes
        for note in held
    ]
