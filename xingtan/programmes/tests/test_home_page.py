"""The public home page and the notice, as anybody sees them (R01, R35, R59, R62)."""

import io
import re
from pathlib import Path

import openpyxl
import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from xingtan.foundation import clock
from xingtan.foundation.file_kinds import FileKind, kind_of
from xingtan.foundation.uploads import check_archive
from xingtan.notices.models import Notice
from xingtan.notices.tests import given
from xingtan.programmes.models import Programme

pytestmark = pytest.mark.django_db
BEFORE_LOGIN = clock.moment(2020, 12, 9, 23, 59, 59)
LOGIN_OPENS = clock.moment(2020, 12, 10)
AFTER_TERM = clock.moment(2021, 4, 13)


@pytest.fixture(autouse=True)
def _programme_with_its_notice(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    call_command("divisions_load")
    call_command("programme_load")


def home_at(moment: object) -> str:
    """The home page as a stranger sees it at a moment."""
    with clock.standing_at(moment):  # type: ignore[arg-type]
        return Client().get("/").content.decode()


def test_the_home_page_has_programme_dates_notice_sign_in_and_hotline() -> None:
    page = home_at(LOGIN_OPENS)

    for shown in (
        "2020年全市中小学、幼儿园教师全员培训项目",
        "2020年12月10日",
        "2021年4月12日",
        "¥120.00",
        "忻教发〔2020〕98号",
        'href="tel:4008876381"',
        "/account/sign-in/",
    ):
        assert shown in page


def test_until_login_opens_the_home_page_says_when() -> None:
    assert "12月10日（周四）起开放登录" in home_at(BEFORE_LOGIN)
    assert "起开放登录" not in home_at(LOGIN_OPENS)


def test_after_the_term_the_home_page_says_so() -> None:
    assert "已于4月12日（周一）结束" in home_at(AFTER_TERM)
    assert "结束。您仍可登录" not in home_at(clock.moment(2021, 4, 12, 23, 59, 59))


def test_the_filing_number_is_linked_at_the_bottom(settings: Settings) -> None:
    settings.ICP_NUMBER = "晋ICP备00000000号-1"

    page = home_at(LOGIN_OPENS)

    assert re.search(r'class="foot-icp"><a href="https://beian\.miit\.gov\.cn/"[^>]*>晋ICP备00000000号-1', page)


def test_without_a_programme_the_home_page_says_how_to_load_one() -> None:
    Programme.objects.all().delete()

    assert "xingtan programme load" in home_at(LOGIN_OPENS)


def test_the_notice_shows_its_six_facts_to_a_stranger() -> None:
    notice = Notice.objects.get()

    page = Client().get(f"/notices/{notice.public_id}/").content.decode()

    for fact in (
        "忻教发〔2020〕98号",
        "关于做好全市2020年度",
        "忻州市教育局",
        "2020年11月16日",
        "主动公开",
        "附件1",
        "附件2",
    ):
        assert fact in page
    assert "管理线、指导线、执行线" in page


def content_of(client: Client, title: str) -> bytes:
    """The bytes of an attachment of the notice, downloaded."""
    material = Notice.objects.get().materials.get(title__startswith=title)
    answer = client.get(f"/notices/files/{material.public_id}/")
    assert answer["Content-Disposition"].startswith("attachment")
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def test_annex_1_is_a_blank_sheet_with_the_nine_columns() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(content_of(Client(), "附件1"))).active

    assert sheet is not None
    assert sheet["A1"].value == "忻州市2020年度中小学、幼儿园教师全员培训参训教师报名表"
    headings = [cell.value for cell in sheet[2]]
    assert headings == ["序号", "姓名", "学段", "学科", "手机号(注册用)", "身份证号", "县(市、区)", "学校全称", "备注"]
    assert sheet["F3"].number_format == "@"
    assert sheet["F3"].value is None


def test_annex_2_is_a_word_document_with_the_account() -> None:
    content = content_of(Client(), "附件2")

    assert kind_of(content) is FileKind.DOCX
    check_archive(content)


def test_a_draft_and_a_withdrawn_notice_are_not_there_for_strangers() -> None:
    draft = given.draft()
    material = given.material(draft)

    assert Client().get(f"/notices/{draft.public_id}/").status_code == 404
    assert Client().get(f"/notices/files/{material.public_id}/").status_code == 404
    assert draft.title not in home_at(LOGIN_OPENS)


def test_the_notice_list_takes_the_same_queries_for_one_and_nineteen() -> None:
    with CaptureQueriesContext(connection) as for_one:
        Client().get("/notices/")
    for number in range(18):
        given.material(given.notice(f"通知{number}"))

    with CaptureQueriesContext(connection) as for_nineteen:
        Client().get("/notices/")

    assert len(for_nineteen) == len(for_one)
