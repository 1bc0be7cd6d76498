"""Heart: reads any Annex 1 (R33) from grids of cells, as domain facts §6 describe its untidiness.

Finds the header by its words, joins two-row headers, fills merged cells, passes over titles, totals
and signatures, repairs what is certain (full width, blanks, +86, 1.38E10, lower-case x), and names
what is not, cell by cell. Never guesses a person.

    >>> from datetime import date
    >>> grid = Grid("Sheet1", [["姓名", "手机", "身份证"], ["张 三 丰", 13800138001.0, "99999919800101001x"]])
    >>> teacher = read_grids([grid], vocabulary_of(), date(2020, 12, 1)).teachers[0]
    >>> teacher.name, teacher.mobile, [str(problem) for problem in teacher.problems][:2]
    ('张三丰', '13800138001', ['stage:missing', 'subject:missing'])
"""

from xingtan.rosters.sheet.keeping import KeptRows, packed, unpacked
from xingtan.rosters.sheet.parts import (
    CODES,
    FIELDS,
    Grid,
    Ignored,
    Offer,
    Offered,
    Problem,
    Reading,
    Teacher,
    Value,
    Vocabulary,
)
from xingtan.rosters.sheet.reading import read_grids, read_with, with_duplicates, with_own_school
from xingtan.rosters.sheet.rows import RowReader
from xingtan.rosters.sheet.vocabulary import CITY_DIRECT, County, vocabulary_of

__all__ = [
    "CITY_DIRECT",
    "CODES",
    "FIELDS",
    "County",
    "Grid",
    "Ignored",
    "KeptRows",
    "Offer",
    "Offered",
    "Problem",
    "Reading",
    "RowReader",
    "Teacher",
    "Value",
    "Vocabulary",
    "packed",
    "read_grids",
    "read_with",
    "unpacked",
    "vocabulary_of",
    "with_duplicates",
    "with_own_school",
]
