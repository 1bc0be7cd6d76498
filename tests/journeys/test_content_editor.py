"""A content editor writes a course: a page pasted from Word, a film sent over a network that breaks, drafts, publishing.

In Chinese, in Chromium, against a demo house. With ``XINGTAN_SCREENS=folder`` the pages are kept as pictures.
"""

import re
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.architecture import ROOT
from tests.journeys.house import House, open_house
from tests.journeys.people import DESK, LONG_WORK, PHONE, Person
from xingtan.accounts.models import Kind
from xingtan.demo import logins

pytestmark = pytest.mark.journey

COURSE, LESSON, FILM = "读懂一堂课", "先看学生，再看老师", "一堂课的四十五分钟"
PASTED = (
    '<html xmlns:o="urn:schemas-microsoft-com:office:office"><body><!--StartFragment--><p class=MsoNormal '
    'style="color:red;font-family:宋体">坐在学生旁边，<b>看他在想什么</b>。<o:p></o:p></p><script>window.stolen=1</script>'
    '<img src=x onerror="window.stolen=1"><!--EndFragment--></body></html>'
)
PIECES_BROKEN = 2
FILM_BYTES = 9 * 1024 * 1024


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    with open_house(teachers=120) as opened:
        yield opened


def test_from_the_first_word_to_what_learners_see(house: House, browser: Browser, tmp_path: Path) -> None:
    editor = Person(browser, house, size=DESK)
    editor.sign_in(logins.mobile_of(Kind.CONTENT_EDITOR), logins.PASSWORD)
    editor.page.wait_for_url("**/desk/**")
    _sends_a_film(editor, tmp_path)
    course = _begins(editor)
    _writes_a_page(editor, course)
    _adds_the_film(editor, course)
    learner = Person(browser, house, size=PHONE)
    learner.sign_in(logins.LEARNER.mobile, logins.PASSWORD)
    _is_not_offered(learner)
    _publishes(editor, course)

    _is_offered(learner)


def _film(folder: Path) -> Path:
    """A film of several pieces: a real one with room that players pass over."""
    film = folder / "一堂课.mp4"
    real = (ROOT / "xingtan/courses/demo_media/classroom.mp4").read_bytes()
    film.write_bytes(real + struct.pack(">I4s", FILM_BYTES, b"free") + bytes(FILM_BYTES - 8))
    return film


def _sends_a_film(editor: Person, folder: Path) -> None:
    """The network breaks twice under way; sending goes on by itself from where it stood."""
    broken: list[str] = []

    def breaks(route: Route) -> None:
        if "offset=0" not in route.request.url and len(broken) < PIECES_BROKEN:
            broken.append(route.request.url)
            route.abort("internetdisconnected")
        else:
            route.continue_()

    editor.page.route("**/write/files/pieces/**", breaks)
    editor.go("/courses/write/files/")
    editor.page.locator("input[type=file]").set_input_files(_film(folder))
    editor.main.get_by_role("button", name="上传").click()
    editor.sees("网络断开")
    editor.keep("content-1-network-gone")
    editor.page.wait_for_url(re.compile(r"/(runs|files)/[^/]+/?$"), timeout=LONG_WORK)
    editor.sees(re.compile("一堂课"))
    editor.page.unroute("**/write/files/pieces/**")
    assert len(broken) == PIECES_BROKEN
    editor.complaints = [said for said in editor.complaints if "ERR_INTERNET_DISCONNECTED" not in said]


def _begins(editor: Person) -> str:
    """A course without a name is not begun; what was typed stays."""
    editor.page.wait_for_load_state()
    editor.go("/courses/write/new/")
    editor.page.locator("[name=title]").fill(COURSE)
    editor.page.locator("[name=obligation]").select_option(label="选修")
    editor.main.get_by_role("button", name="保存草稿").click()
    editor.sees("这是草稿")
    editor.sits_still_after_a_refusal()
    return editor.page.url.removeprefix(editor.house.address)


def _writes_a_page(editor: Person, course: str) -> None:
    editor.main.get_by_text("添加一课").click()
    editor.main.get_by_role("link", name="图文").click()
    editor.page.locator("[name=title]").fill(LESSON)
    surface = editor.page.get_by_role("textbox", name="正文").last
    surface.click()
    surface.evaluate(
        """(box, html) => { const data = new DataTransfer(); data.setData('text/html', html);
        box.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true})); }""",
        PASTED,
    )
    expect(surface).to_contain_text("看他在想什么")
    editor.page.locator("[name=minutes]").fill("10")
    editor.keep("content-2-page")
    editor.main.get_by_role("button", name="保存到草稿").click()
    editor.page.wait_for_url(f"**{course}")
    editor.sees(LESSON)
    editor.main.get_by_role("link", name="学员所见").first.click()
    editor.sees("坐在学生旁边，看他在想什么。")
    assert editor.page.evaluate("window.stolen") is None
    assert "onerror" not in editor.main.inner_html()
    assert "MsoNormal" not in editor.main.inner_html()
    # reading what was pasted, without running it, the browser names what the policy would forbid
    editor.complaints = [said for said in editor.complaints if "Content Security Policy" not in said]
    editor.sits_still()


def _adds_the_film(editor: Person, course: str) -> None:
    editor.go(course)
    editor.main.get_by_text("添加一课").click()
    editor.main.get_by_role("link", name="视频").click()
    editor.page.locator("[name=title]").fill(FILM)
    choice = editor.page.locator("[name=medium]")
    choice.select_option(choice.locator("option", has_text="一堂课").first.get_attribute("value") or "")
    editor.main.get_by_role("button", name="保存到草稿").click()
    editor.page.wait_for_url(f"**{course}")
    editor.sees(FILM)
    editor.main.get_by_role("button", name=f"上移：{FILM}").click()
    expect(editor.main.locator(".outline-lesson").first).to_contain_text(FILM)
    editor.keep("content-3-outline")
    editor.sits_still()


def _is_not_offered(learner: Person) -> None:
    learner.page.wait_for_load_state()
    learner.go("/courses/")
    learner.sees("师德")
    expect(learner.main).not_to_contain_text(COURSE)


def _publishes(editor: Person, course: str) -> None:
    editor.go(course)
    editor.main.get_by_role("button", name="发布").click()
    editor.page.wait_for_load_state()
    editor.go("/courses/write/?text=" + COURSE)
    editor.sees("已发布")
    editor.sits_still()


def _is_offered(learner: Person) -> None:
    learner.go("/courses/")
    learner.main.get_by_role("heading", name=COURSE).scroll_into_view_if_needed()
    learner.sees(COURSE)
    learner.keep("content-4-catalogue")
    learner.sits_still()
