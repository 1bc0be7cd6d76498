r"""GIFT, Moodle's text format: read with every problem named by its line, and written.

Blank lines stand between questions. One question a line without blank lines between is understood too, so a file in
which every line is wrong has a problem for every line. Everything is one pass over the text.

>>> reading = read_gift("1+1 {=2 ~3}\n\nno answers here")
>>> [(each.place, each.question.kind.value) for each in reading.found]
[(1, 'single')]
>>> [(each.place, each.flaw.code) for each in reading.problems]
[(3, 'no_braces')]
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from xingtan.courses.questions.content import (
    MIDDLE,
    Flaw,
    Kind,
    Option,
    Pair,
    Question,
    flaw,
    plain_text,
    read_number,
    shown_number,
    shows_pictures,
    tidied,
)
from xingtan.courses.questions.reading import Gathering, Reading

_BRACES: Final = re.compile(r"\\.|[{}]", re.DOTALL)
_FEEDBACK: Final = re.compile(r"\\.|####", re.DOTALL)
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)
_TO_ESCAPE: Final = re.compile(r"[\\~=#{}:]")
_TITLE: Final = re.compile(r"\s*::(?:\\.|[^\\:]|:(?!:))*::", re.DOTALL)
_FORMAT: Final = re.compile(r"\s*\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
_DIFFICULTY: Final = re.compile(r"\[tag:difficulty-([1-3])\]")
_ANSWER: Final = re.compile(r"\s*([=~])\s*(?:%(-?[\d.]{1,12})%)?((?:\\.|[^\\=~])*)", re.DOTALL)
_ARROW: Final = re.compile(r"((?:\\.|[^\\-]|-(?!>))*)->(.*)", re.DOTALL)
_HASH: Final = re.compile(r"((?:\\.|[^\\#])*)(?:#(.*))?", re.DOTALL)
_TRUTH: Final = re.compile(r"(T|F|TRUE|FALSE)((?:#.*)?)", re.DOTALL | re.IGNORECASE)
_GAP: Final = "____"


@dataclass
class _Draft:
    """A question being gathered line by line."""

    line: int
    text: list[str]
    lines: list[int]
    difficulty: int = MIDDLE
    opened: int = 0
    """The line of its ``{``; 0: none yet."""
    closed: int = 0


def read_gift(text: str) -> Reading:
    """The questions of a GIFT text and what is wrong with it."""
    gathering, category, difficulty = Gathering(), "", MIDDLE
    for block in _blocks(text):
        lines = []
        for number, line in block:
            if line.startswith("//"):
                said = _DIFFICULTY.search(line)
                difficulty = int(said[1]) if said else difficulty
            elif line.upper().startswith("$CATEGORY"):
                category = category_of(line)
            else:
                lines.append((number, line))
        for draft in _drafts(lines, gathering):
            draft.difficulty = difficulty
            _take(draft, category, gathering)
        difficulty = MIDDLE if lines else difficulty
    return gathering.done()


def _blocks(text: str) -> Iterator[list[tuple[int, str]]]:
    block: list[tuple[int, str]] = []
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        said = line.strip()
        if said:
            block.append((number, said))
        elif block:
            yield block
            block = []
    if block:
        yield block


def category_of(line: str) -> str:
    """The path in a ``$CATEGORY: $course$/top/…`` line, without Moodle's own beginning."""
    path = line.partition(":")[2].strip()
    return re.sub(r"^(?:\$\w+\$/?)?(?:top/)?", "", path, count=1)


def _drafts(lines: Iterable[tuple[int, str]], gathering: Gathering) -> Iterator[_Draft]:
    """The questions of a block; what belongs to none is complained about, line by line."""
    draft: _Draft | None = None
    for number, line in lines:
        braces = [mark[0] for mark in _BRACES.finditer(line) if mark[0] in "{}"]
        if draft and draft.opened and braces[:1] == ["}" if draft.closed else "{"]:
            yield from _ended(draft, gathering)
            draft = None
        elif draft and draft.closed and braces:
            yield from _ended(draft, gathering, number)
            draft = None
        draft = draft or _Draft(number, [], [])
        draft.text.append(line)
        draft.lines.append(number)
        if not _follow(draft, number, braces, gathering):
            for earlier in draft.lines[:-1]:
                gathering.complain(earlier, "no_braces")
            draft = None
    if draft:
        yield from _ended(draft, gathering)


def _ended(draft: _Draft, gathering: Gathering, next_line: int = 0) -> Iterator[_Draft]:
    """A draft at the end of its lines: a question, or the reason why it is none.

    Lines after its braces may be the rest of a text with a gap; where another question follows without a blank line
    they may as well be that one's beginning, and nobody guesses.
    """
    if draft.closed and not (next_line and draft.lines[-1] > draft.closed):
        yield draft
    elif draft.closed:
        gathering.complain(draft.closed + 1, "blank_line_missing", next=next_line)
    elif draft.opened:
        gathering.complain(draft.opened, "brace_open")
        for number in draft.lines:
            if number > draft.opened:
                gathering.complain(number, "brace_still_open", first=draft.opened)
    else:
        for number in draft.lines:
            gathering.complain(number, "no_braces")


def _follow(draft: _Draft, number: int, braces: Iterable[str], gathering: Gathering) -> bool:
    """Follow the braces of a line; False when the draft cannot be a question any more, which is told."""
    for brace in braces:
        if brace == "{" and draft.opened:
            gathering.complain(number, "braces_twice")
            return False
        if brace == "}" and (draft.closed or not draft.opened):
            gathering.complain(number, "brace_stray")
            return False
        if brace == "{":
            draft.opened = number
        else:
            draft.closed = number
    return True


def _take(draft: _Draft, category: str, gathering: Gathering) -> None:
    whole = "\n".join(draft.text)
    marks = [mark for mark in _BRACES.finditer(whole) if mark[0] in "{}"]
    before, inside = whole[: marks[0].start()], whole[marks[0].end() : marks[1].start()]
    after = whole[marks[1].end() :]
    title = _TITLE.match(before)
    before = before[title.end() :] if title else before
    said = _FORMAT.match(before)
    before = before[said.end() :] if said else before
    words = _Words(is_plain=bool(said) and said[1].lower() == "plain")  # type: ignore[index]  # said is there
    stem = f"{before.rstrip()} {_GAP} {after.lstrip()}" if after.strip() else before
    answers, feedback = _with_feedback(inside)
    question, wrong = _judged(answers.strip(), words)
    asked = Question(
        question.kind, words.read(stem), question.options, question.truth, question.answers, question.number,
        question.tolerance, question.pairs, tidied(f"{words.read(feedback)}\n{question.feedback}"), category, draft.difficulty,
    )  # fmt: skip
    gathering.take(draft.line, asked, [*wrong, *([flaw("picture")] if words.lost else [])])


def _with_feedback(inside: str) -> tuple[str, str]:
    """What stands between the braces, and what follows the first unescaped ``####``."""
    sign = next((mark for mark in _FEEDBACK.finditer(inside) if mark[0] == "####"), None)
    return (inside[: sign.start()], inside[sign.end() :]) if sign else (inside, "")


class _Words:
    """Reads pieces of text, unescaped and without tags; remembers whether a picture was lost."""

    def __init__(self, *, is_plain: bool) -> None:
        self.is_plain = is_plain
        self.lost = False

    def read(self, piece: str) -> str:
        """A piece as plain text."""
        text = _ESCAPED.sub(_meant, piece)
        if self.is_plain:
            return tidied(text)
        text = _FORMAT.sub("", text, count=1) if _FORMAT.match(text) else text
        self.lost = self.lost or shows_pictures(text)
        return plain_text(text)


def _meant(escaped: re.Match[str]) -> str:
    character = escaped[1]
    if character == "n":
        return "\n"
    return character if character in "\\~=#{}:-" else escaped[0]


_UNKNOWN: Final = Question(Kind.SHORT, "", answers=("?",))
"""Stands for what cannot be judged; a flaw always comes with it."""


def _judged(answers: str, words: _Words) -> tuple[Question, list[Flaw]]:
    """Kind and answers of what stands between the braces."""
    truth = _TRUTH.fullmatch(answers)
    if truth:
        notes = " ".join(filter(None, map(words.read, truth[2].split("#"))))
        return Question(Kind.TRUE_FALSE, "", truth=truth[1].upper().startswith("T"), feedback=notes), []
    if answers.startswith("#"):
        return _numeric(answers[1:].strip(), words)
    if not answers:
        return _UNKNOWN, [flaw("essay")]
    entries, rest = _entries(answers)
    if rest or not entries:
        return _UNKNOWN, [flaw("answer_without_sign", text=words.read(rest or answers)[:40])]
    if all(entry.is_arrow for entry in entries):
        return _matching(entries, words)
    if all(entry.sign == "=" for entry in entries) and len(entries) >= 1 and not any(e.is_arrow for e in entries):
        return _short(entries, words)
    return _choices(entries, words)


@dataclass(frozen=True)
class _Entry:
    sign: str
    weight: Decimal | None
    text: str
    note: str

    @property
    def is_arrow(self) -> bool:
        return self.sign == "=" and bool(_ARROW.fullmatch(self.text))


def _entries(answers: str) -> tuple[list[_Entry], str]:
    """The entries after ``=`` and ``~``, and what stands there without either."""
    found: list[_Entry] = []
    at = 0
    while at < len(answers):
        mark = _ANSWER.match(answers, at)
        if not mark:
            return found, answers[at:]
        text, note = _HASH.match(mark[3]).groups()  # type: ignore[union-attr]  # matches anything
        found.append(_Entry(mark[1], read_number(mark[2]) if mark[2] else None, text, note or ""))
        at = mark.end()
    return found, ""


def _notes(entries: Iterable[_Entry], words: _Words) -> str:
    """What is said to single answers, kept in the explanation beneath them."""
    pairs = ((words.read(entry.text), words.read(entry.note)) for entry in entries if entry.note)
    return "\n".join(f"{text}：{note}" for text, note in pairs if note)


def _choices(entries: list[_Entry], words: _Words) -> tuple[Question, list[Flaw]]:
    weighted = [entry.weight for entry in entries if entry.weight is not None and entry.weight > 0]
    rights = [entry.weight > 0 if entry.weight is not None else entry.sign == "=" for entry in entries]
    options = tuple(Option(words.read(entry.text), right) for entry, right in zip(entries, rights, strict=True))
    has_equals = any(entry.sign == "=" for entry in entries)
    is_partial = has_equals and any(entry.sign == "~" and (entry.weight or 0) > 0 for entry in entries)
    is_uneven = bool(weighted) and max(weighted) - min(weighted) > 1
    kind = Kind.MULTIPLE if weighted and not has_equals else Kind.SINGLE
    wrong = [flaw("partly_right")] if is_partial else [flaw("weights_differ")] if is_uneven else []
    return Question(kind, "", options, feedback=_notes(entries, words)), wrong


def _short(entries: list[_Entry], words: _Words) -> tuple[Question, list[Flaw]]:
    whole = [entry for entry in entries if entry.weight in {None, Decimal(100)}]
    wrong = [flaw("partly_right")] if len(whole) < len(entries) else []
    answers = tuple(words.read(entry.text) for entry in entries)
    return Question(Kind.SHORT, "", answers=answers, feedback=_notes(entries, words)), wrong


def _matching(entries: list[_Entry], words: _Words) -> tuple[Question, list[Flaw]]:
    halves = [_ARROW.fullmatch(entry.text).groups() for entry in entries]  # type: ignore[union-attr]  # asked before
    return Question(Kind.MATCHING, "", pairs=tuple(Pair(words.read(a), words.read(b)) for a, b in halves)), []


def _numeric(said: str, words: _Words) -> tuple[Question, list[Flaw]]:
    entries, rest = _entries(said) if said.startswith("=") else ([], "")
    if len(entries) > 1 or rest:
        return _UNKNOWN, [flaw("several_numbers")]
    text, _, note = (entries[0].text if entries else said).partition("#")
    note = note or (entries[0].note if entries else "")
    low, dots, high = text.partition("..")
    if dots:
        least, most = read_number(low), read_number(high)
        if least is None or most is None:
            return _UNKNOWN, [flaw("not_a_number", text=text.strip()[:40])]
        number, tolerance = (least + most) / 2, (most - least) / 2
    else:
        exact, _, around = text.partition(":")
        said_number, said_tolerance = read_number(exact), read_number(around or "0")
        if said_number is None or said_tolerance is None:
            return _UNKNOWN, [flaw("not_a_number", text=text.strip()[:40])]
        number, tolerance = said_number, said_tolerance
    return Question(Kind.NUMERIC, "", number=number, tolerance=tolerance, feedback=words.read(note)), []


# --- writing -------------------------------------------------------------------------------


def write_gift(questions: Iterable[Question]) -> str:
    """The questions as GIFT; ``read_gift`` gives the same ones back."""
    pieces, category = [], ""
    for question in questions:
        if question.category != category:
            category = question.category
            pieces.append(f"$CATEGORY: {category}\n")
        pieces.append(
            f"// [tag:difficulty-{question.difficulty}]\n[plain]{_written(question.text)} {{{_inside(question)}}}\n"
        )
    return "\n".join(pieces)


def _written(text: str) -> str:
    escaped = _TO_ESCAPE.sub(lambda found: f"\\{found[0]}", text)
    return escaped.replace("->", "\\->").replace("\n", "\\n")


def _answer(sign: str, text: str) -> str:
    """One answer; where its text begins as a weight does, the weight is said, so that the text stays text."""
    weight = {"=": "%100%", "~": "%0%"}[sign] if text.startswith("%") else ""
    return f"{sign}{weight}{_written(text)}"


def _inside(question: Question) -> str:
    feedback = f"####{_written(question.feedback)}" if question.feedback else ""
    match question.kind:
        case Kind.SINGLE:
            said = " ".join(_answer("=" if each.is_right else "~", each.text) for each in question.options)
        case Kind.MULTIPLE:
            said = " ".join(_weighted(question))
        case Kind.TRUE_FALSE:
            said = "TRUE" if question.truth else "FALSE"
        case Kind.SHORT:
            said = " ".join(_answer("=", each) for each in question.answers)
        case Kind.NUMERIC:
            said = f"#{shown_number(question.number)}:{shown_number(question.tolerance)}"
        case Kind.MATCHING:
            said = " ".join(f"{_answer('=', each.left)} -> {_written(each.right)}" for each in question.pairs)
    return f"{said}{feedback}"


def _weighted(question: Question) -> Iterator[str]:
    rights = sum(option.is_right for option in question.options)
    for option in question.options:
        weight = shown_number((Decimal(100) / rights).quantize(Decimal("0.00001"))) if option.is_right else "-100"
        yield f"~%{weight}%{_written(option.text)}"
