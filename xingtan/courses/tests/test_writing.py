"""Courses are written as drafts by who may, published as versions, and nothing typed is lost."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from xingtan.accounts.models import Kind, Post
from xingtan.accounts.tests import given as people
from xingtan.audit.models import Entry
from xingtan.courses import actions, queries
from xingtan.courses.errors import DraftsWouldBeLost, NothingToPublish, NotReady, NotYourProgramme
from xingtan.courses.models import Course, CourseVersion, Draft, Lesson, Media
from xingtan.courses.rules import drafting
from xingtan.courses.tests import given
from xingtan.courses.tests.given import WHEN
from xingtan.programmes import actions as programmes_actions
from xingtan.programmes.models import Programme
from xingtan.programmes.tests import given as programmes

pytestmark = pytest.mark.django_db
PAGE = drafting.Lesson(kind="page", title="读一读", text="<p>甲</p>")


def editor(programme: Programme) -> Post:
    return people.post(Kind.CONTENT_EDITOR, programme_code=programme.code)


def begun(programme: Programme, by: Post) -> Course:
    return actions.begin_course(programme=programme, facts=drafting.Facts(title="新课"), by=by, now=WHEN)


def with_page(course: Course, by: Post, lesson: drafting.Lesson = PAGE) -> drafting.Draft:
    return actions.change_draft(
        course=course, change=lambda draft: drafting.add_lesson(draft, unit=1, lesson=lesson), verb="add_lesson", by=by,
        now=WHEN,
    )  # fmt: skip


def at(name: str, course: Course, *parts: object) -> str:
    return reverse(f"courses:{name}", args=[course.public_id, *parts])


def test_a_draft_is_seen_by_nobody_until_it_is_published() -> None:
    programme = programmes.programme_2020()
    by = editor(programme)
    course = begun(programme, by)
    with_page(course, by)
    before = queries.outline(programme)

    version = actions.publish(course=course, by=by, now=WHEN)

    assert before == []
    assert [entry.course.title for entry in queries.outline(programme)] == ["新课"]
    assert (version.number, version.by_name) == (1, by.account.name)
    assert Lesson.objects.get().text == "<p>甲</p>"


def test_what_learners_see_changes_only_by_publishing_and_the_older_version_stays() -> None:
    lesson = given.page()
    by, course = editor(lesson.course.programme), lesson.course

    actions.change_draft(
        course=course, verb="change_lesson", by=by, now=WHEN,
        change=lambda draft: drafting.change_lesson(
            draft, number=1, lesson=drafting.Lesson("page", "一页", text="<p>乙</p>"), seen=1
        ),
    )  # fmt: skip
    before = Lesson.objects.get().text
    actions.publish(course=course, by=by, now=WHEN)

    assert before == "<p>读一读，想一想。</p>"
    assert Lesson.objects.get().text == "<p>乙</p>"
    texts = [next(drafting.from_json(each.body).lessons).text for each in CourseVersion.objects.order_by("number")]
    assert texts == ["<p>读一读，想一想。</p>", "<p>乙</p>"]


def test_an_older_version_is_taken_as_the_draft_and_seen_once_published() -> None:
    lesson = given.page()
    by, course = editor(lesson.course.programme), lesson.course
    with_page(course, by)
    actions.publish(course=course, by=by, now=WHEN)

    actions.bring_back(version=CourseVersion.objects.get(number=1), by=by, now=WHEN)
    seen = Lesson.objects.filter(is_offered=True).count()
    actions.publish(course=course, by=by, now=WHEN)
    with_page(course, by)

    assert seen == 2
    assert list(Lesson.objects.filter(is_offered=True).values_list("number", flat=True)) == [1]
    assert [each.number for each in queries.draft_of(course).lessons] == [1, 3]


@pytest.mark.parametrize("lesson", [None, drafting.Lesson("video", "还没有文件")])
def test_what_cannot_be_studied_is_not_published(lesson: drafting.Lesson | None) -> None:
    programme = programmes.programme_2020()
    by = editor(programme)
    course = begun(programme, by)
    if lesson:
        with_page(course, by, lesson)

    with pytest.raises(NotReady):
        actions.publish(course=course, by=by, now=WHEN)

    assert not CourseVersion.objects.exists()


def test_publishing_twice_is_once() -> None:
    course = given.page().course
    with pytest.raises(NothingToPublish):
        actions.publish(course=course, by=editor(course.programme), now=WHEN)

    assert CourseVersion.objects.count() == 1


def test_loading_the_file_again_never_overwrites_what_somebody_writes() -> None:
    course = given.page().course
    with_page(course, editor(course.programme))

    with pytest.raises(DraftsWouldBeLost):
        given.page("<p>别的</p>", programme=course.programme)

    assert len(list(queries.draft_of(course).lessons)) == 2
    assert Lesson.objects.get().text == "<p>读一读，想一想。</p>"


def test_discarded_changes_leave_what_is_published() -> None:
    course = given.page().course
    by = editor(course.programme)
    with_page(course, by)

    actions.discard_changes(course=course, by=by, now=WHEN)

    assert len(list(queries.draft_of(course).lessons)) == 1
    assert not Draft.objects.get().is_changed


def test_an_archived_course_is_offered_no_longer_and_again_when_restored() -> None:
    course = given.page().course
    by = editor(course.programme)

    actions.archive(course=course, by=by, now=WHEN)
    actions.archive(course=course, by=by, now=WHEN)
    archived = queries.outline(course.programme)
    actions.restore(course=course, by=by)

    assert archived == []
    assert len(queries.outline(course.programme)) == 1
    assert Entry.objects.filter(verb="archive_course").count() == 1


def test_a_course_goes_along_into_next_year_with_its_files() -> None:
    lesson = given.lesson()
    course, by = lesson.course, editor(lesson.course.programme)
    other = programmes_actions.copy_programme(
        code=course.programme.code, new_code="xinzhou-2021", starts_on=programmes.DOCUMENT["calendar"]["term_starts_on"],
        by=None,
    )  # fmt: skip
    with pytest.raises(NotYourProgramme):
        actions.copy_course(course=course, programme=other, by=by, now=WHEN)
    people.post(Kind.CONTENT_EDITOR, holder=by.account, programme_code=other.code)

    copied = actions.copy_course(course=course, programme=other, by=by, now=WHEN)
    actions.publish(course=copied, by=by, now=WHEN)

    medium = Media.objects.get(programme=other)
    assert (copied.code, medium.file.name) == (course.code, lesson.media.file.name if lesson.media else None)
    assert [entry.lessons[0].media for entry in queries.outline(other)] == [medium]


# --- pages -------------------------------------------------------------------------------------


def browser_of(course: Course) -> Client:
    return people.signed_in(editor(course.programme))


def test_a_course_is_written_from_its_first_page_to_publishing() -> None:
    programme = programmes.programme_2020()
    browser = people.signed_in(editor(programme))

    browser.post(reverse("courses:begin"), {"title": "口语交际", "obligation": "elective", "tags": "语文，口语"})
    course = Course.objects.get()
    browser.post(at("add_unit", course), {"title": "第二单元"})
    browser.post(at("add_lesson", course, 2) + "?kind=page", {"title": "读", "text": "一\n\n二", "minutes": "5"})
    browser.post(at("add_lesson", course, 1) + "?kind=link", {"title": "看", "address": "www.smartedu.cn"})
    browser.post(at("arrange", course), {"what": "lesson", "move": "up", "number": "1"})
    shown = browser.get(at("preview_draft", course, 1)).content.decode()
    answer = browser.post(at("publish", course), follow=True)

    assert "<p>一</p>" in shown
    assert answer.status_code == 200
    (entry,) = queries.outline(programme)
    assert [lesson.title for lesson in entry.lessons] == ["看", "读"]
    assert (entry.seconds, entry.course.tags, entry.course.obligation) == (300, ["语文", "口语"], "elective")
    assert entry.lessons[0].address == "https://www.smartedu.cn"


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        ("page", {"title": "", "text": "写了很久的一页"}, "写了很久的一页"),
        ("page", {"title": "读", "text": "<p> </p>"}, "请"),
        ("link", {"title": "看", "address": "javascript:alert(1)"}, "javascript:alert(1)"),
        ("document", {"title": "看", "minutes": "0"}, "看"),
        ("page", {"title": "读", "text": "x", "minutes": "999"}, "999"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(kind: str, typed: dict[str, str], said: str) -> None:
    course = given.page().course

    answer = browser_of(course).post(at("add_lesson", course, 1) + f"?kind={kind}", typed)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert len(list(queries.draft_of(course).lessons)) == 1


def test_the_second_editor_is_told_keeps_the_text_and_may_then_save_it() -> None:
    course = given.page().course
    first, second = browser_of(course), browser_of(course)
    url = at("lesson", course, 1)
    first.post(url, {"title": "一页", "text": "<p>先写的</p>", "seen": "1"})

    refused = second.post(url, {"title": "一页", "text": "<p>后写的</p>", "seen": "1"})
    between = next(queries.draft_of(course).lessons).text
    stands = refused.context["form"].data["seen"]
    second.post(url, {"title": "一页", "text": "<p>后写的</p>", "seen": stands})

    assert refused.status_code == 422
    assert "后写的" in refused.content.decode()
    assert between == "<p>先写的</p>"
    assert next(queries.draft_of(course).lessons).text == "<p>后写的</p>"


def test_versions_are_listed_and_looked_at() -> None:
    course = given.page().course
    browser = browser_of(course)

    assert at("version", course, 1) in browser.get(at("versions", course)).content.decode()
    assert "读一读，想一想" in browser.get(at("version", course, 1), {"lesson": "1"}).content.decode()
    assert browser.get(at("version", course, 7)).status_code == 404
    assert browser.get(at("version", course, "x")).status_code == 404


@pytest.mark.parametrize(
    "typed",
    [{}, {"what": "unit", "move": "sideways"}, {"what": "course", "move": "out"}, {"what": "lesson", "move": ""}],
)
def test_an_arrangement_that_says_nothing_changes_nothing(typed: dict[str, str]) -> None:
    course = given.page().course

    assert browser_of(course).post(at("arrange", course), typed).status_code == 302
    assert Draft.objects.get().version == 1


def test_moving_what_is_gone_is_told() -> None:
    course = given.page().course

    answer = browser_of(course).post(
        at("arrange", course), {"what": "lesson", "move": "up", "number": "9"}, follow=True
    )

    assert "alert" in answer.content.decode()
    assert Draft.objects.get().version == 1


@pytest.mark.parametrize("state", ["", "draft", "changed", "published", "archived"])
def test_the_list_is_narrowed_by_state(state: str) -> None:
    programme = given.catalogue(given.course("as-published"), given.course("changed"), given.course("archived"))
    by = editor(programme)
    by_code = {course.code: course for course in Course.objects.all()}
    begun(programme, by)
    with_page(by_code["changed"], by)
    actions.archive(course=by_code["archived"], by=by, now=WHEN)

    page = people.signed_in(by).get(reverse("courses:courses"), {"state": state}).context["page"]

    expected = {
        "": {"课程 as-published", "课程 changed", "新课"}, "draft": {"新课"}, "changed": {"课程 changed"},
        "published": {"课程 as-published"}, "archived": {"课程 archived"},
    }  # fmt: skip
    assert {course.title for course in page} == expected[state]


@pytest.mark.parametrize("courses", [1, 12])
def test_the_list_takes_the_same_queries_at_any_size(courses: int, django_assert_max_num_queries: Any) -> None:
    programme = given.catalogue(*(given.course(f"c{number}") for number in range(courses)))
    browser = people.signed_in(editor(programme))
    browser.get(reverse("courses:courses"))

    with django_assert_max_num_queries(9):
        browser.get(reverse("courses:courses"))


def test_the_list_is_exported() -> None:
    programme = given.catalogue()

    answer = people.signed_in(editor(programme)).get(reverse("courses:courses"), {"export": "xlsx"})

    assert answer.content.startswith(b"PK")
    assert answer["Content-Disposition"].startswith("attachment")
