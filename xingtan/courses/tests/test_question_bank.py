"""The bank: versions stay, nothing comes twice, nothing comes by halves, others see nothing."""

import io
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from xingtan.accounts.models import Kind
from xingtan.accounts.tests import given as people
from xingtan.courses.actions import questions as actions
from xingtan.courses.errors.questions import (
    FileHasProblems,
    FileTakenAlready,
    QuestionChangedMeanwhile,
    QuestionTwice,
    QuestionUnsound,
)
from xingtan.courses.models.questions import BankQuestion, QuestionFile, QuestionVersion
from xingtan.courses.question_files import read_question_file
from xingtan.courses.questions.content import Option
from xingtan.courses.questions.table import COLUMNS, EXAMPLES
from xingtan.courses.tests import given_questions as given
from xingtan.courses.tests.question_samples import ALL, SINGLE
from xingtan.foundation import clock
from xingtan.foundation.sheets import write_workbook
from xingtan.foundation.uploads import ArchiveUnsafe
from xingtan.programmes.tests import given as programmes

pytestmark = pytest.mark.django_db


def change(row: BankQuestion, question: object = SINGLE, *, seen: int = 1) -> BankQuestion:
    return actions.change_question(row=row, question=question, seen=seen, by=None, now=clock.now())  # type: ignore[arg-type]


def test_a_changed_question_keeps_what_was_asked_before() -> None:
    row = given.question(SINGLE)

    changed = change(row, replace(SINGLE, text="师德之魂是？"))

    assert changed.version == 2
    assert [each.asked.text for each in row.versions.all()] == ["师德之魂是？", SINGLE.text]


def test_filing_elsewhere_is_no_new_version() -> None:
    row = given.question(SINGLE)

    changed = change(row, replace(SINGLE, category="师德/基础", difficulty=3))

    assert (changed.version, str(changed.category), changed.difficulty) == (1, "师德/基础", 3)


def test_a_version_cannot_be_changed_in_the_database() -> None:
    given.question(SINGLE)

    with pytest.raises(DatabaseError), transaction.atomic():
        QuestionVersion.objects.update(number=9)


def test_who_looked_at_an_older_version_is_told_and_nothing_is_lost() -> None:
    row = given.question(SINGLE)
    change(row, replace(SINGLE, text="新的题干"))

    with pytest.raises(QuestionChangedMeanwhile):
        change(row, replace(SINGLE, text="另一个题干"))

    row.refresh_from_db()
    assert row.text == "新的题干"


def test_the_same_question_is_in_the_bank_once() -> None:
    given.question(SINGLE)

    with pytest.raises(QuestionTwice):
        given.question(replace(SINGLE, text=f" {SINGLE.text} ", feedback="别的解析"))

    assert BankQuestion.objects.count() == 1


def test_an_unsound_question_says_what_it_lacks() -> None:
    with pytest.raises(QuestionUnsound, match="没有标出正确的选项"):
        given.question(replace(SINGLE, options=(Option("甲"), Option("乙"))))

    assert not BankQuestion.objects.exists()


def take(file: QuestionFile, *, only_good: bool = False) -> QuestionFile:
    return actions.take_question_file(file=file, only_good=only_good, by=None, now=clock.now())


def test_a_file_with_problems_is_not_taken_by_halves() -> None:
    file = given.file(given.BAD_GIFT)

    with pytest.raises(FileHasProblems):
        take(file)

    assert not BankQuestion.objects.exists()


def test_the_good_ones_are_taken_when_they_are_said_to_be_enough() -> None:
    assert take(given.file(given.BAD_GIFT), only_good=True).added == 2


def test_the_same_file_again_adds_nothing() -> None:
    take(given.file())

    again = take(given.file())

    assert again.added == 0
    assert BankQuestion.objects.count() == 2


def test_a_file_with_the_same_question_twice_adds_it_once() -> None:
    assert take(given.file(f"{given.GOOD_GIFT}\n\n{given.GOOD_GIFT}")).added == 2


def test_a_file_taken_is_not_taken_again() -> None:
    file = take(given.file())

    with pytest.raises(FileTakenAlready):
        take(file)


def zipped(**parts: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "../"), content)
    return buffer.getvalue()


