"""When a work is taken, one second either side; what it must have; how a rubric adds up."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from xingtan.coursework import errors
from xingtan.coursework.rules import Standing, Terms, check_content, is_late, read_rubric, refusal_now, rubric_of
from xingtan.coursework.tests.given import AFTER, DUE, RUBRIC
from xingtan.foundation import clock

ENDS = clock.moment(2021, 4, 13)
SECOND = timedelta(seconds=1)
TERMS = Terms(due_at=DUE, takes_late=False, ends_at=ENDS, resubmissions=2, days_to_mend=7, least_characters=800)
LATE = replace(TERMS, takes_late=True)
NEW = Standing("draft")


def back(at: datetime, returns: int = 1) -> Standing:
    """Returned at a time."""
    return Standing("returned", returns=returns, returned_at=at)


@pytest.mark.parametrize(
    ("terms", "standing", "at", "refused"),
    [
        (TERMS, NEW, DUE - SECOND, None),
        (TERMS, NEW, DUE, errors.HandingInClosed),
        (LATE, NEW, DUE, None),
        (LATE, NEW, ENDS - SECOND, None),
        (LATE, NEW, ENDS, errors.HandingInClosed),
        (TERMS, back(DUE), DUE + timedelta(days=7) - SECOND, None),
        (TERMS, back(DUE), DUE + timedelta(days=7), errors.HandingInClosed),
        (TERMS, back(DUE - timedelta(days=20)), DUE - SECOND, None),
        (TERMS, back(ENDS - SECOND), ENDS, errors.HandingInClosed),
        (LATE, back(DUE, returns=2), AFTER, None),
        (LATE, back(DUE, returns=3), AFTER, errors.NoMoreResubmissions),
        (LATE, Standing("marked"), DUE - SECOND, errors.AlreadyMarked),
        (LATE, Standing("handed_in"), DUE - SECOND, None),
        (LATE, Standing("handed_in", is_with_peers=True), DUE - SECOND, errors.PeersAtIt),
    ],
)
def test_when_a_version_is_taken(
    terms: Terms, standing: Standing, at: datetime, refused: type[Exception] | None
) -> None:
    found = refusal_now(terms, standing, at)

    assert type(found) is (refused or type(None))


def test_late_is_late_from_the_due_second_on_but_not_after_a_return() -> None:
    assert not is_late(LATE, NEW, DUE - SECOND)
    assert is_late(LATE, NEW, DUE)
    assert not is_late(LATE, back(DUE), AFTER)


@pytest.mark.parametrize(
    ("characters", "files", "refused"),
    [(0, 0, errors.NothingWritten), (799, 0, errors.TooShort), (800, 0, None), (0, 1, None), (10, 2, None)],
)
def test_enough_is_asked_for_unless_the_work_is_in_files(
    characters: int, files: int, refused: type[Exception] | None
) -> None:
    if refused is None:
        check_content(TERMS, characters=characters, files=files)
        return
    with pytest.raises(refused):
        check_content(TERMS, characters=characters, files=files)


def test_a_rubric_adds_up_to_a_hundred_whatever_its_points() -> None:
    assert RUBRIC.score_of(RUBRIC.read_points(["20", "49.5", "0"])) == Decimal("69.50")
    assert rubric_of(RUBRIC.as_data()) == RUBRIC


@pytest.mark.parametrize(
    "typed", [["21", "1", "1"], ["-1", "1", "1"], ["", "1", "1"], ["0.3", "1", "1"], ["NaN", "1", "1"], ["1"]]
)
def test_points_outside_the_rubric_are_refused_by_the_name_of_the_criterion(typed: list[str]) -> None:
    with pytest.raises(errors.PointsOutOfRange):
        RUBRIC.read_points(typed)


def test_a_rubric_is_read_as_typed() -> None:
    read = read_rubric([("目标", "20", "20 明确\n10：较明确"), ("", "", ""), ("过程", "80分", "")])

    assert read.total == 100
    assert [(str(level.points), level.words) for level in read.criteria[0].levels] == [("20", "明确"), ("10", "较明确")]


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [("目标", "", "")],
        [("", "20", "")],
        [("目标", "20", "30 太多")],
        [("目标", "20", "明确")],
        [("目标", "1e9", "")],
    ],
)
def test_a_faulty_rubric_is_refused_with_its_places(rows: list[tuple[str, str, str]]) -> None:
    with pytest.raises(errors.RubricFaulty):
        read_rubric(rows)
