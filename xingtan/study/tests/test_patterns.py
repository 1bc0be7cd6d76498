"""Unusual sittings are found by a rule, judged by people, seen by the teacher, and change nothing by themselves."""

from collections.abc import Sequence
from datetime import timedelta
from io import BytesIO

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from xingtan.accounts.models import Kind, Post
from xingtan.accounts.tests import given as people
from xingtan.audit.models import Entry
from xingtan.courses.models import Lesson
from xingtan.courses.tests import given as courses
from xingtan.foundation import clock
from xingtan.programmes.tests import given as programmes
from xingtan.study import actions, jobs, queries
from xingtan.study.errors import PatternMovedOn, SamePersonDecides, WordsMissing
from xingtan.study.models import Pattern
from xingtan.study.rules import Bounds, Cause, Found, Move, Sitting, State, unusual
from xingtan.study.tests import given

NIGHT = clock.moment(2020, 12, 21, 20)
HOUR = 3600


def sitting(
    enrolment: int = 1,
    *,
    at: int = 0,
    lasts: int = HOUR,
    lesson: int = 7,
    brought: str = "",
    device: str = "",
    place: str = "",
) -> Sitting:
    """A sitting that begins so many seconds into the night and earns as long as it lasts."""
    began = NIGHT + timedelta(seconds=at)
    return Sitting(enrolment, lesson, began, began + timedelta(seconds=lasts), lasts, brought, device, place)


def causes(sittings: Sequence[Sitting]) -> list[Cause]:
    return [found.cause for found in unusual(sittings)]


@pytest.mark.parametrize(
    ("hours", "gap_minutes", "found"),
    [(12, 0, [Cause.NO_PAUSE]), (11, 0, []), (12, 19, [Cause.NO_PAUSE]), (12, 20, [])],
)
def test_many_hours_without_a_pause_are_unusual(hours: int, gap_minutes: int, found: list[Cause]) -> None:
    night = [sitting(at=number * (HOUR + gap_minutes * 60)) for number in range(hours)]

    assert causes(night) == found


def test_a_page_left_open_that_earned_little_is_not() -> None:
    began = NIGHT
    left_open = Sitting(1, 7, began, began + timedelta(hours=14), 2 * HOUR, "0-7200")

    assert unusual([left_open]) == []


@pytest.mark.parametrize(("accounts", "times", "found"), [(5, 3, 5), (4, 3, 0), (5, 2, 0)])
def test_the_same_seconds_as_many_others_again_and_again_are_unusual(accounts: int, times: int, found: int) -> None:
    alike = [
        sitting(teacher, at=evening * 86_400 + teacher, lasts=600, lesson=evening, brought="0-600")
        for teacher in range(accounts)
        for evening in range(times)
    ]

    assert causes(alike) == [Cause.SAME_SECONDS] * found


def test_a_school_that_begins_one_film_together_once_is_not() -> None:
    assert unusual([sitting(teacher, lasts=600, brought="0-600") for teacher in range(40)]) == []


@pytest.mark.parametrize(("hops", "found"), [(6, [Cause.DEVICE_HOPS]), (5, [])])
def test_devices_in_other_networks_within_minutes_are_unusual(hops: int, found: list[Cause]) -> None:
    to_and_fro = [
        sitting(at=number * 100, lasts=60, device="ab"[number % 2], place="xy"[number % 2])
        for number in range(hops + 1)
    ]

    assert causes(to_and_fro) == found


def test_a_phone_whose_network_changes_is_not() -> None:
    on_a_bus = [sitting(at=number * 100, lasts=60, device="a", place=str(number)) for number in range(20)]

    assert unusual(on_a_bus) == []


@settings(max_examples=40, deadline=None)
@drawn(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 90_000), st.integers(1, 40_000)), max_size=25), st.randoms()
)
def test_the_order_of_sittings_does_not_matter(told: list[tuple[int, int, int]], chance: object) -> None:
    sittings = [sitting(who, at=at, lasts=lasts, brought="0-60") for who, at, lasts in dict.fromkeys(told)]
    shuffled = list(sittings)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]

    assert [(each.enrolment, each.cause, each.day) for each in unusual(shuffled)] == [
        (each.enrolment, each.cause, each.day) for each in unusual(sittings)
    ]


def test_bounds_that_would_find_everybody_are_refused() -> None:
    with pytest.raises(ValueError, match="stretch_hours=0"):
        Bounds(stretch_hours=0)


pytestmark = pytest.mark.django_db


def monitor(kind: Kind = Kind.MONITOR) -> Post:
    return people.post(kind, programme_code=programmes.programme_2020().code)


def moved(pattern: Pattern, move: Move, by: Post, words: str = "请说明当晚的情况。") -> str:
    actions.move_pattern(pattern=pattern, move=move, words=words, by=by, now=given.EVENING)
    pattern.refresh_from_db()
    return str(pattern.state)


