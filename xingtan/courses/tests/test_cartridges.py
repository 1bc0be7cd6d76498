"""A whole course from a Common Cartridge: a draft of what has a place here, and the name of everything that has none."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from xingtan.accounts.models import Kind
from xingtan.accounts.tests import given as people
from xingtan.courses import actions, queries
from xingtan.courses.errors.packages import PackageRefused
from xingtan.courses.models import BroughtCourse, Course, Media, QuestionFile
from xingtan.courses.questions.qti_cartridge import read_cartridge_questions
from xingtan.courses.rules.cartridges import body_of, read_cartridge, read_link
from xingtan.courses.tests import given_packages as given
from xingtan.courses.tests.cartridge_samples import (
    FILES,
    ITEMS,
    QUESTIONS,
    RESOURCES,
    cartridge,
    cartridge_manifest,
    item,
)
from xingtan.courses.tests.given import WHEN
from xingtan.courses.tests.package_samples import packed
from xingtan.courses.wording import LEFT_OUT
from xingtan.programmes.models import Programme


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.mark.parametrize("version", [1, 2, 3])
def test_folders_at_the_top_are_units_and_what_lies_beside_them_stays_in_its_place(version: int) -> None:
    read = read_cartridge(cartridge_manifest(ITEMS, RESOURCES, version=version).encode(), list(FILES))

    assert read.title == "小学数学读题"
    assert [(unit.title, [part.title for part in unit.parts]) for unit in read.units] == [
        ("第一单元", ["怎样读题", "教案", "细节 · 网站"]),
        ("第二单元", ["片子"]),
        ("第三单元", ["只有图", "坏链接"]),
        ("", ["结语"]),
    ]
    assert [part.title for part in read.questions] == ["小测", "bank"]


def test_every_part_that_has_no_place_is_named_with_its_reason() -> None:
    read = read_cartridge(cartridge_manifest(ITEMS, RESOURCES).encode(), list(FILES))

    assert {(each.name, each.why) for each in read.left_out} == {
        ("讨论一下", "discussion"), ("课件 (slides.pptx)", "file"), ("外部工具", "tool"), ("应用", "kind"), ("不见了", "missing"),
        ("包外", "missing"), ("web/a.png", "unused"),
    }  # fmt: skip
    assert {each.why for each in read.left_out} <= set(LEFT_OUT)


def test_more_than_a_course_may_hold_is_left_out_by_name() -> None:
    items = "".join(item(f"第 {n} 讲", "page") for n in range(502))

    read = read_cartridge(cartridge_manifest(item("一", inside=items), RESOURCES).encode(), list(FILES))

    assert len(read.units[0].parts) == 500
    assert [each.name for each in read.left_out if each.why == "many"][:2] == ["第 500 讲", "第 501 讲"]


@pytest.mark.parametrize(
    ("address", "read"),
    [
        ("https://a.example/x?y=1&amp;z=2", "https://a.example/x?y=1&z=2"), ("http://a.example", "http://a.example"), ("javascript:alert(1)", None),
        ("//a.example", None), ("file:///etc/passwd", None), ("https://", None), ("https://a.example/" + "x" * 500, None),
    ],
)  # fmt: skip
def test_a_link_leads_to_a_page_of_the_web_or_is_none(address: str, read: str | None) -> None:
    assert read_link(f'<webLink><url href="{address}"/></webLink>'.encode()) == read


def test_a_link_with_a_document_type_is_not_read() -> None:
    assert read_link(b'<!DOCTYPE x [<!ENTITY a "b">]><webLink><url href="https://a.example"/></webLink>') is None


def test_the_body_of_a_page_is_read_in_the_encoding_it_names() -> None:
    page = '<html><head><meta charset="gbk"><title>头</title></head><body class="x"><p>课</p></body></html>'

    assert body_of(page.encode("gbk")) == "<p>课</p>"
    assert body_of("<p>没有头</p>".encode()) == "<p>没有头</p>"


def test_the_questions_of_a_cartridge_are_read_and_what_cannot_be_asked_is_named() -> None:
    read = read_cartridge_questions([("小测", QUESTIONS.encode()), ("坏的", b"<!DOCTYPE x><a/>")])

    found = [each.question for each in read.found]
    assert [(each.kind.value, each.text) for each in found] == [
        ("single", "三角形有几个角？"), ("multiple", "哪些是偶数？"), ("true_false", "零是自然数。"), ("short", "一加一等于几？"),
    ]  # fmt: skip
    assert [option.is_right for option in found[0].options] == [True, False]
    assert [option.is_right for option in found[1].options] == [True, False, True]
    assert (found[2].truth, found[3].answers) == (True, ("2", "二"))
    assert {(each.file, each.flaw.code) for each in read.problems} == {
        ("小测", "essay"), ("小测", "kind_unknown"), ("坏的", "xml_declares"),
    }  # fmt: skip


# --- brought in ------------------------------------------------------------------------------------


def brought(content: bytes, **said: Any) -> Course:
    by = given.author()
    programme = Programme.objects.get(code=by.programme_code)
    announced = actions.Announced("读题.imscc", len(content), "f")
    upload = actions.begin_upload(programme=programme, announced=announced, by=by, now=WHEN)
    upload = actions.take_piece(upload=upload, offset=0, piece=content, now=WHEN)
    course = actions.bring_course_in(upload=upload, by=by, now=WHEN, **said)
    assert actions.bring_course_in(upload=upload, by=by, now=WHEN) == course
    return course


@pytest.mark.django_db
def test_a_cartridge_becomes_a_draft_that_nobody_sees_and_its_script_is_gone() -> None:
    course = brought(cartridge())

    draft = queries.draft_of(course)
    assert [(unit.title, [(each.kind, each.title) for each in unit.lessons]) for unit in draft.units] == [
        ("第一单元", [("page", "怎样读题"), ("document", "教案"), ("link", "细节 · 网站")]),
        ("", [("page", "结语")]),
    ]
    page = next(draft.lessons)
    assert ("先看问题。" in page.text, "script" in page.text, "onclick" in page.text) == (True, False, False)
    assert (course.title, course.lessons.count(), Media.objects.get().name) == ("小学数学读题", 0, "教案")


@pytest.mark.django_db
def test_what_was_not_taken_over_is_kept_with_the_course() -> None:
    row = BroughtCourse.objects.get(course=brought(cartridge()))

    why = dict(row.left_out)
    assert (why["片子"], why["只有图"], why["坏链接"], why["怎样读题"]) == ("broken", "empty", "address", "pictures")
    assert set(why.values()) <= set(LEFT_OUT)
    assert row.lessons == 4
    assert row.questions is not None
    assert len(row.questions.found) == 8  # what the bank repeats is told apart when it is taken over


@pytest.mark.django_db
def test_a_cartridge_that_could_do_harm_is_refused_and_leaves_nothing() -> None:
    for content in (cartridge(files={"../evil.html": "x"}), packed({"a.html": "x"}), cartridge()[:-30]):
        with pytest.raises(PackageRefused):
            brought(content)

    assert not Course.objects.exists()
    assert not BroughtCourse.objects.exists()


@pytest.mark.django_db
def test_authors_send_a_cartridge_where_they_send_files_and_read_what_came_of_it() -> None:
    browser = people.signed_in(given.author())
    sent = SimpleUploadedFile("读题.imscc", cartridge())

    answer = browser.post(reverse("courses:media_index"), {"file": sent})
    page = browser.get(answer["Location"]).content.decode()

    course = Course.objects.get()
    assert answer["Location"] == reverse("courses:brought", args=[course.public_id])
    assert "课件 (slides.pptx)" in page
    assert reverse("questions:question_file", args=[QuestionFile.objects.get().public_id]) in page
    assert browser.get(reverse("courses:outline", args=[course.public_id])).status_code == 200


@pytest.mark.django_db
def test_a_course_written_here_says_so_and_others_see_nothing() -> None:
    course = given.lesson().course
    page = reverse("courses:brought", args=[course.public_id])

    assert "empty" in people.signed_in(given.author()).get(page).content.decode()
    assert people.signed_in(people.post(Kind.CONTENT_EDITOR, programme_code="other")).get(page).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("parts", [3, 60])
def test_the_page_takes_the_same_queries_at_any_size(parts: int, django_assert_max_num_queries: Any) -> None:
    items = item("一", inside="".join(item(f"讨论 {n}", "topic") for n in range(parts)))
    course = brought(cartridge(items=items))
    browser = people.signed_in(given.author())
    browser.get(reverse("courses:brought", args=[course.public_id]))

    with django_assert_max_num_queries(10):
        browser.get(reverse("courses:brought", args=[course.public_id]))