def test_a_packed_folder_that_points_outside_is_refused() -> None:
    with pytest.raises(ArchiveUnsafe):
        read_question_file(zipped(**{"__evil.xml": "<a/>"}), "qti.zip")


def test_a_packed_folder_with_a_document_type_is_refused() -> None:
    with pytest.raises(ArchiveUnsafe):
        read_question_file(zipped(a="<!DOCTYPE x><assessmentItem/>"), "qti.zip")


@pytest.fixture
def browser() -> Client:
    return people.signed_in(given.editor())


def test_the_template_is_read_as_it_is_offered(browser: Client) -> None:
    content = browser.get("/courses/questions/template/").content

    reading = read_question_file(content, "题库导入模板.xlsx")

    assert not reading.problems
    assert [found.question for found in reading.found] == list(EXAMPLES)


def test_the_bank_leaves_as_a_workbook_that_comes_back_the_same(browser: Client) -> None:
    for asked in ALL:
        given.question(asked)

    content = browser.get("/courses/questions/?export=xlsx&sort=text").content

    rows = list(openpyxl.load_workbook(io.BytesIO(content)).active.values)  # type: ignore[union-attr]
    assert rows[0] == COLUMNS
    again = {found.question for found in read_question_file(content, "题库.xlsx").found}
    assert again == set(ALL)


def test_the_bank_leaves_as_gift(browser: Client) -> None:
    given.question(SINGLE)

    content = browser.get("/courses/questions/?export=gift").content

    assert [found.question for found in read_question_file(content, "题库.gift.txt").found] == [SINGLE]


def test_an_uploaded_sheet_shows_its_problems_by_row_and_is_taken_when_told(browser: Client) -> None:
    rows = [["单选题", "一加一？", "二", "三", "A"], ["单选题", "二加二？", "三", "四", "D"]]
    content = write_workbook(["题型", "题干", "选项A", "选项B", "正确答案"], rows)
    upload = SimpleUploadedFile("题.xlsx", content)

    page = browser.post("/courses/questions/files/", {"file": upload}, follow=True)

    text = page.content.decode()
    where = page.redirect_chain[-1][0]
    assert "“D”" in text
    assert ">3<" in text
    assert browser.post(where, {}).status_code == 422
    assert not BankQuestion.objects.exists()
    browser.post(where, {"only_good": "on"})
    assert BankQuestion.objects.get().text == "一加一？"


def test_a_question_is_written_without_script_and_what_was_typed_stays(browser: Client) -> None:
    typed = {
        "text": "<b>一加一</b>？",
        "option_0": "二",
        "option_1": "三",
        "right": "5",
        "difficulty": "2",
        "category": "算术",
    }

    refused = browser.post("/courses/questions/new/?kind=single", typed)
    kept = browser.post("/courses/questions/new/?kind=single", typed | {"right": "0"})

    assert refused.status_code == 422
    assert 'value="二"' in refused.content.decode()
    assert kept.status_code == 302
    row = BankQuestion.objects.get()
    assert "&lt;b&gt;一加一&lt;/b&gt;" in browser.get(f"/courses/questions/{row.public_id}/").content.decode()


def test_the_list_takes_the_same_number_of_queries_at_any_size(browser: Client) -> None:
    counts = []
    browser.get("/courses/questions/")
    for more in (2, 12):
        for _each in range(more):
            given.question(category="师德/基础")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert browser.get("/courses/questions/?text=师德&category=师德").status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert counts[0] <= 12


def test_those_ticked_are_approved_and_the_filter_stays(browser: Client) -> None:
    row = given.question(is_approved=False)

    answer = browser.post("/courses/questions/state/?kind=single", {"question": row.public_id, "state": "approved"})

    row.refresh_from_db()
    assert row.state == "approved"
    assert answer["Location"] == "/courses/questions/?kind=single"


@pytest.mark.parametrize("kind", [Kind.FINANCE, Kind.LEARNER, Kind.TUTOR])
def test_nobody_else_sees_the_answers(kind: str) -> None:
    row = given.question()
    programme = programmes.programme_2020()
    browser = people.signed_in(people.post(kind, programme_code=programme.code))

    assert browser.get(f"/courses/questions/{row.public_id}/").status_code == 404
