"""A whole course brought in from a Common Cartridge, as a draft; what has no place here is named, nothing is lost unsaid."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath

from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.courses.actions.publishing import locked_draft
from xingtan.courses.actions.questions import keep_question_file
from xingtan.courses.actions.receiving import part_of, take_file
from xingtan.courses.actions.writing import begin_course
from xingtan.courses.errors import NoMedium, PieceOutOfPlace
from xingtan.courses.errors.packages import PackageRefused
from xingtan.courses.models import BroughtCourse, Course, QuestionFile, Upload
from xingtan.courses.questions.content import shows_pictures
from xingtan.courses.questions.qti_cartridge import read_cartridge_questions
from xingtan.courses.rules import cartridges, drafting, manifests
from xingtan.courses.rules.cartridges import LeftOut, Part
from xingtan.foundation.rich_text import cleaned, words_of
from xingtan.foundation.unpacking import ContentUnsafe, PackedContent, opened
from xingtan.programmes.models import Programme

MOST_PAGE_BYTES = 2 * 1024 * 1024
MOST_PAGE_LETTERS = 200_000
MOST_QUESTION_BYTES = 8 * 1024 * 1024


@dataclass
class _Bringing:
    """A cartridge while its parts become lessons."""

    content: PackedContent
    programme: Programme
    by: Post
    left_out: list[LeftOut] = field(default_factory=list)

    def lesson(self, part: Part) -> drafting.Lesson | None:
        """What a part becomes, None when it is left out."""
        try:
            return {"page": self._page, "link": self._link, "file": self._file}[part.kind](part)
        except ContentUnsafe as unsafe:
            self._leave(part, "large" if unsafe.code == "large" else "broken")
            return None

    def _leave(self, part: Part, why: str) -> None:
        self.left_out.append(LeftOut(part.title, why))

    def _page(self, part: Part) -> drafting.Lesson | None:
        said = cartridges.body_of(self.content.read(part.path, most=MOST_PAGE_BYTES))
        text = cleaned(said)
        if len(text) > MOST_PAGE_LETTERS:
            self._leave(part, "large")
            return None
        if not words_of(text):
            self._leave(part, "empty")
            return None
        if shows_pictures(said):
            self._leave(part, "pictures")
        return drafting.Lesson(kind="page", title=part.title, text=text)

    def _link(self, part: Part) -> drafting.Lesson | None:
        address = cartridges.read_link(self.content.read(part.path, most=MOST_PAGE_BYTES))
        if not address:
            self._leave(part, "address")
            return None
        return drafting.Lesson(kind="link", title=part.title, address=address)

    def _file(self, part: Part) -> drafting.Lesson | None:
        with tempfile.NamedTemporaryFile(suffix=PurePosixPath(part.path).suffix) as copy:
            for piece in self.content.pieces(part.path):
                copy.write(piece)
            copy.flush()
            try:
                media = take_file(
                    programme=self.programme, path=Path(copy.name), file_name=PurePosixPath(part.path).name, by=self.by
                )
            except (NoMedium, PackageRefused):
                self._leave(part, "broken")
                return None
        return drafting.Lesson(kind=media.kind, title=part.title, media=media.public_id, seconds=media.seconds)

    def question_files(self, parts: tuple[Part, ...]) -> Iterator[tuple[str, bytes]]:
        """The XML of assessments and question banks."""
        for part in parts:
            try:
                yield part.title, self.content.read(part.path, most=MOST_QUESTION_BYTES)
            except ContentUnsafe as unsafe:
                self._leave(part, "large" if unsafe.code == "large" else "broken")


@transaction.atomic
def bring_course_in(*, upload: Upload, by: Post, now: datetime) -> Course:
    """Make a draft of a whole Common Cartridge that was sent; asked twice, the same course.

    Its questions are kept as a file of questions, to be looked at before they are taken over. Raises
    ``PackageRefused`` for what is unsafe or none.
    """
    row: Upload = Upload.objects.select_for_update(no_key=True, of=("self",)).select_related("course").get(pk=upload.pk)
    if row.course is not None:
        return row.course
    if row.received != row.size:
        raise PieceOutOfPlace(received=row.received)
    path = part_of(row)
    try:
        with opened(path) as content:
            course = _brought(content, row, by, now)
    except ContentUnsafe as unsafe:
        raise PackageRefused(name=row.file_name, fault=unsafe.code, where=unsafe.where) from unsafe
    except manifests.ManifestWrong as wrong:
        raise PackageRefused(name=row.file_name, fault=wrong.code, where=wrong.where) from wrong
    row.course = course
    row.save(update_fields=["course"])
    audit.record("bring_course_in", by=by, about=course, file=row.file_name)
    transaction.on_commit(lambda: path.unlink(missing_ok=True))
    return course


def _brought(content: PackedContent, row: Upload, by: Post, now: datetime) -> Course:
    files = [file.path for file in content.files]
    if manifests.MANIFEST not in files:
        raise manifests.missing_manifest(files)
    said = content.read(manifests.MANIFEST, most=manifests.MOST_MANIFEST_BYTES)
    cartridge = cartridges.read_cartridge(said, files)
    bringing = _Bringing(content, row.programme, by)
    title = cartridge.title or PurePosixPath(row.file_name).stem[: cartridges.MOST_TITLE]
    course = begin_course(programme=row.programme, facts=drafting.Facts(title=title), by=by, now=now)
    draft = _drafted(drafting.Draft(facts=drafting.Facts(title=title)), cartridge, bringing)
    held = locked_draft(course)
    held.body = drafting.as_json(draft)
    held.save(update_fields=["body"])
    questions = _questions(cartridge, bringing, row, by, now)
    left_out = [*cartridge.left_out, *bringing.left_out]
    BroughtCourse.objects.create(
        course=course, file_name=row.file_name, at=now, by_name=by.account.name, questions=questions,
        lessons=len(list(draft.lessons)), left_out=[[each.name, each.why] for each in left_out],
    )  # fmt: skip
    return course


def _drafted(draft: drafting.Draft, cartridge: cartridges.Cartridge, bringing: _Bringing) -> drafting.Draft:
    for unit in cartridge.units:
        lessons = [lesson for lesson in map(bringing.lesson, unit.parts) if lesson is not None]
        if not lessons:
            continue
        draft = drafting.add_unit(draft, title=unit.title)
        for lesson in lessons:
            draft = drafting.add_lesson(draft, unit=draft.last_unit, lesson=lesson)
    return draft if draft.units else drafting.add_unit(draft, title="")


def _questions(
    cartridge: cartridges.Cartridge, bringing: _Bringing, row: Upload, by: Post, now: datetime
) -> QuestionFile | None:
    """The questions of all its assessments and banks, kept to be looked at; None when it has none."""
    files = list(bringing.question_files(cartridge.questions))
    if not files:
        return None
    reading = read_cartridge_questions(files)
    return keep_question_file(programme=row.programme, name=row.file_name, reading=reading, by=by, now=now)
