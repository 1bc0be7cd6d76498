"""The bank's own spreadsheet: its columns, rows read into questions, questions written as rows.

``read_rows`` gets the cells of a sheet; row numbers are those a person sees in Excel.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from xingtan.courses.questions.content import (
    CHOICES,
    EASY,
    HARD,
    MIDDLE,
    Flaw,
    Kind,
    Option,
    Pair,
    Question,
    flaw,
    read_number,
    shown_number,
    tidied,
)
from xingtan.courses.questions.reading import Gathering, Reading

KIND, TEXT, ANSWER, TOLERANCE = "题型", "题干", "正确答案", "允许误差"
FEEDBACK, DIFFICULTY, CATEGORY = "解析", "难度", "分类"
LETTERS: Final = "ABCDEFGHIJKL"
OPTIONS: Final = tuple(f"选项{letter}" for letter in LETTERS)
COLUMNS: Final = (KIND, TEXT, *OPTIONS, ANSWER, TOLERANCE, FEEDBACK, DIFFICULTY, CATEGORY)
NEEDED: Final = (KIND, TEXT, ANSWER)
KIND_WORDS: Final = {
    Kind.SINGLE: "单选题",
    Kind.MULTIPLE: "多选题",
    Kind.TRUE_FALSE: "判断题",
    Kind.SHORT: "填空题",
    Kind.NUMERIC: "数值题",
    Kind.MATCHING: "连线题",
}
_KINDS: Final = {word: kind for kind, word in KIND_WORDS.items()} | {
    "单选": Kind.SINGLE, "多选": Kind.MULTIPLE, "判断": Kind.TRUE_FALSE, "填空": Kind.SHORT, "简答题": Kind.SHORT,
    "数值": Kind.NUMERIC, "计算题": Kind.NUMERIC, "连线": Kind.MATCHING, "匹配题": Kind.MATCHING,
}  # fmt: skip
DIFFICULTY_WORDS: Final = {EASY: "易", MIDDLE: "中", HARD: "难"}
_DIFFICULTIES: Final = {word: level for level, word in DIFFICULTY_WORDS.items()} | {
    "": MIDDLE, "1": EASY, "2": MIDDLE, "3": HARD, "容易": EASY, "简单": EASY, "中等": MIDDLE, "较难": HARD, "困难": HARD,
}  # fmt: skip
TRUE, FALSE = "正确", "错误"
_TRUTHS: Final = {
    TRUE: True, "对": True, "√": True, "✓": True, "是": True, "T": True, "TRUE": True, "A": True,
    FALSE: False, "错": False, "×": False, "✗": False, "X": False, "否": False, "F": False, "FALSE": False, "B": False,
}  # fmt: skip
ARROW: Final = "->"
BAR: Final = "|"
_HEADER_WITHIN: Final = 10
EXAMPLES: Final = (
    Question(Kind.SINGLE, "教师职业道德规范的核心是什么？", (Option("爱岗敬业"), Option("关爱学生", is_right=True), Option("终身学习")), feedback="关爱学生是师德的灵魂。", category="师德", difficulty=EASY),
    Question(Kind.MULTIPLE, "下列哪些属于校本研修的形式？", (Option("集体备课", is_right=True), Option("听课评课", is_right=True), Option("个人旅游")), category="校本研修"),
    Question(Kind.TRUE_FALSE, "教师可以公开学生的考试名次。", truth=False, category="师德", difficulty=EASY),
    Question(Kind.SHORT, "“学而不思则罔”出自哪部书？", answers=("论语", "《论语》"), category="教育经典"),
    Question(Kind.NUMERIC, "1 学时为多少分钟？", number=Decimal(45), tolerance=Decimal(0), category="培训须知"),
    Question(Kind.MATCHING, "请把教育家与著作对应起来。", pairs=(Pair("孔子", "论语"), Pair("陶行知", "中国教育改造"), Pair("", "理想国")), category="教育经典", difficulty=HARD),
)  # fmt: skip
"""One row of each kind, for the template."""


def read_rows(rows: Sequence[Sequence[Any]]) -> Reading:
    """The questions of a sheet and what is wrong with it, by row."""
    gathering = Gathering()
    header, places = _header(rows)
    if not places:
        gathering.complain(1, "no_header", columns="、".join(NEEDED))
        return gathering.done()
    for name in COLUMNS:
        if name in NEEDED and name not in places:
            gathering.complain(header + 1, "column_missing", column=name)
    if gathering.problems:
        return gathering.done()
    for number, row in enumerate(rows[header + 1 :], header + 2):
        said = {name: _text(row[place]) if place < len(row) else "" for name, place in places.items()}
        if any(said.values()):
            question, wrong = _question(said)
            gathering.take(number, question, wrong)
    return gathering.done()


def _header(rows: Sequence[Sequence[Any]]) -> tuple[int, dict[str, int]]:
    """Where the headings stand and which column each is in."""
    for number, row in enumerate(rows[:_HEADER_WITHIN]):
        texts = ["".join(_text(cell).split()) for cell in row]
        places = {name: texts.index(name) for name in COLUMNS if name in texts}
        if len(places) >= 2 and (KIND in places or TEXT in places):
            return number, places
    return 0, {}


def _text(cell: Any) -> str:
    """A cell as it was typed: Excel makes 45 a float and 正确 sometimes a truth value."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return TRUE if cell else FALSE
    if isinstance(cell, float | int):
        return shown_number(Decimal(str(cell)))
    return tidied(str(cell))


