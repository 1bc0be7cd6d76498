"""Remembers what words mean from those who mend rosters, and forgets a wrong lesson."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.organisations.models import School
from xingtan.rosters.models import LearnedWord
from xingtan.rosters.sheet import Teacher
from xingtan.rosters.sheet.cells import key_of
from xingtan.rosters.sheet.learning import LEARNED_FIELDS, is_learnable

Lesson = tuple[str, str, str]
"""Field, what was typed, what was put in its place."""


def lessons_of(old: Teacher, new: Teacher) -> list[Lesson]:
    """The cells of one row that were doubtful and were put right."""
    doubtful = {problem.field for problem in old.problems} & LEARNED_FIELDS
    doubtful -= {problem.field for problem in new.problems}
    return [(field, old.shown(field), getattr(new, field)) for field in sorted(doubtful)]


def learn(
    *, school: School, lessons: Iterable[Lesson], names: Collection[str], by: Post | None, now: datetime
) -> list[str]:
    """Keep what may be kept of some lessons; answers it for the audit entry of the deed that taught it.

    What was unlearnt by hand anywhere is not learnt again. Within the caller's transaction.
    """
    told = []
    for field, typed, value in dict.fromkeys(lessons):
        key = key_of(typed)
        if not is_learnable(field, typed, value, names) or _is_unlearnt(field, key, value):
            continue
        LearnedWord.objects.update_or_create(
            school=school,
            field=field,
            key=key,
            defaults={"text": typed, "value": value, "learned_at": now, "learned_by": by, "unlearned_at": None},
        )
        told.append(f"{field}: {typed} → {value}")
    return told


def _is_unlearnt(field: str, key: str, value: str) -> bool:
    found: bool = LearnedWord.objects.filter(field=field, key=key, value=value, unlearned_at__isnull=False).exists()
    return found


@transaction.atomic
def unlearn_word(*, word: LearnedWord, by: Post | None, now: datetime) -> int:
    """Forget what a word was taken to mean, for every school that said so; answers how many did."""
    same = LearnedWord.objects.filter(field=word.field, key=word.key, value=word.value, unlearned_at=None)
    schools: int = same.update(unlearned_at=now, unlearned_by=by)
    if schools:
        audit.record("unlearn_word", by=by, about=word.public_id, field=word.field, text=word.text, value=word.value)
    return schools
