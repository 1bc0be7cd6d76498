"""A teacher watches a real film in a real browser, loses the network, gets it back, and finds it counted."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect, sync_playwright

from xingtan.study.tests.evening_at_home import house
from xingtan.ui.tests.browser import CHROMIUM, QUIET

pytestmark = pytest.mark.journey
PATIENCE = 30_000


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    with house(tmp_path_factory.mktemp("home")) as standing:
        yield standing


@pytest.fixture
def phone(home: dict[str, Any]) -> Iterator[BrowserContext]:
    """The teacher's phone, signed in."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=[*QUIET, "--autoplay-policy=no-user-gesture-required"]
        )
        context = browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN")
        context.add_cookies([{"name": "session", "value": home["session"], "url": home["address"]}])
        context.set_default_timeout(PATIENCE)
        yield context
        browser.close()


def opened(phone: BrowserContext, home: dict[str, Any], lesson: str) -> Page:
    page = phone.new_page()
    page.goto(f"{home['address']}/study/lessons/{home[lesson]}/")
    return page


def recognised(page: Page) -> int:
    """Seconds recognised of the lesson, as the bar shows them."""
    return int(
        page.evaluate(
            "[...document.querySelectorAll('[data-bar] rect')].reduce((s, r) => s + +r.getAttribute('width'), 0)"
        )
    )


def play(page: Page) -> None:
    page.evaluate("document.querySelector('video').play()")


def until_recognised(page: Page, seconds: int) -> None:
    page.wait_for_function(
        "(least) => [...document.querySelectorAll('[data-bar] rect')]"
        ".reduce((sum, rect) => sum + +rect.getAttribute('width'), 0) >= least",
        arg=seconds,
    )


def test_what_is_watched_without_network_is_kept_and_counted_when_it_is_back(
    home: dict[str, Any], phone: BrowserContext
) -> None:
    page = opened(phone, home, "film")
    play(page)
    until_recognised(page, 3)

    phone.set_offline(True)
    expect(page.locator("[data-note]")).to_contain_text("网络断开，已为您保存", timeout=PATIENCE)
    before = recognised(page)
    kept = page.evaluate("Math.floor(document.querySelector('video').currentTime)")
    page.wait_for_function("(more) => document.querySelector('video').currentTime > more", arg=kept + 4)
    phone.set_offline(False)

    expect(page.locator("[data-note]")).to_contain_text("网络已恢复", timeout=PATIENCE)
    assert recognised(page) >= max(before, kept + 3)
    expect(page.locator("[data-said]")).to_contain_text(re.compile(r"本课已认定 \d+ / 3 分钟 · 全部 [\d.]+ / 36 学时"))


def test_one_goes_on_where_one_stopped_and_a_jump_counts_nothing(home: dict[str, Any], phone: BrowserContext) -> None:
    page = opened(phone, home, "film")
    play(page)
    page.wait_for_function("() => document.querySelector('video').currentTime > 4")
    page.evaluate("document.querySelector('video').pause()")
    until_recognised(page, 4)
    stopped = page.evaluate("document.querySelector('video').currentTime")
    before = recognised(page)

    again = opened(phone, home, "film")
    again.wait_for_function("() => document.querySelector('video').currentTime > 0")
    resumed = again.evaluate("document.querySelector('video').currentTime")
    again.click("[data-seek='140']")
    again.wait_for_function("() => document.querySelector('video').currentTime > 143")
    again.evaluate("document.querySelector('video').pause()")
    until_recognised(again, before + 2)

    assert abs(resumed - stopped) <= 2
    assert recognised(again) - before <= 8


def test_a_second_tab_takes_over_and_the_first_says_so(home: dict[str, Any], phone: BrowserContext) -> None:
    first = opened(phone, home, "film")
    play(first)
    first.wait_for_function(
        "() => !document.querySelector('video').paused && document.querySelector('video').currentTime > 1"
    )
    second = opened(phone, home, "film")
    play(second)

    expect(first.locator("[data-note]")).to_contain_text("另一台设备开始播放了", timeout=PATIENCE)
    assert first.evaluate("document.querySelector('video').paused")

    first.click("[data-here]")
    first.wait_for_function("() => !document.querySelector('video').paused")
    expect(second.locator("[data-note]")).to_contain_text("另一台设备开始播放了", timeout=PATIENCE)


def test_a_document_counts_while_it_lies_open(home: dict[str, Any], phone: BrowserContext) -> None:
    page = opened(phone, home, "reading")

    until_recognised(page, 5)
    assert "校园安全" in page.frame_locator("iframe").locator("h1").inner_text()


def test_nothing_on_the_player_is_refused_by_the_browser(home: dict[str, Any], phone: BrowserContext) -> None:
    page = phone.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    for lesson in ("film", "reading"):
        page.goto(f"{home['address']}/study/lessons/{home[lesson]}/")
        page.wait_for_timeout(500)

    assert complaints == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