def _question(said: Mapping[str, str]) -> tuple[Question, list[Flaw]]:
    wrong: list[Flaw] = []
    kind = _KINDS.get(said[KIND].replace(" ", ""))
    if kind is None:
        wrong.append(flaw("kind_unknown_here", said=said[KIND][:20], kinds="、".join(KIND_WORDS.values())))
    difficulty = _DIFFICULTIES.get(said.get(DIFFICULTY, ""), 0)
    if not difficulty:
        wrong.append(flaw("difficulty_unknown", said=said[DIFFICULTY][:20]))
    about = {"feedback": said.get(FEEDBACK, ""), "category": said.get(CATEGORY, ""), "difficulty": difficulty or MIDDLE}
    options = [said.get(name, "") for name in OPTIONS]
    while options and not options[-1]:
        options.pop()
    reader = _READERS[kind or Kind.TRUE_FALSE]
    read, more = reader(options, said[ANSWER], said.get(TOLERANCE, "")) if kind else ({}, [])
    return Question(kind or Kind.TRUE_FALSE, said[TEXT], **read, **about), [*wrong, *more]  # type: ignore[arg-type]


Parts = tuple[dict[str, Any], list[Flaw]]


def _choices(options: list[str], answer: str, _tolerance: str) -> Parts:
    letters = [letter for letter in answer.upper() if letter not in " ,，、;；/|\n"]
    unknown = [letter for letter in letters if letter not in LETTERS[: len(options)]]
    if unknown:
        return {"options": ()}, [flaw("letter_unknown", said=answer[:20], last=LETTERS[max(len(options), 1) - 1])]
    rights = {LETTERS.index(letter) for letter in letters}
    return {"options": tuple(Option(text, place in rights) for place, text in enumerate(options))}, []


def _truth(_options: list[str], answer: str, _tolerance: str) -> Parts:
    truth = _TRUTHS.get(answer.upper())
    return ({}, [flaw("truth_unknown_here", said=answer[:20])]) if truth is None else ({"truth": truth}, [])


def _short(_options: list[str], answer: str, _tolerance: str) -> Parts:
    return {"answers": tuple(_divided(answer, BAR))}, []


def _number(_options: list[str], answer: str, tolerance: str) -> Parts:
    number, around = read_number(answer), read_number(tolerance or "0")
    if number is None or around is None:
        return {}, [flaw("not_a_number", text=(answer if number is None else tolerance)[:40])]
    return {"number": number, "tolerance": around}, []


def _pairs(options: list[str], _answer: str, _tolerance: str) -> Parts:
    halves = [_halves(option) for option in options]
    open_ones = [option for option, half in zip(options, halves, strict=True) if len(half) != 2]
    if open_ones:
        return {}, [flaw("arrow_missing", text=open_ones[0][:40])]
    return {"pairs": tuple(Pair(left, right) for left, right in halves)}, []


def _halves(option: str) -> list[str]:
    """The two sides of a pair, by ``->`` or, where there is none, by a drawn arrow."""
    halves = _divided(option, ARROW)
    return halves if len(halves) != 1 else _divided(option, "→")


_READERS: Final = {
    Kind.SINGLE: _choices,
    Kind.MULTIPLE: _choices,
    Kind.TRUE_FALSE: _truth,
    Kind.SHORT: _short,
    Kind.NUMERIC: _number,
    Kind.MATCHING: _pairs,
}


def _divided(text: str, sign: str) -> list[str]:
    r"""A text divided at a sign; ``\`` before the sign (or before itself) keeps it.

    >>> _divided(r"a\|b|c", "|")
    ['a|b', 'c']
    """
    parts, part, at = [], "", 0
    while at < len(text):
        if text[at] == "\\" and (text.startswith(sign, at + 1) or text.startswith("\\", at + 1)):
            step = sign if text.startswith(sign, at + 1) else "\\"
            part, at = part + step, at + 1 + len(step)
        elif text.startswith(sign, at):
            parts.append(part)
            part, at = "", at + len(sign)
        else:
            part, at = part + text[at], at + 1
    return [*parts, part]


def write_rows(questions: Iterable[Question]) -> Iterable[list[str]]:
    """A row of ``COLUMNS`` for each question; ``read_rows`` gives the same ones back."""
    for question in questions:
        options = _option_cells(question)
        cells = [KIND_WORDS[question.kind], question.text, *options, *[""] * (len(OPTIONS) - len(options))]
        tolerance = shown_number(question.tolerance) if question.kind is Kind.NUMERIC and question.tolerance else ""
        about = [question.feedback, DIFFICULTY_WORDS[question.difficulty], question.category]
        yield [*cells, _answer_cell(question), tolerance, *about]


def _option_cells(question: Question) -> list[str]:
    if question.kind in CHOICES:
        return [option.text for option in question.options]
    return [f"{_kept(pair.left, ARROW)} {ARROW} {_kept(pair.right, ARROW)}".strip() for pair in question.pairs]


def _answer_cell(question: Question) -> str:
    match question.kind:
        case Kind.SINGLE | Kind.MULTIPLE:
            return "".join(letter for letter, option in zip(LETTERS, question.options, strict=False) if option.is_right)
        case Kind.TRUE_FALSE:
            return TRUE if question.truth else FALSE
        case Kind.SHORT:
            return BAR.join(_kept(answer, BAR) for answer in question.answers)
        case Kind.NUMERIC:
            return shown_number(question.number)
        case Kind.MATCHING:
            return ""


def _kept(text: str, sign: str) -> str:
    return text.replace("\\", "\\\\").replace(sign, f"\\{sign}")
