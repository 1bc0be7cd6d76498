"""Notes kept and taken away: a learner's own, so they leave no entry in the audit chain."""

from datetime import datetime

from django.db import transaction

from xingtan.courses.models import Lesson
from xingtan.enrolment.models import Enrolment
from xingtan.study.errors import NotesFull
from xingtan.study.models import Note
from xingtan.study.rules import MOST_IN_A_LESSON, Jotting, supersedes


@transaction.atomic
def keep_note(*, enrolment: Enrolment, lesson: Lesson, jotting: Jotting, now: datetime) -> Note | None:
    """Keep a note as it stands now; an empty one is taken away (None).

    Sent twice it is kept once, and what was typed earlier but arrives later changes nothing: a phone may send when
    its network is back. Raises ``NotesFull``.
    """
    Enrolment.objects.select_for_update().only("pk").get(pk=enrolment.pk)
    kept: Note | None = Note.objects.filter(enrolment=enrolment, key=jotting.key).first()
    words = jotting.words.strip()
    if kept is not None and not supersedes(jotting.number, kept.number):
        return kept
    if not words:
        Note.objects.filter(enrolment=enrolment, key=jotting.key).delete()
        return None
    if kept is None:
        return _new(enrolment, lesson, jotting, now)
    kept.words, kept.number, kept.changed_at = words, max(jotting.number, kept.number), now
    kept.save(update_fields=["words", "number", "changed_at"])
    return kept


def _new(enrolment: Enrolment, lesson: Lesson, jotting: Jotting, now: datetime) -> Note:
    if Note.objects.filter(enrolment=enrolment, lesson=lesson).count() >= MOST_IN_A_LESSON:
        raise NotesFull(most=MOST_IN_A_LESSON)
    made: Note = Note.objects.create(
        enrolment=enrolment, lesson=lesson, second=jotting.second, words=jotting.words.strip(), key=jotting.key,
        number=jotting.number, written_at=now, changed_at=now,
    )  # fmt: skip
    return made
