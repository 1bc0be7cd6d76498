"""Sheets for the tests: rows as a school would type them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from xingtan.rosters.sheet import County, Grid, Reading, Value, read_grids, vocabulary_of

ON = date(2020, 12, 1)
HEADER = ["序号", "姓名", "学段", "学科", "手机号(注册用)", "身份证号", "县(市、区)", "学校全称", "备注"]
SCHOOL = "五台县建安乡中心小学"
COUNTIES = ("忻府区", "五台县", "代县", "原平市", "五台山风景名胜区", "岢岚县")
VOCABULARY = vocabulary_of(counties=[County(name) for name in COUNTIES], city="忻州市")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def identity(serial: int = 1, birth: str = "19800101") -> str:
    """A well-formed number of a division that is nowhere."""
    digits = f"999999{birth}{serial:03d}"
    return digits + "10X98765432"[sum(int(each) * weight for each, weight in zip(digits, _WEIGHTS, strict=True)) % 11]


def row(serial: int = 1, **changed: Any) -> list[Value]:
    """A sound row, or one with some cells changed by field."""
    cells: dict[str, Value] = {
        "index": float(serial), "name": "王秀英", "stage": "小学", "subject": "语文",
        "mobile": f"1980000{serial:04d}", "id_number": identity(serial), "county": "五台县", "school": SCHOOL, "note": "",
    }  # fmt: skip
    return list((cells | changed).values())


def read(*rows: Sequence[Value], header: Sequence[Value] = HEADER, **grid: object) -> Reading:
    """What is read from one sheet with a header and these rows."""
    return read_grids([Grid("Sheet1", [list(header), *rows], **grid)], VOCABULARY, ON)  # type: ignore[arg-type]


def told(reading: Reading) -> list[list[str]]:
    """The problems of each teacher as ``field:code``."""
    return [[str(problem) for problem in teacher.problems] for teacher in reading.teachers]
