"""The sample rosters read as a careful clerk reads them."""

import json
from datetime import date
from pathlib import Path

import pytest

from xingtan.foundation.sheets import read_workbook
from xingtan.foundation.uploads import UploadRefused
from xingtan.rosters.sheet import FIELDS, County, Grid, read_grids, vocabulary_of

SAMPLES = Path(__file__).resolve().parents[3] / "tests/samples/rosters"
COUNTIES = (
    *("忻府区", "定襄县", "五台县", "代县", "繁峙县", "宁武县", "静乐县", "神池县", "五寨县", "岢岚县", "河曲县"),
    *("保德县", "偏关县", "原平市", "五台山风景名胜区"),
)
VOCABULARY_OF_XINZHOU = vocabulary_of(counties=[County(name) for name in COUNTIES], city="忻州市")
TRUTHS = sorted(SAMPLES.glob("*.truth.json"))


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda path: path.name.split(".")[0])
def test_a_sample_reads_as_its_truth(truth: Path) -> None:
    expected = json.loads(truth.read_text(encoding="utf-8"))
    sheet = next(path for path in SAMPLES.glob(f"{truth.name.split('.')[0]}.*") if path.suffix != ".json")

    try:
        book = read_workbook(sheet)
        grids = [Grid(each.name, each.rows, each.merges) for each in book.visible]
        reading = read_grids(grids, VOCABULARY_OF_XINZHOU, date(2020, 12, 1))
        error, teachers = reading.file_error, reading.teachers
    except UploadRefused:
        error, teachers = "unreadable", []

    assert error == expected["file_error"]
    assert [
        {**{field: getattr(each, field) for field in FIELDS}, "problems": [str(problem) for problem in each.problems]}
        for each in teachers
    ] == expected["teachers"]
