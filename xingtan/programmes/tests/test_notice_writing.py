"""An editor writes a notice for the programme looked at."""

import pytest
from django.test import Client

from xingtan.accounts.models import Kind
from xingtan.accounts.tests import given as people
from xingtan.notices.models import Notice
from xingtan.programmes.tests import given

pytestmark = pytest.mark.django_db
FILLED = {
    "title": "关于线上答疑的通知", "issuer": "忻州师范学院", "issued_on": "2020-12-01",
    "is_public": "on", "body": "每周三。", "document_number": "",
}  # fmt: skip


def browser() -> Client:
    """A browser of the programme's content editor."""
    given.programme_2020()
    return people.signed_in(people.post(Kind.CONTENT_EDITOR, programme_code="xinzhou-2020"))


def test_an_editor_writes_a_notice_that_nobody_sees_before_it_is_published() -> None:
    answer = browser().post("/notices/new/", FILLED)

    notice = Notice.objects.get()
    assert answer.status_code == 302
    assert notice.state == Notice.State.DRAFT
    assert Client().get(f"/notices/{notice.public_id}/").status_code == 404


def test_a_second_notice_with_the_same_number_is_refused_and_what_was_typed_stays() -> None:
    editor = browser()
    editor.post("/notices/new/", {**FILLED, "document_number": "忻教发〔2020〕98号"})

    answer = editor.post("/notices/new/", {**FILLED, "document_number": "忻教发〔2020〕98号", "body": "另一份正文"})

    assert answer.status_code == 422
    assert "另一份正文" in answer.content.decode()
    assert Notice.objects.count() == 1


def test_markup_in_a_notice_is_shown_as_typed() -> None:
    editor = browser()
    editor.post("/notices/new/", {**FILLED, "body": "<script>alert(1)</script>"})
    notice = Notice.objects.get()
    editor.post(f"/notices/{notice.public_id}/publish/")

    page = Client().get(f"/notices/{notice.public_id}/").content.decode()

    assert "<script>alert(1)</script>" not in page
    assert "&lt;script&gt;" in page
