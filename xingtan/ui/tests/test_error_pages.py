"""A page for each thing that can go wrong, drawn without asking the database anything."""

from collections.abc import Callable

import pytest
from django.http import Http404, HttpResponse

from xingtan.ui import error_pages
from xingtan.ui.tests.drawing import request


@pytest.mark.parametrize(
    ("answer", "status", "words"),
    [
        (lambda: error_pages.bad_request(request(), ValueError()), 400, "这个请求无法处理"),
        (lambda: error_pages.forbidden(request(), PermissionError()), 403, "这一页属于其他岗位"),
        (lambda: error_pages.csrf_failed(request()), 403, "页面打开的时间太久了"),
        (lambda: error_pages.not_found(request(), Http404()), 404, "没有找到这一页"),
        (lambda: error_pages.server_error(request()), 500, "系统出了点问题"),
    ],
)
def test_each_trouble_says_what_happened_and_leads_on(
    answer: Callable[[], HttpResponse], status: int, words: str
) -> None:
    shown = answer()

    assert shown.status_code == status
    assert words in shown.content.decode()
    assert "回到首页" in shown.content.decode()
