"""A file as uploaded, told apart by its content and read by the reader of its format; and files that go out."""

from collections.abc import Iterable, Iterator

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from xingtan.courses.questions import table
from xingtan.courses.questions.content import Question
from xingtan.courses.questions.gift import read_gift, write_gift
from xingtan.courses.questions.moodle import read_moodle
from xingtan.courses.questions.qti import read_qti
from xingtan.courses.questions.reading import Gathering, Reading
from xingtan.foundation import packages
from xingtan.foundation.cells import Faulty
from xingtan.foundation.file_kinds import FileKind, kind_of
from xingtan.foundation.packages import BROKEN, Package, Unsafe
from xingtan.foundation.sheet_reader import decoded
from xingtan.foundation.sheets import SheetUnreadable, read_workbook, write_workbook
from xingtan.foundation.uploads import check_size, refusal_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_BOOKS = frozenset({FileKind.XLSX, FileKind.XLS, FileKind.ODS})
_QTI_MARKS = (b"imsqti", b"<assessmentItem", b":assessmentItem")


def read_question_file(content: bytes, name: str) -> Reading:
    """The questions of an uploaded file, whatever its format; raises an ``UploadRefused`` for what is none."""
    check_size(len(content))
    kind = kind_of(content, name)
    if kind is FileKind.ZIP:
        return read_qti(_packed(content))
    if kind in _BOOKS:
        return _sheet(content, name)
    start = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith((b"<?xml", b"<quiz", b"<!DOCTYPE", b"<assessment")):
        is_qti = any(mark in content[:65536] for mark in _QTI_MARKS)
        return read_qti([("", content)]) if is_qti else read_moodle(content)
    if name.lower().endswith((".csv", ".tsv")):
        return _sheet(content, name)
    try:
        return read_gift(decoded(content).replace("\r\n", "\n").replace("\r", "\n"))
    except Faulty as fault:
        raise SheetUnreadable() from fault


def _sheet(content: bytes, name: str) -> Reading:
    """The first sheet that has the headings; where none has, what is wrong with the first."""
    readings = [table.read_rows(sheet.rows) for sheet in read_workbook(content, name=name).visible]
    headed = [each for each in readings if not any(problem.flaw.code == "no_header" for problem in each.problems)]
    return (headed or readings or [Gathering().done()])[0]


def _packed(content: bytes) -> Iterator[tuple[str, bytes]]:
    """The XML files of a packed folder, looked through before any is read."""
    try:
        package = packages.opened(content)
        packages.look_through(package)
    except Unsafe as unsafe:
        raise refusal_of(unsafe) from unsafe
    for member in package.members:
        if member.filename.lower().endswith(".xml"):
            yield member.filename.replace("\\", "/").rpartition("/")[2], _part(package, member.filename)


def _part(package: Package, name: str) -> bytes:
    try:
        return package.read(name)
    except BROKEN as error:
        raise SheetUnreadable() from error


def as_workbook(questions: Iterable[Question]) -> HttpResponse:
    """Questions in the columns of the template."""
    return _file(write_workbook(table.COLUMNS, table.write_rows(questions), sheet="题库"), "题库.xlsx", XLSX)


def template() -> HttpResponse:
    """The template with a row of each kind."""
    content = write_workbook(table.COLUMNS, table.write_rows(table.EXAMPLES), sheet="题库", blank_rows=100)
    return _file(content, "题库导入模板.xlsx", XLSX)


def as_gift(questions: Iterable[Question]) -> HttpResponse:
    """Questions in Moodle's text format."""
    return _file(write_gift(questions).encode(), "题库.gift.txt", "text/plain; charset=utf-8")


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = content_disposition_header(True, name)  # noqa: FBT003 - Django's own signature
    return answer
