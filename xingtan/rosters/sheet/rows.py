"""Reads the rows under a header: which is a teacher, and what its cells say."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import count, repeat

from xingtan.rosters.rules import IdRule
from xingtan.rosters.sheet.cells import (
    Cell,
    as_seen,
    clean_choice,
    clean_county,
    clean_id,
    clean_mobile,
    clean_name,
    clean_school,
    clean_subject,
    is_formula,
    is_plain_mobile,
    is_plain_name,
    other_subjects,
    text_of,
)
from xingtan.rosters.sheet.parts import FIELDS, Problem, Teacher, Value, Vocabulary

_SIGNATURE = re.compile(
    r"填表|制表|审核|审批|填报|经办|校长|园长|负责人|签字|签名|签章|盖章|公章|日期|联系人|联系电话|报送"
    r"|^(?:说明|备注|注|填写说明|填表说明)\s*[:：1一]|^(?:联系)?电话|\d{4}年\d*月?\d*日?$|^年月日$"
)
_TOTAL = re.compile(r"合计|总计|小计|共计|总人数|^共\s*\d*\s*[人名位]|^以上共|^人数")
_EXAMPLE = re.compile(r"^[(（【]?(?:例|示例|样例|举例|范例|填写示例|例如|例：)")
_TITLE = re.compile(r"报名表|登记表|名单|附件|通知|培训")
_FEWEST_MOBILE_DIGITS = 7
_FEWEST_ID_DIGITS = 10


class _Cleaned(dict[Value, Cell]):
    """Cleaned cells of a column with few different values, each worked out once."""

    def __init__(self, clean: Callable[[Value], Cell]) -> None:
        super().__init__()
        self._clean = clean

    def __missing__(self, value: Value) -> Cell:
        self[value] = cell = self._clean(value)
        return cell


class RowReader:
    """Reads rows with one vocabulary as of one day; keeps what it has learnt from row to row."""

    def __init__(self, vocabulary: Vocabulary, on: date) -> None:
        self._id_rule = IdRule(on)
        self._stages = _Cleaned(partial(clean_choice, choices=vocabulary.stages, why="stage"))
        self._subjects = _Cleaned(partial(clean_subject, choices=vocabulary.subjects))
        self._others = _Cleaned(partial(other_subjects, choices=vocabulary.subjects))
        self._counties = _Cleaned(partial(clean_county, choices=vocabulary.counties))
        self._schools = _Cleaned(clean_school)

    def read(self, values: Sequence[Value], note: Value = "", sheet: str = "", row: int = 0) -> Teacher:
        """The teacher in one row, whatever state it is in. ``values`` in the order of ``FIELDS``."""
        name, stage, subject, mobile, id_number, county, school = values
        cells: tuple[Cell, ...] = (
            clean_name(name),
            self._stages[stage],
            self._subjects[subject],
            clean_mobile(mobile),
            clean_id(id_number, self._id_rule),
            self._counties[county],
            self._schools[school],
        )
        if any(map(is_formula, values)):
            cells = tuple(
                Cell(text_of(value), "invalid", "formula") if is_formula(value) else cell
                for value, cell in zip(values, cells, strict=True)
            )
        others = self._others[subject].value
        text = text_of(note)
        text = f"{text} 兼教{others}".strip() if others else text
        read = [cell.value for cell in cells]
        wrong = [(field, value, cell) for field, value, cell in zip(FIELDS, values, cells, strict=True) if cell.code]
        problems = tuple(Problem(field, cell.code, cell.why) for field, _, cell in wrong)
        typed = tuple((field, as_seen(value)) for field, value, _ in wrong)
        return Teacher._make((*read, text, sheet, row, problems, typed))

    def read_columns(
        self, columns: Sequence[Sequence[Value]], notes: Sequence[Value], sheet: str, first_row: int
    ) -> list[Teacher]:
        """The teachers of many rows, column by column: only rows that are not plain are read one by one."""
        names, stages, subjects, mobiles, numbers, counties, schools = columns
        plain_name, sound = is_plain_name, self._id_rule.is_sound
        plain = [
            type(name) is type(mobile) is type(number) is str
            and plain_name(name) is not None and is_plain_mobile(mobile) is not None and sound(number) and not note
            for name, mobile, number, note in zip(names, mobiles, numbers, notes, strict=True)
        ]  # fmt: skip
        closed = [
            self._plain_words(cache, words, plain)
            for cache, words in (
                (self._stages, stages), (self._subjects, subjects), (self._counties, counties), (self._schools, schools)
            )
        ]  # fmt: skip
        stage_words, subject_words, county_words, school_words = closed
        read = list(
            map(
                Teacher, names, stage_words, subject_words, mobiles, numbers, county_words, school_words,
                repeat(""), repeat(sheet), count(first_row),
            )
        )  # fmt: skip
        for index, is_plain in enumerate(plain):
            if not is_plain:
                values = [column[index] for column in columns]
                read[index] = self.read(values, notes[index], sheet, first_row + index)
        return read

    def _plain_words(self, cache: _Cleaned, words: Sequence[Value], plain: list[bool]) -> list[str]:
        """The words of a closed column; rows whose word is doubtful or names several subjects are no longer plain."""
        doubtful = {
            word
            for word in set(words)
            if cache[word].code or is_formula(word) or (cache is self._subjects and self._others[word].value)
        }
        if doubtful:
            for index, word in enumerate(words):
                if word in doubtful:
                    plain[index] = False
        values = {word: cache[word].value for word in set(words)}
        return [values[word] for word in words]


def why_no_teacher(teacher: Teacher, texts: Sequence[str]) -> str | None:
    """Why a row with problems is no teacher at all, or ``None`` when it is one.

    ``texts`` are the row's cells but for the note, where 负责人 is said of a teacher.
    """
    texts = [text for text in texts if text]
    if not texts or all(text.isdigit() and len(text) < _FEWEST_MOBILE_DIGITS for text in texts):
        return "blank"
    if _EXAMPLE.match(texts[0]):
        return "example"
    wrong = {problem.field: problem for problem in teacher.problems}
    named = "name" not in wrong
    if _has_digits(teacher.id_number, wrong.get("id_number"), _FEWEST_ID_DIGITS):
        return None
    if named and not {"stage", "subject"} <= wrong.keys():
        return None
    keyword = _keyword(texts)
    if keyword:
        return keyword
    if named or _has_digits(teacher.mobile, wrong.get("mobile"), _FEWEST_MOBILE_DIGITS) or _teaches(teacher, wrong):
        return None
    if any(_TITLE.search(text) for text in texts):
        return "title"
    return "no_person"


def _teaches(teacher: Teacher, wrong: Mapping[str, Problem]) -> bool:
    """Whether somebody of a sound stage and subject is meant, though neither name nor number can be read."""
    is_said = any(teacher.shown(field) for field in ("name", "mobile", "id_number"))
    return is_said and not {"stage", "subject"} & wrong.keys()


def _has_digits(value: str, problem: Problem | None, fewest: int) -> bool:
    if problem is None or problem.code == "precision_lost":
        return True
    return sum(map(str.isdigit, value)) >= fewest and not _SIGNATURE.search(value)


def _keyword(texts: Sequence[str]) -> str | None:
    for text in texts:
        squeezed = "".join(text.split())
        if _TOTAL.search(squeezed):
            return "total"
        if _SIGNATURE.search(squeezed):
            return "signature"
    return None
