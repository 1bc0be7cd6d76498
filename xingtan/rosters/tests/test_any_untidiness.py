"""A sound roster spoiled in any combination of certain ways reads back the same; other spoiling names the cell."""

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from xingtan.rosters.sheet import FIELDS, Grid, Value, read_grids
from xingtan.rosters.tests.sheets import HEADER, ON, VOCABULARY, identity, row

Spoil = Callable[[str], Value]


def wide(text: str) -> str:
    return "".join(chr(ord(each) + 0xFEE0) if "!" <= each <= "~" else each for each in text)


CERTAIN: dict[str, list[Spoil]] = {
    "name": [str, lambda text: "　".join(text), lambda text: f" {text}\u200b", lambda text: f"{text}。"],
    "stage": [str, lambda text: f" {text} ", lambda _: "小学部", lambda _: "小学段"],
    "subject": [str, lambda text: f"{text}\n", lambda text: " ".join(text)],
    "mobile": [
        str,
        float,
        int,
        wide,
        lambda text: f"+86{text}",
        lambda text: f"{text[:3]}-{text[3:7]}-{text[7:]}",
        lambda text: f"'{text}",
    ],
    "id_number": [
        str,
        wide,
        str.lower,
        lambda text: f"'{text}",
        lambda text: f"\t{text}\xa0",
        lambda text: f"{text[:6]} {text[6:]}",
    ],
    "county": [str, lambda _: "五台", lambda text: f"忻州市{text}", lambda text: f" {text}"],
    "school": [
        str,
        lambda text: f"{text} ",
        lambda text: text.replace("县", "县 "),
        lambda text: text.replace("乡", "乡\n"),
    ],
}
UNCERTAIN: dict[str, tuple[Spoil, str]] = {
    "name": (lambda text: f"{text}1", "invalid"),
    "stage": (lambda _: "大学", "unknown"),
    "subject": (lambda _: "后勤", "unknown"),
    "mobile": (lambda text: text[:-1], "invalid"),
    "id_number": (lambda text: float(text[:17] + "0"), "precision_lost"),
    "county": (lambda _: "五台山县", "unknown"),
    "school": (lambda _: "", "missing"),
}
CLUTTER: list[list[Value]] = [[""] * 9, ["合计", "3人", *[""] * 7], ["填表人：胡刚", *[""] * 8], [*HEADER]]
spoiling = st.fixed_dictionaries({field: st.sampled_from(ways) for field, ways in CERTAIN.items()})


def cells(serial: int, changed: dict[str, Value]) -> list[Value]:
    return row(serial, **changed)


def sound(serial: int) -> dict[str, str]:
    return dict(zip(FIELDS, [str(value) for value in row(serial)[1:8]], strict=True))


@settings(max_examples=150, deadline=None)
@given(st.lists(spoiling, min_size=1, max_size=6), st.lists(st.sampled_from(CLUTTER), max_size=4), st.integers(0, 6))
def test_certain_spoiling_reads_back_the_same(
    ways: list[dict[str, Spoil]], clutter: list[list[Value]], at: int
) -> None:
    rows = [
        cells(serial, {field: spoil(sound(serial)[field]) for field, spoil in way.items()})
        for serial, way in enumerate(ways, 1)
    ]
    grid = Grid("Sheet1", [["附件1"], HEADER, *rows[:at], *clutter, *rows[at:]])

    teachers = read_grids([grid], VOCABULARY, ON).teachers

    assert [teacher._asdict() | {"row": 0} for teacher in teachers] == [
        teacher._asdict() | {"row": 0}
        for teacher in read_grids(
            [Grid("Sheet1", [HEADER, *(row(n) for n in range(1, len(ways) + 1))])], VOCABULARY, ON
        ).teachers
    ]


@settings(max_examples=150, deadline=None)
@given(spoiling, st.sampled_from(FIELDS))
def test_uncertain_spoiling_names_the_cell_and_no_other(way: dict[str, Spoil], field: str) -> None:
    changed = {each: spoil(sound(2)[each]) for each, spoil in way.items()}
    spoil, code = UNCERTAIN[field]
    changed[field] = spoil(sound(2)[field])

    teachers = read_grids([Grid("Sheet1", [HEADER, row(1), cells(2, changed), row(3)])], VOCABULARY, ON).teachers

    assert [[str(problem) for problem in teacher.problems] for teacher in teachers] == [[], [f"{field}:{code}"], []]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.lists(st.one_of(st.text(max_size=20), st.floats(), st.none(), st.booleans(), st.integers()), max_size=10),
        max_size=6,
    )
)
def test_no_cell_whatsoever_stops_the_reading(rows: list[list[Value]]) -> None:
    reading = read_grids([Grid("Sheet1", [HEADER, *rows, row(1, id_number=identity(9))])], VOCABULARY, ON)

    assert any(teacher.id_number == identity(9) for teacher in reading.teachers)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(spoiling, min_size=1, max_size=6),
    st.lists(st.sampled_from(FIELDS), max_size=3),
    st.sets(st.integers(0, 8)),
    st.booleans(),
)
def test_nobody_is_lost_whatever_is_hidden_and_whatever_is_wrong(
    ways: list[dict[str, Spoil]], wrong: list[str], hidden: set[int], is_hidden: bool
) -> None:
    rows = []
    for serial, way in enumerate(ways, 1):
        changed = {field: spoil(sound(serial)[field]) for field, spoil in way.items()}
        rows.append(cells(serial, changed | {field: UNCERTAIN[field][0](sound(serial)[field]) for field in wrong}))
    grid = Grid("Sheet1", [["附件1"], HEADER, *rows], is_hidden=is_hidden, hidden_rows=frozenset(hidden))

    reading = read_grids([grid], VOCABULARY, ON)

    offered = [teacher.row for offer in reading.offers for teacher in offer.teachers]
    read = [teacher.row for teacher in reading.teachers]
    assert sorted(read + offered) == list(range(3, 3 + len(ways)))
    assert set(offered) == (
        {*range(3, 3 + len(ways))} if is_hidden else {row for row in read + offered if row - 1 in hidden}
    )
    for teacher in [*reading.teachers, *(each for offer in reading.offers for each in offer.teachers)]:
        assert {problem.field for problem in teacher.problems if problem.code != "duplicate"} == set(wrong)
