"""Marks recorded, voided and uploaded; results judged, frozen and settled; the ledger."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from xingtan.assessment import actions, queries
from xingtan.assessment.errors import (
    AlreadyVoided,
    DayOutOfTerm,
    MinutesOutOfRange,
    NotRecommendable,
    ResultsFrozen,
    ResultsSettled,
    SchemeInvalid,
    SchemeMissing,
    ScoreOutOfRange,
    TermNotOver,
    UnknownPart,
)
from xingtan.assessment.mark_sheet import COLUMNS, read_rows
from xingtan.assessment.marking import NewMark
from xingtan.assessment.models import HoursEntry, MarkSheet, MarkVoid, RecordedMark, Result, Scheme
from xingtan.assessment.tests import given
from xingtan.audit.models import Entry
from xingtan.enrolment.models import Enrolment
from xingtan.enrolment.tests import given as enrolment
from xingtan.foundation.errors import Refusal
from xingtan.organisations.queries import changed_schools

pytestmark = pytest.mark.django_db


def new(**facts: object) -> NewMark:
    plain = {"part": "homework", "score": Decimal(80), "done_on": date(2021, 1, 10), "evidence": "教案", "minutes": 0}
    return NewMark(**{**plain, **facts})  # type: ignore[arg-type]


def test_a_mark_changes_the_result_at_once_and_marks_the_school_as_changed() -> None:
    learner = given.learners(1)[0]

    given.mark(learner, "homework", 90)

    result = Result.objects.get(enrolment=learner)
    assert (result.score, result.points["homework"], result.outcome) == (Decimal("9.00"), "9.00", "short")
    assert learner.school_id in changed_schools()[0]
    assert Entry.objects.filter(verb="record_mark").count() == 1


def test_the_same_mark_twice_is_one_mark() -> None:
    learner = given.learners(1)[0]

    first, second = given.mark(learner), given.mark(learner)

    assert first == second
    assert RecordedMark.objects.count() == 1


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"part": "course"}, UnknownPart),
        ({"part": "singing"}, UnknownPart),
        ({"score": Decimal("100.01")}, ScoreOutOfRange),
        ({"score": Decimal("-1")}, ScoreOutOfRange),
        ({"score": Decimal("80.555")}, ScoreOutOfRange),
        ({"score": Decimal("NaN")}, ScoreOutOfRange),
        ({"done_on": date(2020, 12, 9)}, DayOutOfTerm),
        ({"done_on": date(2021, 1, 21)}, DayOutOfTerm),
        ({"minutes": 45}, MinutesOutOfRange),
        ({"part": "school_based"}, MinutesOutOfRange),
        ({"part": "school_based", "minutes": 601}, MinutesOutOfRange),
        ({"evidence": "  "}, Refusal),
    ],
)
def test_a_mark_that_cannot_be_is_refused_and_nothing_is_stored(
    facts: dict[str, object], refusal: type[Refusal]
) -> None:
    learner = given.learners(1)[0]

    with pytest.raises(refusal):
        actions.record_mark(enrolment=learner, new=new(**facts), by=None, now=given.MID_TERM)

    assert not RecordedMark.objects.exists()
    assert not Result.objects.exists()


def test_without_a_scheme_nobody_is_marked() -> None:
    learner = enrolment.enrolment()

    with pytest.raises(SchemeMissing):
        actions.record_mark(enrolment=learner, new=new(), by=None, now=given.MID_TERM)


def test_a_mark_is_taken_in_the_last_second_of_term_and_refused_in_the_next() -> None:
    learner = given.learners(1)[0]

    given.mark(learner, now=given.LAST_SECOND)
    with pytest.raises(ResultsFrozen):
        given.mark(learner, evidence="晚交", now=given.LAST_SECOND + timedelta(seconds=1))

    assert RecordedMark.objects.count() == 1


def test_a_voided_mark_stays_to_be_seen_and_counts_no_more() -> None:
    learner = given.learners(1)[0]
    mark = given.mark(learner)

    actions.void_mark(mark=mark, reason="登记错人", by=None, now=given.MID_TERM)

    assert Result.objects.get(enrolment=learner).score == 0
    assert RecordedMark.objects.filter(pk=mark.pk).exists()
    with pytest.raises(AlreadyVoided):
        actions.void_mark(mark=mark, reason="再来", by=None, now=given.MID_TERM)


def test_marks_voidings_and_hours_can_neither_be_changed_nor_deleted_even_past_the_actions() -> None:
    learner = given.passed()[0]
    rows = [RecordedMark.objects.filter(enrolment=learner), HoursEntry.objects.filter(enrolment=learner)]

    for row, change in zip(rows, [{"score": 100}, {"hours": 99}], strict=True):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            row.update(**change)
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            row._raw_delete(row.db)
    assert RecordedMark.objects.filter(score=100).count() == 0


def test_a_voiding_cannot_be_taken_back() -> None:
    mark = given.mark(given.learners(1)[0])
    void = actions.void_mark(mark=mark, reason="登记错人", by=None, now=given.MID_TERM)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        MarkVoid.objects.filter(pk=void.pk).update(reason="")


# --- sheets ----------------------------------------------------------------------------------


def sheet(
    learners: Sequence[Enrolment], rows: Sequence[Sequence[object]], heading: Sequence[str] = COLUMNS
) -> MarkSheet:
    """A sheet as uploaded: a title row, the headings, the rows."""
    return actions.read_mark_sheet(
        programme=learners[0].programme,
        file_name="研讨成绩.xlsx",
        rows=read_rows([["研讨成绩"], [*heading], *rows]),
        by=None,
        now=given.MID_TERM,
    )


def row(learner: Enrolment, **cells: object) -> list[object]:
    plain = {"who": learner.account.mobile, "name": learner.account.name, "school": "", "part": "主题研讨", "score": "88",
             "day": "2021-01-08", "minutes": "", "evidence": "研讨发言"}  # fmt: skip
    return list({**plain, **cells}.values())


def test_a_sheet_is_shown_before_anything_of_it_is_recorded() -> None:
    learners = given.learners(2)

    read = sheet(learners, [row(each) for each in learners])

    assert (len(read.rows), read.faults) == (2, [])
    assert not RecordedMark.objects.exists()


def test_the_rows_of_a_sheet_are_recorded_once() -> None:
    learners = given.learners(2)
    read = sheet(learners, [row(each) for each in learners])

    first = actions.record_sheet(sheet=read, by=None, now=given.MID_TERM)
    second = actions.record_sheet(sheet=read, by=None, now=given.MID_TERM)
    again = actions.record_sheet(sheet=sheet(learners, [row(each) for each in learners]), by=None, now=given.MID_TERM)

    assert (first, second, again) == (2, 0, 0)
    assert set(Result.objects.values_list("score", flat=True)) == {Decimal("8.80")}


@pytest.mark.parametrize(
    ("cells", "word"),
    [
        ({"who": "19899999999"}, "19899999999"),
        ({"name": "李四"}, "李四"),
        ({"part": "唱歌"}, "唱歌"),
        ({"score": "优"}, "优"),
        ({"score": "101"}, "101"),
        ({"day": "上周五"}, "上周五"),
        ({"day": "2021-02-30"}, "2021-02-30"),
        ({"day": "2019-01-01"}, "2020-12-10"),
        ({"minutes": "很久"}, "600"),
        ({"evidence": " "}, ""),
    ],
)
def test_a_bad_row_is_named_with_what_to_mend_and_the_good_ones_stay(cells: dict[str, object], word: str) -> None:
    learners = given.learners(2)

    read = sheet(learners, [row(learners[0]), row(learners[1], **cells)])

    assert len(read.rows) == 1
    assert read.faults[0]["row"] == 4
    assert word in read.faults[0]["sentence"] or word.startswith("198")


def test_a_learner_is_named_by_number_as_well_as_by_mobile() -> None:
    learner = given.learners(1)[0]

    assert len(sheet([learner], [row(learner, who=learner.public_id)]).rows) == 1


def test_a_learner_listed_and_left_blank_is_no_fault() -> None:
    learner = given.learners(1)[0]

    read = sheet([learner], [[learner.public_id, learner.account.name, "某校", "", "", "", "", ""]])

    assert (read.rows, read.faults) == ([], [])


def test_days_are_read_as_people_write_them_and_full_width_figures_too() -> None:
    learner = given.learners(1)[0]

    read = sheet([learner], [row(learner, day=day, score="９０") for day in ("2021年1月8日", "2021/1/9", "2021.01.10")])

    assert [each["done_on"] for each in read.rows] == ["2021-01-08", "2021-01-09", "2021-01-10"]


def test_a_sheet_without_the_headings_is_refused_with_a_remedy() -> None:
    with pytest.raises(Refusal, match=r"headings|表头"):
        read_rows([["姓名", "得分"], ["王秀英", "90"]])


# --- schemes, settling, the ledger -----------------------------------------------------------


def test_a_scheme_that_does_not_add_up_is_refused_and_the_old_one_stays() -> None:
    scheme = given.scheme()
    data = {**scheme.data, "parts": scheme.data["parts"][:4]}

    with pytest.raises(SchemeInvalid, match="80"):
        actions.adopt_scheme(programme=scheme.programme, data=data, by=None, now=given.MID_TERM)

    assert Scheme.objects.get().data == scheme.data


def test_results_are_not_settled_in_the_last_second_of_term_but_in_the_next() -> None:
    learner = given.learners(1)[0]
    division = learner.school.division_id

    with pytest.raises(TermNotOver):
        actions.settle_division(programme=learner.programme, division_code=division, by=None, now=given.LAST_SECOND)
    settled = actions.settle_division(
        programme=learner.programme, division_code=division, by=None, now=given.AFTER_TERM
    )

    assert settled == 1
    assert Result.objects.get(enrolment=learner).settled_at == given.AFTER_TERM


def test_settling_twice_enters_the_hours_once() -> None:
    learner = given.passed()[0]

    given.settled(learner.programme)

    entries = HoursEntry.objects.filter(enrolment=learner)
    assert [(entry.kind, entry.hours) for entry in entries] == [("school_based", Decimal("12.0"))]
    assert queries.ledger_hours([learner.pk])[learner.pk] == {"online": 0, "school_based": Decimal("12.0")}


def test_a_settled_result_stays_whatever_is_judged_later() -> None:
    learner = given.passed()[0]
    before = Result.objects.get(enrolment=learner)

    changed = actions.assess(enrolments=[learner], scheme=given.scheme(), now=given.AFTER_TERM)

    assert changed == 0
    assert Result.objects.get(enrolment=learner).score == before.score


def test_the_scheme_stays_once_results_rest_on_it() -> None:
    learner = given.passed()[0]
    scheme = Scheme.objects.get(programme=learner.programme)

    with pytest.raises(ResultsSettled):
        actions.adopt_scheme(programme=learner.programme, data=scheme.data, by=None, now=given.AFTER_TERM)


def test_judging_again_changes_nothing_when_nothing_changed() -> None:
    learners = given.learners(2)
    given.assessed(learners)

    assert actions.assess(enrolments=learners, scheme=given.scheme(), now=given.MID_TERM) == 0


def test_of_ten_recommended_one_is_excellent() -> None:
    people = enrolment.enrolments(10)
    given.lenient_scheme(people[0].programme)
    for position, learner in enumerate(people):
        given.all_marks(learner, 99 - position // 3)
        actions.recommend_excellent(enrolment=learner, reason="作业示范", by=None, now=given.MID_TERM)

    given.settled(people[0].programme)

    assert list(Result.objects.filter(outcome="excellent").values_list("enrolment", flat=True)) == [people[0].pk]
    assert Result.objects.filter(outcome="qualified").count() == 9


def test_whoever_lacks_the_score_cannot_be_recommended() -> None:
    learner = given.learners(1)[0]
    given.all_marks(learner)

    with pytest.raises(NotRecommendable):
        actions.recommend_excellent(enrolment=learner, reason="努力", by=None, now=given.MID_TERM)


def test_hours_and_results_recomputed_from_the_records_are_those_stored() -> None:
    learner = given.passed()[0]
    result = Result.objects.get(enrolment=learner)

    standing = queries.standing_of(learner, given.scheme())

    assert standing.judgement.score == result.score
    assert {part.part.key: str(part.points) for part in standing.judgement.parts} == result.points
    assert standing.judgement.hours == sum(queries.ledger_hours([learner.pk])[learner.pk].values())


@pytest.mark.parametrize("teachers", [5, 60])
def test_judging_takes_the_same_number_of_queries_for_many_as_for_few(
    teachers: int, django_assert_num_queries: object
) -> None:
    learners = given.learners(teachers)
    scheme = given.scheme()

    with django_assert_num_queries(12):  # type: ignore[operator]
        actions.assess(enrolments=learners, scheme=scheme, now=given.MID_TERM)
