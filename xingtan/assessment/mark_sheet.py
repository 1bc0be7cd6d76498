"""Reads a sheet of marks from its cells: one row a mark, columns found by their words. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from xingtan.assessment.errors import (
    DayUnreadable,
    MinutesOutOfRange,
    NameDiffers,
    NoMarksInSheet,
    NotEnrolledHere,
    UnknownPart,
)
from xingtan.assessment.marking import MOST_MINUTES, NewMark, marked_parts, read_score
from xingtan.assessment.scheme import Scheme
from xingtan.foundation.text import compact, folded

COLUMNS = ("学员编号或手机号", "姓名", "学校", "考核项", "得分", "完成日期", "时长（分钟）", "依据")
"""The columns of the sheet to fill in. They are found by their words; the school is for reading only."""
_STARTS = (("学员编号", "手机"), ("姓名",), ("考核",), ("得分",), ("完成日期",), ("时长",), ("依据",))
_HEADER_WITHIN = 10
MOST_ROWS = 20_000
_DAY_SIGNS = str.maketrans("年月/.", "----", "日")


@dataclass(frozen=True)
class SheetRow:
    """One row as it stands in the sheet; ``number`` is the one the person sees."""

    number: int
    who: str
    """Learner number or mobile."""
    name: str
    part: str
    score: str
    done_on: str
    minutes: str
    evidence: str

    def mark_for(self, enrolled_name: str | None, scheme: Scheme) -> NewMark:
        """The mark this row gives the person it names; raises what is wrong with it first."""
        if enrolled_name is None:
            raise NotEnrolledHere()
        if compact(enrolled_name) != compact(self.name):
            raise NameDiffers(name=self.name)
        return NewMark(
            part=self._part_key(scheme),
            score=read_score(self.score),
            done_on=_day(self.done_on),
            evidence=self.evidence,
            minutes=self._minutes(),
        )

    def _part_key(self, scheme: Scheme) -> str:
        parts = marked_parts(scheme)
        names = {compact(name): part.key for part in parts for name in (part.title_zh, part.title_en, part.key)}
        if compact(self.part) not in names:
            raise UnknownPart(part=self.part, parts="、".join(part.title_zh for part in parts))
        return names[compact(self.part)]

    def _minutes(self) -> int:
        text = self.minutes or "0"
        if not (text.isascii() and text.isdecimal() and int(text[:6]) <= MOST_MINUTES):
            raise MinutesOutOfRange(most=MOST_MINUTES)
        return int(text)


def read_rows(table: Sequence[Sequence[Any]]) -> list[SheetRow]:
    """The rows of a sheet's cells; raises ``NoMarksInSheet`` when the headings are not there or there is too much."""
    for position, cells in enumerate(table[:_HEADER_WITHIN]):
        places = _places(cells)
        if places is not None:
            rows = list(_rows(table[position + 1 :], places, position + 2))
            if len(rows) > MOST_ROWS:
                break
            return rows
    raise NoMarksInSheet(most=MOST_ROWS)


def _places(cells: Sequence[Any]) -> list[int] | None:
    """Where each column stands, if these cells are the headings."""
    words = [compact(str(cell)) for cell in cells]
    found = [next((at for at, word in enumerate(words) if word.startswith(starts)), -1) for starts in _STARTS]
    return None if -1 in found else found


def _rows(table: Sequence[Sequence[Any]], places: Sequence[int], first: int) -> Iterator[SheetRow]:
    """The rows with something in them; a learner listed and left blank is no fault."""
    for number, cells in enumerate(table, start=first):
        values = [_text(cells[place]) if place < len(cells) else "" for place in places]
        if any(values[2:]):
            yield SheetRow(number, *values)


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return folded(str(cell)) if cell is not None else ""


def _day(text: str) -> date:
    plain = text.translate(_DAY_SIGNS)
    try:
        year, month, day = (int(part) for part in plain.split(" ")[0].split("-"))
        return date(year, month, day)
    except ValueError as error:
        raise DayUnreadable(day=text[:20]) from error
