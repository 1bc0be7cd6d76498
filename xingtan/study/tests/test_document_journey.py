"""A teacher reads a PDF within the page, on a phone and at a desk; one that cannot be shown can still be saved."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from xingtan.study.tests import packages_at_home
from xingtan.study.tests.evening_at_home import house
from xingtan.ui.tests.browser import CHROMIUM, QUIET

pytestmark = pytest.mark.journey
PATIENCE = 20_000
INK = """() => {
  const canvas = document.querySelector(".pdf canvas");
  const dots = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  let dark = 0;
  for (let at = 0; at < dots.length; at += 4) if (dots[at] + dots[at + 1] + dots[at + 2] < 600) dark += 1;
  return dark;
}"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    with house(tmp_path_factory.mktemp("documents"), filled_by=packages_at_home.__name__) as standing:
        yield standing


@pytest.fixture
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


def opened(chromium: Browser, home: dict[str, Any], lesson: str, *, width: int = 390) -> tuple[Page, list[str]]:
    context = chromium.new_context(viewport={"width": width, "height": 844}, locale="zh-CN")
    context.add_cookies([{"name": "session", "value": home["session"], "url": home["address"]}])
    context.set_default_timeout(PATIENCE)
    page, said = context.new_page(), []
    page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{home['address']}/study/lessons/{home[lesson]}/")
    return page, said


@pytest.mark.parametrize("width", [390, 1440])
def test_a_pdf_is_read_page_by_page_within_the_lesson(home: dict[str, Any], chromium: Browser, width: int) -> None:
    page, complaints = opened(chromium, home, "document", width=width)
    expect(page.locator(".pdf[data-shown='1']")).to_be_visible()
    expect(page.locator("[data-pdf-line]")).to_have_text("第 1 页，共 3 页")
    assert "校园安全" in (page.locator("[data-pdf-text]").text_content() or "").replace(" ", "")
    assert page.evaluate(INK) > 1_000

    page.click("[data-pdf-do=after]")
    expect(page.locator(".pdf[data-shown='2']")).to_be_visible()
    page.locator("[data-pdf-stage]").press("PageDown")
    expect(page.locator(".pdf[data-shown='3']")).to_be_visible()
    expect(page.locator("[data-pdf-do=after]")).to_be_disabled()
    before = page.evaluate("document.querySelector('.pdf canvas').clientWidth")
    page.click("[data-pdf-do=larger]")
    page.wait_for_function("(before) => document.querySelector('.pdf canvas').clientWidth > before", arg=before)

    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert complaints == []


def test_reading_a_pdf_counts_as_reading_time(home: dict[str, Any], chromium: Browser) -> None:
    page, _complaints = opened(chromium, home, "document")

    page.wait_for_function(
        "() => [...document.querySelectorAll('[data-bar] rect')].reduce((sum, rect) => sum + +rect.getAttribute('width'), 0) >= 3"
    )


def test_a_typeface_that_is_not_in_the_file_is_shown_all_the_same(home: dict[str, Any], chromium: Browser) -> None:
    page, complaints = opened(chromium, home, "song")

    expect(page.locator(".pdf[data-shown='1']")).to_be_visible()
    expect(page.locator("[data-pdf-text]")).to_have_text("中文")
    assert page.evaluate(INK) > 50
    assert complaints == []


def test_a_pdf_that_cannot_be_shown_says_so_and_can_be_saved(home: dict[str, Any], chromium: Browser) -> None:
    page, _complaints = opened(chromium, home, "torn")

    expect(page.locator("[data-pdf-note]")).to_contain_text("无法在页面里显示")
    with page.expect_download() as saved:
        page.click("a[download]")
    assert saved.value.suggested_filename.endswith(".pdf")
    assert saved.value.path().read_bytes() == b"%PDF-1.4 and then nothing"
