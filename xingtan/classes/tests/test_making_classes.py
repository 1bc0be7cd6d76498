"""Classes made by rule as the preview showed them, changed by hand, and taken back."""

import pytest

from xingtan.accounts.models import Post
from xingtan.classes import actions, errors, queries
from xingtan.classes.actions import About
from xingtan.classes.models import ClassChange, Membership, MemberStep, OnlineClass
from xingtan.classes.tests import given
from xingtan.enrolment.tests import given as enrolments
from xingtan.foundation import clock
from xingtan.organisations.tests import given as organisations
from xingtan.programmes.models import Programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme() -> Programme:
    """Classes of three to six, so that a test of forming needs few people."""
    return given.programme(smallest=3, largest=6, learners_per_tutor=12)


def enrolled(programme: Programme, heads: int, subject: str = "语文", school: str = "五台县实验小学") -> None:
    people = [enrolments.entrant(subject=subject) for _ in range(heads)]
    enrolments.enrolments(entrants=people, programme=programme, school=organisations.school(school))


def previewed(programme: Programme) -> queries.Forming:
    return queries.forming_of(programme, [organisations.division()])[0]


def made(programme: Programme, by: Post | None = None) -> list[OnlineClass]:
    return actions.make_classes(
        programme=programme, division=organisations.division(), digest=previewed(programme).digest,
        by=by or given.county(), now=clock.now(),
    )  # fmt: skip


def undone(kind: str) -> None:
    change = ClassChange.objects.filter(kind=kind).latest("pk")
    actions.undo_change(change=change, by=given.county(), now=clock.now())


def test_what_is_made_is_what_the_preview_showed(programme: Programme) -> None:
    enrolled(programme, 8)
    enrolled(programme, 2, "音乐")
    tutor = given.tutor(programme=programme, about=About("进修学校", "小学", "语文"))
    preview = previewed(programme)

    classes = made(programme)

    assert [(each.name, each.heads) for each in preview.classes] == [
        ("五台小学综合1班", 5),
        ("五台小学综合2班", 5),
    ]
    assert queries.heads_of(classes) == {classes[0].pk: 5, classes[1].pk: 5}
    assert queries.tutors_by_class(classes) == {each.pk: tutor for each in classes}
    assert not queries.unplaced(programme).exists()
    assert classes[0].reasons[0] == ["own_subject", {"subject": "语文", "heads": 8}]


def test_a_preview_that_is_out_of_date_makes_nothing(programme: Programme) -> None:
    enrolled(programme, 4)
    digest = previewed(programme).digest
    enrolled(programme, 1, school="五台县豆村小学")

    with pytest.raises(errors.PlanOutdated):
        actions.make_classes(
            programme=programme, division=organisations.division(), digest=digest, by=given.county(), now=clock.now()
        )

    assert not OnlineClass.objects.exists()


def test_the_next_county_makes_no_classes_here(programme: Programme) -> None:
    enrolled(programme, 4)

    with pytest.raises(errors.NotYourCounty):
        made(programme, by=given.county(organisations.YUANPING))

    assert not OnlineClass.objects.exists()


def test_making_classes_twice_makes_them_once(programme: Programme) -> None:
    enrolled(programme, 4)
    made(programme)

    assert queries.forming_of(programme, [organisations.division()]) == []


def test_classes_made_by_rule_are_taken_back_whole(programme: Programme) -> None:
    enrolled(programme, 8)
    made(programme)

    undone("made")

    assert queries.unplaced(programme).count() == 8
    assert not OnlineClass.objects.standing().exists()
    assert MemberStep.objects.count() == 16


def test_teachers_are_moved_by_hand_and_moved_back(programme: Programme) -> None:
    enrolled(programme, 8)
    first, second = made(programme)
    seats = list(queries.members(first)[:2])

    actions.move_members(seats=seats, to=second, by=given.county(), now=clock.now())
    assert queries.heads_of([first, second]) == {first.pk: 2, second.pk: 6}

    undone("moved")
    assert queries.heads_of([first, second]) == {first.pk: 4, second.pk: 4}


def test_a_full_class_takes_nobody_more(programme: Programme) -> None:
    enrolled(programme, 8)
    first, second = made(programme)

    with pytest.raises(errors.ClassFull):
        actions.move_members(seats=list(queries.members(first)[:3]), to=second, by=given.county(), now=clock.now())

    assert queries.heads_of([first, second]) == {first.pk: 4, second.pk: 4}


