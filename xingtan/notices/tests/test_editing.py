"""Writing, publishing, withdrawing; files judged by what they are; nobody else's notices."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from xingtan.accounts.models import Kind
from xingtan.accounts.tests import given as people
from xingtan.audit.models import Entry
from xingtan.notices.documents import word_document
from xingtan.notices.models import Material, Notice
from xingtan.notices.rules import blocks_of
from xingtan.notices.tests import given
from xingtan.organisations.tests import given as organisations

pytestmark = pytest.mark.django_db
FILLED = {
    "title": "关于线上答疑的通知",
    "issuer": "忻州师范学院",
    "issued_on": "2020-12-01",
    "is_public": "on",
    "body": "每周三。",
    "document_number": "",
}


@pytest.fixture(autouse=True)
def _files_go_elsewhere(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def browser(kind: str = Kind.CONTENT_EDITOR, programme_code: str = "xinzhou-2020") -> Client:
    """A browser of someone with this post."""
    return people.signed_in(people.post(kind, programme_code=programme_code))


def read(answer: Any) -> bytes:
    """The bytes of a download; read to its end, its file is closed."""
    return b"".join(answer.streaming_content)


def test_a_published_notice_is_seen_and_a_withdrawn_one_no_longer() -> None:
    notice, editor = given.draft(), browser()
    editor.post(f"/notices/{notice.public_id}/publish/")
    assert Client().get(f"/notices/{notice.public_id}/").status_code == 200

    editor.post(f"/notices/{notice.public_id}/withdraw/", {"because": "日期有误"})

    assert Client().get(f"/notices/{notice.public_id}/").status_code == 404
    assert Entry.objects.latest("number").verb == "withdraw_notice"


def test_withdrawing_without_a_reason_keeps_the_notice() -> None:
    notice = given.notice()

    answer = browser().post(f"/notices/{notice.public_id}/withdraw/", {"because": ""})

    notice.refresh_from_db()
    assert answer.status_code == 422
    assert notice.state == Notice.State.PUBLISHED


def test_an_empty_notice_is_not_published() -> None:
    notice, editor = given.draft(), browser()
    editor.post(f"/notices/{notice.public_id}/edit/", {**FILLED, "body": ""})

    answer = editor.post(f"/notices/{notice.public_id}/publish/")

    notice.refresh_from_db()
    assert answer.status_code == 409
    assert notice.state == Notice.State.DRAFT


def test_a_notice_for_those_signed_in_is_read_by_a_school_but_not_by_a_stranger() -> None:
    notice = given.notice(is_public=False)
    material = given.material(notice)
    school = people.signed_in(people.post(Kind.SCHOOL_CONTACT, school=organisations.school()))

    assert school.get(f"/notices/{notice.public_id}/").status_code == 200
    assert read(school.get(f"/notices/files/{material.public_id}/")) == given.PDF
    assert Client().get(f"/notices/{notice.public_id}/").status_code == 404
    assert Client().get(f"/notices/files/{material.public_id}/").status_code == 404


@pytest.mark.parametrize("kind", [Kind.FINANCE, Kind.SUPPORT, Kind.ACADEMIC])
def test_other_posts_of_the_institution_edit_no_notice(kind: str) -> None:
    notice = given.notice()

    assert browser(kind).post(f"/notices/{notice.public_id}/withdraw/", {"because": "x"}).status_code == 404
    notice.refresh_from_db()
    assert notice.state == Notice.State.PUBLISHED


def test_an_editor_of_another_programme_finds_nothing_to_edit() -> None:
    notice = given.notice()
    stranger = browser(programme_code="other-2020")

    assert stranger.get(f"/notices/{notice.public_id}/edit/").status_code == 404
    assert stranger.post(f"/notices/{notice.public_id}/publish/").status_code == 404


def upload(client: Client, notice: Notice, name: str, content: bytes) -> int:
    """Upload a file to a notice; the status of the answer."""
    file = SimpleUploadedFile(name, content)
    return client.post(f"/notices/{notice.public_id}/files/", {"file": file, "title": ""}).status_code


def test_an_uploaded_pdf_is_downloaded_under_its_name() -> None:
    notice, editor = given.notice(), browser()

    assert upload(editor, notice, "学习手册.PDF", given.PDF) == 302

    material = Material.objects.get()
    assert (material.title, material.file_name) == ("学习手册", "学习手册.pdf")
    answer = Client().get(f"/notices/files/{material.public_id}/")
    assert read(answer) == given.PDF
    assert answer["X-Content-Type-Options"] == "nosniff"


def packed(**members: bytes) -> bytes:
    """A zip with these members, named with _ for /."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name.replace("_", "/") + ".xml", content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("手册.pdf", b"<html><script>alert(1)</script></html>"),
        ("手册.pdf", b"MZ\x90\x00" + b"\0" * 100),
        ("手册.pdf", b""),
        ("手册.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("手册.zip", packed(a=b"x")),
        ("手册.docx", packed(word_document=b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>")),
        ("手册.docx", packed(word_document=b"0" * 250_000_000)),
    ],
    ids=["html", "exe", "empty", "svg", "zip", "dtd", "bomb"],
)
def test_a_file_that_is_not_what_it_says_is_refused_and_not_kept(name: str, content: bytes) -> None:
    notice = given.notice()

    assert upload(browser(), notice, name, content) == 422
    assert not Material.objects.exists()


def test_a_path_in_a_file_name_stays_outside() -> None:
    notice = given.notice()

    upload(browser(), notice, "..\\..\\etc\\手册.pdf", given.PDF)

    assert Material.objects.get().file_name == "手册.pdf"


def test_a_removed_file_is_gone_for_everybody(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    material = given.material(given.notice())
    stored = material.file.path

    with django_capture_on_commit_callbacks(execute=True):
        browser().post(f"/notices/files/{material.public_id}/remove/")

    assert Client().get(f"/notices/files/{material.public_id}/").status_code == 404
    with pytest.raises(FileNotFoundError):
        open(stored)  # noqa: PTH123, SIM115


def test_a_text_is_laid_out_in_headings_and_paragraphs() -> None:
    blocks = list(blocks_of("\n## 一、学习时间\n1. 开始。\n\n\n户名：甲\n账号：乙\n"))

    assert [(block.is_heading, block.lines) for block in blocks] == [
        (True, ("一、学习时间",)),
        (False, ("1. 开始。",)),
        (False, ("户名：甲", "账号：乙")),
    ]


def test_the_same_text_makes_the_same_document() -> None:
    assert word_document("题", "## 一\n\n二 & <三>") == word_document("题", "## 一\n\n二 & <三>")