def test_the_job_finds_a_night_once_and_takes_nothing_away() -> None:
    programme = programmes.programme_2020()
    programme.facts = {**programme.facts, "patterns": {"stretch_hours": 1}}
    programme.save(update_fields=["facts"])
    learner = given.learner(programme)
    courses.catalogue(courses.course(lessons=21), programme=programme)
    for number, lesson in enumerate(Lesson.objects.filter(course__code="ethics").order_by("position")):
        given.watched(learner, lesson, 180, at=NIGHT + timedelta(minutes=3 * number))

    with clock.standing_at(NIGHT + timedelta(hours=10)):
        jobs.look_for_patterns()
        jobs.look_for_patterns()

    found = Pattern.objects.get()
    assert (found.cause, found.facts["hours"], len(found.sittings)) == (Cause.NO_PAUSE, 1.1, 21)
    assert queries.recognised_seconds([learner.enrolment.pk]) == {learner.enrolment.pk: 21 * 180}


def test_what_is_found_twice_is_kept_once() -> None:
    learner = given.learner()
    found = [Found(learner.enrolment.pk, Cause.NO_PAUSE, NIGHT.date(), {"hours": 13.0}, (sitting(),))]

    assert actions.keep_patterns(found=found, now=NIGHT) == 1
    assert actions.keep_patterns(found=found, now=NIGHT) == 0


def test_the_whole_way_asked_answered_decided_appealed_settled() -> None:
    learner, asks, decides, settles = given.learner(), monitor(), monitor(Kind.PROVIDER_MANAGER), monitor(Kind.ACADEMIC)
    pattern = given.pattern(learner.enrolment)

    assert moved(pattern, Move.ASK, asks) == State.ASKED
    assert moved(pattern, Move.ANSWER, learner.post, "放假在家通宵学习。") == State.ANSWERED
    assert moved(pattern, Move.REFER, asks) == State.REFERRED
    assert moved(pattern, Move.DECIDE, decides) == State.DECIDED
    assert moved(pattern, Move.APPEAL, learner.post) == State.APPEALED
    with pytest.raises(SamePersonDecides):
        moved(pattern, Move.SETTLE, decides)
    assert moved(pattern, Move.SETTLE, settles) == State.SETTLED
    assert [step.move for step in pattern.steps.all()] == [
        "ask", "answer", "refer", "decide", "appeal", "settle",
    ]  # fmt: skip


def test_nothing_is_done_without_words_or_out_of_turn() -> None:
    learner, pattern_of = given.learner(), given.pattern
    pattern = pattern_of(learner.enrolment)

    with pytest.raises(WordsMissing):
        moved(pattern, Move.CLOSE, monitor(), "  ")
    with pytest.raises(PatternMovedOn):
        moved(pattern, Move.DECIDE, monitor(Kind.PROVIDER_MANAGER))
    with pytest.raises(PatternMovedOn):
        moved(pattern, Move.CLOSE, learner.post)
    assert (pattern.state, pattern.steps.count()) == (State.FOUND, 0)


def test_the_teacher_reads_it_and_answers_on_the_own_page() -> None:
    learner = given.learner()
    pattern = given.pattern(learner.enrolment)
    moved(pattern, Move.ASK, monitor())
    browser, address = learner.browser(), f"/study/patterns/{pattern.public_id}/"

    assert address in browser.get("/study/").content.decode()
    refused = browser.post(address, {"move": "answer", "words": ""})
    assert refused.status_code == 422
    answered = browser.post(address, {"move": "answer", "words": "当晚在值班。"})

    assert answered.status_code == 302
    assert "当晚在值班。" in browser.get(address).content.decode()


@pytest.mark.parametrize("number", [1, 6])
def test_the_monitors_list_takes_the_same_queries(number: int, django_assert_num_queries: object) -> None:
    programme = programmes.programme_2020()
    for _ in range(number):
        given.pattern(given.learner(programme).enrolment)
    browser = people.signed_in(people.post(Kind.MONITOR, programme_code=programme.code))
    browser.get("/study/patterns/")

    with django_assert_num_queries(6):  # type: ignore[operator]
        page = browser.get("/study/patterns/?state=found")

    assert page.status_code == 200


def test_the_list_leaves_as_a_workbook_narrowed_as_it_is_shown_and_is_on_record() -> None:
    programme = programmes.programme_2020()
    learner = given.learner(programme)
    given.pattern(learner.enrolment)
    browser = people.signed_in(people.post(Kind.MONITOR, programme_code=programme.code))

    sheets = [
        load_workbook(BytesIO(browser.get("/study/patterns/", {"export": "xlsx", "state": state}).content)).worksheets[
            0
        ]
        for state in ("found", "closed")
    ]

    assert [sheet.max_row for sheet in sheets] == [2, 1]
    assert sheets[0]["A2"].value == learner.enrolment.account.name
    assert [entry.facts["rows"] for entry in Entry.objects.filter(verb="export_patterns").order_by("number")] == [1, 0]


def test_every_sitting_is_open_to_the_auditor() -> None:
    learner, lesson = given.learner(), given.lesson()
    given.watched(learner, lesson, 90)
    browser = people.signed_in(monitor(Kind.AUDITOR))

    page = browser.get(f"/study/sittings/{learner.enrolment.public_id}/").content.decode()

    assert lesson.title in page
    assert "0:00–1:30" in page