def test_nobody_is_moved_into_a_class_of_another_county(programme: Programme) -> None:
    here = given.a_class(3, programme=programme)
    away = given.a_class(
        2, programme=programme, school=organisations.school("原平市实验小学", division=organisations.YUANPING)
    )

    with pytest.raises(errors.NobodyChosen):
        actions.move_members(seats=list(queries.members(here)), to=away, by=None, now=clock.now())
    with pytest.raises(errors.NotYourCounty):
        actions.move_members(seats=list(queries.members(here)), to=away, by=given.county(), now=clock.now())

    assert queries.heads_of([here, away]) == {here.pk: 3, away.pk: 2}


def test_two_classes_are_merged_and_parted_again_with_their_tutors(programme: Programme) -> None:
    into, leaving = given.a_class(3, programme=programme), given.a_class(2, programme=programme)
    tutor = queries.tutors_of(leaving)

    actions.merge_classes(into=into, given_up=leaving, by=given.county(), now=clock.now())
    assert queries.heads_of([into, leaving]) == {into.pk: 5}
    assert queries.tutors_of(leaving) == []

    undone("merged")
    assert queries.heads_of([into, leaving]) == {into.pk: 3, leaving.pk: 2}
    assert queries.tutors_of(leaving) == tutor


def test_classes_of_two_stages_are_not_merged(programme: Programme) -> None:
    primary = given.a_class(2, programme=programme)
    rows = enrolments.enrolments(entrants=[enrolments.entrant(stage="初中", subject="物理")], programme=programme)
    junior = given.a_class(rows=rows, programme=programme, name="五台初中物理1班")

    with pytest.raises(errors.DifferentStages):
        actions.merge_classes(into=primary, given_up=junior, by=given.county(), now=clock.now())

    assert OnlineClass.objects.standing().count() == 2


def test_a_class_is_split_by_rule_and_joined_again(programme: Programme) -> None:
    whole = given.a_class(6, programme=programme)

    half = actions.split_class(online_class=whole, name="新班", seats=None, by=given.county(), now=clock.now())
    assert queries.heads_of([whole, half]) == {whole.pk: 3, half.pk: 3}

    undone("split")
    assert queries.heads_of([whole]) == {whole.pk: 6}
    assert not OnlineClass.objects.standing().filter(name="新班").exists()


def test_a_class_is_renamed_and_called_as_before(programme: Programme) -> None:
    made = given.a_class(1, programme=programme, name="甲班")

    actions.rename_class(online_class=made, name="乙班", by=given.county(), now=clock.now())
    undone("renamed")

    made.refresh_from_db()
    assert made.name == "甲班"


def test_two_classes_of_a_county_are_not_called_alike(programme: Programme) -> None:
    given.a_class(1, programme=programme, name="甲班")
    other = given.a_class(1, programme=programme, name="乙班")

    with pytest.raises(errors.NameTaken):
        actions.rename_class(online_class=other, name="甲班", by=given.county(), now=clock.now())

    other.refresh_from_db()
    assert other.name == "乙班"


def test_a_change_of_tutor_is_taken_back(programme: Programme) -> None:
    made = given.a_class(2, programme=programme)
    first = queries.tutors_of(made)
    given.tutor_given(made)

    undone("tutor")

    assert queries.tutors_of(made) == first
    assert len(queries.tenures_of(made)) == 3


def test_what_was_changed_again_is_not_taken_back(programme: Programme) -> None:
    enrolled(programme, 8)
    first, second = made(programme)
    actions.move_members(seats=list(queries.members(first)[:2]), to=second, by=given.county(), now=clock.now())
    before = set(Membership.objects.values_list("enrolment", "online_class"))

    with pytest.raises(errors.ChangedSince):
        undone("made")

    assert set(Membership.objects.values_list("enrolment", "online_class")) == before
    assert OnlineClass.objects.standing().count() == 2


def test_nothing_is_taken_back_twice(programme: Programme) -> None:
    made = given.a_class(1, programme=programme, name="甲班")
    actions.rename_class(online_class=made, name="乙班", by=given.county(), now=clock.now())
    undone("renamed")

    with pytest.raises(errors.ChangedSince):
        undone("renamed")

    assert ClassChange.objects.filter(kind="undone").count() == 1
