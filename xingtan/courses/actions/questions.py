"""What can be done to the question bank. A version once kept is never changed."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.courses.errors.questions import (
    FileHasProblems,
    FileTakenAlready,
    QuestionChangedMeanwhile,
    QuestionTwice,
    QuestionUnsound,
)
from xingtan.courses.models.questions import BankQuestion, QuestionCategory, QuestionFile, QuestionVersion
from xingtan.courses.queries import questions as queries
from xingtan.courses.question_words import told
from xingtan.courses.questions.content import Question, as_data, digest_of, flaws, from_data, neat
from xingtan.courses.questions.reading import Reading
from xingtan.programmes.models import Programme

BATCH = 500


def _sound(question: Question) -> Question:
    sound = neat(question)
    wrong = flaws(sound)
    if wrong:
        raise QuestionUnsound(what=" ".join(told(each.code, dict(each.facts)) for each in wrong))
    return sound


def _category(programme: Programme, path: str) -> QuestionCategory | None:
    return QuestionCategory.objects.get_or_create(programme=programme, path=path)[0] if path else None


@transaction.atomic
def write_question(
    *, programme: Programme, question: Question, by: Post | None, now: datetime, is_approved: bool = False
) -> BankQuestion:
    """Add a question; raises ``QuestionUnsound`` or ``QuestionTwice``."""
    sound = _sound(question)
    Programme.objects.select_for_update().get(pk=programme.pk)
    if queries.known_digests(programme, [digest_of(sound)]):
        raise QuestionTwice()
    (row,) = _add(programme, [sound], by, now, is_approved=is_approved)
    audit.record("write_question", by=by, about=row)
    return row


@transaction.atomic
def change_question(
    *, row: BankQuestion, question: Question, seen: int, by: Post | None, now: datetime
) -> BankQuestion:
    """Keep a question anew: another text or answer is another version, so that what was asked before stays as it was.

    ``seen``: the version its author looked at. Raises ``QuestionChangedMeanwhile``, ``QuestionUnsound``, ``QuestionTwice``.
    """
    sound = _sound(question)
    row = BankQuestion.objects.select_for_update().get(pk=row.pk)
    if row.version != seen:
        raise QuestionChangedMeanwhile(version=row.version)
    digest = digest_of(sound)
    if digest != row.digest and queries.known_digests(row.programme, [digest]):
        raise QuestionTwice()
    data = as_data(sound)
    if data != row.versions.get(number=row.version).content:
        row.version += 1
        QuestionVersion.objects.create(question=row, number=row.version, content=data, written_by=by, written_at=now)
    row.kind, row.text, row.digest, row.difficulty = sound.kind.value, sound.text, digest, sound.difficulty
    row.category, row.changed_at = _category(row.programme, sound.category), now
    row.save()
    audit.record("change_question", by=by, about=row, version=row.version)
    return row


@transaction.atomic
def set_question_state(*, questions: Iterable[BankQuestion], state: str, by: Post, now: datetime) -> int:
    """Approve questions, make them drafts, or set them aside; returns how many changed."""
    keys = [row.pk for row in questions]
    rows = BankQuestion.objects.filter(pk__in=keys).exclude(state=state)
    changed: int = rows.update(state=BankQuestion.State(state).value, changed_at=now)
    if changed:
        audit.record("set_question_state", by=by, about="courses.bankquestion", state=state, count=changed)
    return changed


@transaction.atomic
def keep_question_file(
    *, programme: Programme, name: str, reading: Reading, by: Post | None, now: datetime
) -> QuestionFile:
    """Keep what was read from a file, so that it is looked at before any of it is taken over."""
    found = [
        [each.place, as_data(each.question), each.question.category, each.question.difficulty] for each in reading.found
    ]
    problems = [[each.file, each.place, each.flaw.code, dict(each.flaw.facts)] for each in reading.problems]
    row = QuestionFile.objects.create(
        programme=programme, name=name[:120], found=found, problems=problems, uploaded_by=by, uploaded_at=now
    )
    audit.record("read_question_file", by=by, about=row, found=len(found), problems=len(problems))
    return row


@transaction.atomic
def take_question_file(*, file: QuestionFile, only_good: bool, by: Post | None, now: datetime) -> QuestionFile:
    """Take a file's questions over as drafts, each once: what the bank has already is passed over.

    Raises ``FileHasProblems`` where some could not be read and ``only_good`` was not said; then nothing is taken.
    """
    file = QuestionFile.objects.select_for_update().get(pk=file.pk)
    if file.taken_at is not None:
        raise FileTakenAlready()
    if file.problems and not only_good:
        raise FileHasProblems()
    Programme.objects.select_for_update().get(pk=file.programme_id)
    read = [from_data(data, category=category, difficulty=level) for _place, data, category, level in file.found]
    each_once = {digest_of(question): question for question in reversed(read)}
    known = queries.known_digests(file.programme, list(each_once))
    fresh = [question for digest, question in reversed(each_once.items()) if digest not in known]
    file.added = len(_add(file.programme, fresh, by, now))
    file.taken_at = now
    file.save(update_fields=["added", "taken_at"])
    audit.record("take_question_file", by=by, about=file, added=file.added)
    return file


def _add(
    programme: Programme, questions: list[Question], by: Post | None, now: datetime, *, is_approved: bool = False
) -> list[BankQuestion]:
    """Rows and first versions of sound questions that the bank does not have."""
    filed = _filed(programme, {question.category for question in questions if question.category})
    state = BankQuestion.State.APPROVED if is_approved else BankQuestion.State.DRAFT
    rows = [
        BankQuestion(
            programme=programme, category=filed.get(question.category), kind=question.kind.value, state=state,
            difficulty=question.difficulty, text=question.text, digest=digest_of(question), changed_at=now,
        )
        for question in questions
    ]  # fmt: skip
    made = BankQuestion.objects.bulk_create(rows, batch_size=BATCH)
    versions = [
        QuestionVersion(question=row, number=1, content=as_data(question), written_by=by, written_at=now)
        for row, question in zip(made, questions, strict=True)
    ]
    QuestionVersion.objects.bulk_create(versions, batch_size=BATCH)
    return made


def _filed(programme: Programme, paths: set[str]) -> Mapping[str, QuestionCategory]:
    rows = [QuestionCategory(programme=programme, path=path) for path in sorted(paths)]
    QuestionCategory.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)
    return {each.path: each for each in QuestionCategory.objects.filter(programme=programme)}


@transaction.atomic
def note_question_export(*, programme: Programme, count: int, form: str, by: Post) -> None:
    """Questions with their answers left the house as a file."""
    audit.record("export_questions", by=by, about=programme, count=count, form=form)
