"""A catalogue is loaded from its file, told what is wrong with it, and asked for the courses of a stage."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from xingtan.courses import actions, queries
from xingtan.courses.errors import CatalogueWrong, TrackUnknown
from xingtan.courses.models import Course, Lesson, Media, Unit
from xingtan.courses.rules import Catalogue, LessonEntry, read_catalogue
from xingtan.courses.tests import given
from xingtan.programmes.models import Track
from xingtan.programmes.tests import given as programmes

FILM = {"name": "film", "kind": "video", "file": "a.mp4", "seconds": 60}
COURSE = {"code": "one", "title": "课", "lesson": [{"title": "第一课", "media": "film"}]}


def wrong(**changed: Any) -> dict[str, Any]:
    return {"media": [FILM], "course": [COURSE], **changed}


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ({}, "no course"),
        (wrong(course=[{**COURSE, "lesson": []}]), "no lesson"),
        (wrong(course=[{**COURSE, "title": " "}]), "title is missing"),
        (wrong(course=[COURSE, COURSE]), "twice"),
        (wrong(course=[{**COURSE, "lesson": [{"title": "第一课", "media": "other"}]}]), "no medium is named 'other'"),
        (wrong(course=[{**COURSE, "obligation": "maybe"}]), "obligation is 'maybe'"),
        (wrong(course=[{**COURSE, "lesson": [{"title": "第一课", "kind": "game"}]}]), "not page or link"),
        (wrong(course=[{**COURSE, "lesson": [{"title": "第一课", "kind": "page"}]}]), "text is missing"),
        (wrong(course=[{**COURSE, "lesson": [{"title": "第一课", "kind": "link"}]}]), "address is missing"),
        (wrong(media=[{**FILM, "kind": "game"}]), "not video, audio or document"),
        (wrong(media=[{**FILM, "file": "a.exe"}]), "not the name of an mp4"),
        (wrong(media=[{**FILM, "file": "../a.mp4"}]), "not the name of an mp4"),
        (wrong(media=[{**FILM, "seconds": 0}]), "seconds must be"),
        (wrong(media=[{**FILM, "seconds": True}]), "seconds must be"),
        (wrong(media=[{**FILM, "chapters": [[60, "太晚"]]}]), "outside the film"),
    ],
)
def test_a_wrong_catalogue_is_refused_with_what_is_wrong(said: dict[str, Any], what: str) -> None:
    with pytest.raises(CatalogueWrong, match=what) as refused:
        read_catalogue(said)

    assert refused.value.parameters["where"]


def test_the_shipped_catalogue_brings_every_stage_the_hours_of_online_study() -> None:
    """A19: 36 hours online, of 45 minutes."""
    catalogue = queries.shipped_catalogue()
    seconds = {media.name: media.seconds for media in catalogue.media}
    of_track: dict[str, int] = {}
    for course in catalogue.courses:
        if course.obligation != "elective":
            brings = sum(seconds[lesson.media] for lesson in course.lessons)
            of_track[course.track] = of_track.get(course.track, 0) + brings

    common = of_track.pop("")
    assert set(of_track) == {"幼儿园", "义务教育", "高中"}
    assert all(common + theme >= 36 * 45 * 60 for theme in of_track.values())


def test_the_shipped_catalogue_tags_the_common_goals() -> None:
    """R05."""
    common = [tag for course in queries.shipped_catalogue().courses if not course.track for tag in course.tags]

    assert {"师德", "依法治教", "校园安全"} <= set(common)


@pytest.mark.django_db
def test_loading_twice_changes_nothing() -> None:
    programme = given.whole_catalogue()
    before = list(Lesson.objects.values_list("public_id", "position"))

    given.whole_catalogue(programme)

    assert list(Lesson.objects.values_list("public_id", "position")) == before


@pytest.mark.django_db
def test_a_lesson_the_catalogue_no_longer_names_is_no_longer_offered() -> None:
    programme = given.catalogue(given.course("a", lessons=2), given.course("b", lessons=1))

    given.catalogue(given.course("a", lessons=1), programme=programme)

    assert [entry.course.code for entry in queries.outline(programme)] == ["a"]
    assert Lesson.objects.filter(is_offered=False).count() == 2


@pytest.mark.django_db
def test_an_unknown_track_loads_nothing() -> None:
    programme = programmes.programme_2020()

    with pytest.raises(TrackUnknown):
        given.catalogue(given.course("a"), given.course("b", track="大学"), programme=programme)

    assert not Course.objects.exists()


@pytest.mark.django_db
def test_a_missing_media_file_loads_nothing(tmp_path: Path) -> None:
    programme = programmes.programme_2020()
    catalogue = Catalogue(media=(given.FILM,), courses=(given.course("a"),))

    with pytest.raises(CatalogueWrong):
        actions.load_catalogue(programme=programme, catalogue=catalogue, folder=tmp_path, by=None, now=given.WHEN)

    assert not Media.objects.exists()


@pytest.mark.django_db
def test_a_stage_sees_its_own_theme_and_the_common_courses() -> None:
    programme = given.catalogue(
        given.course("common"), given.course("kg", track="幼儿园"), given.course("school", track="义务教育")
    )

    assert [entry.course.code for entry in queries.outline(programme, "小学")] == ["common", "school"]
    assert [entry.course.code for entry in queries.outline(programme, "幼儿园")] == ["common", "kg"]
    assert len(queries.outline(programme)) == 3


@pytest.mark.django_db
@pytest.mark.parametrize("courses", [1, 9])
def test_the_outline_takes_two_queries_at_any_size(courses: int, django_assert_num_queries: Any) -> None:
    programme = given.catalogue(*(given.course(f"c{number}") for number in range(courses)))

    with django_assert_num_queries(2):
        assert len(queries.outline(programme, "小学")) == courses


@pytest.mark.django_db
def test_tags_show_how_much_study_covers_them() -> None:
    """R05: the report of coverage by tag."""
    programme = given.catalogue(given.course("a", lessons=2), given.course("b", lessons=1, tags=("校园安全", "师德")))

    assert queries.seconds_by_tag(queries.outline(programme)) == {"师德": 540, "校园安全": 180}


@pytest.mark.django_db
def test_the_command_loads_a_catalogue_and_names_what_is_missing(tmp_path: Path) -> None:
    programme = programmes.programme_2020()
    call_command("courses_load", queries.SHIPPED, programme=programme.code, media=queries.DEMO_MEDIA)
    assert Course.objects.count() == len(queries.shipped_catalogue().courses)

    (tmp_path / "broken.toml").write_text("[[course", encoding="utf-8")
    for file, code, said in [
        (tmp_path / "none.toml", programme.code, "none.toml"),
        (tmp_path / "broken.toml", programme.code, "broken.toml"),
        (queries.SHIPPED, "nowhere", "nowhere"),
    ]:
        with pytest.raises(CommandError, match=said):
            call_command("courses_load", file, programme=code, media=queries.DEMO_MEDIA)


def test_the_shipped_file_is_toml_a_person_can_read() -> None:
    assert tomllib.loads(queries.SHIPPED.read_text(encoding="utf-8"))["course"][0]["title"] == "学习指引"


@pytest.mark.django_db
def test_a_course_is_divided_into_units_and_lessons_keep_their_numbers() -> None:
    page = LessonEntry("阅读", kind="page", text="<p onclick=x>甲</p><script>1</script>", seconds=300)
    link = LessonEntry("网页", kind="link", address="https://www.smartedu.cn/")
    film = LessonEntry("视频", "film")
    divided = given.course("a", units=(("第一单元", 1), ("第二单元", 2)), entries=(page, link, film))

    programme = given.catalogue(divided)
    again = given.course("a", units=(("第二单元", 1), ("第一单元", 1)), entries=(film, page))
    (entry,) = queries.outline(programme)
    before = [(unit.title, [lesson.title for lesson in lessons]) for unit, lessons in entry.units]
    numbers = {lesson.title: lesson.number for lesson in entry.lessons}
    given.catalogue(again, programme=programme)

    assert before == [("第一单元", ["阅读"]), ("第二单元", ["网页", "视频"])]
    assert Lesson.objects.get(title="阅读").text == "<p>甲</p>"
    (entry,) = queries.outline(programme)
    assert [lesson.title for lesson in entry.lessons] == ["视频", "阅读"]
    assert {lesson.title: lesson.number for lesson in entry.lessons}.items() <= numbers.items()
    assert (Lesson.objects.get(title="网页").is_offered, Unit.objects.count()) == (False, 2)


@pytest.mark.django_db
def test_the_catalogue_is_narrowed_by_what_a_course_is_about() -> None:
    programme = given.catalogue(
        given.course("ethics", obligation="common"),
        given.course("maths", track="义务教育", subject="数学"),
        given.course("health", track="幼儿园", domain="健康", obligation="elective"),
    )
    kindergarten = Track.objects.get(programme=programme, title="幼儿园").pk

    def found(**wanted: Any) -> list[str]:
        return [entry.course.code for entry in queries.outline(programme, wanted=queries.Wanted(**wanted))]

    assert found(obligation="common") == ["ethics"]
    assert found(subject="数学") == ["maths"]
    assert found(domain="健康") == ["health"]
    assert found(track=kindergarten) == ["health"]
    assert found(stage="小学", obligation="required") == ["maths"]
    assert queries.subjects_and_domains(programme) == (["数学"], ["健康"])
    assert [course.is_required for course in Course.objects.order_by("position")] == [True, True, False]
