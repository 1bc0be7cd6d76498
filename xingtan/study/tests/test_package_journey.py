"""A teacher goes through real packages in a real browser; and what a hostile one can reach from its sandbox: nothing."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, FrameLocator, Page, expect, sync_playwright

from xingtan.study.tests import packages_at_home
from xingtan.study.tests.evening_at_home import house
from xingtan.ui.tests.browser import CHROMIUM, QUIET

pytestmark = pytest.mark.journey
PATIENCE = 20_000


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    with house(tmp_path_factory.mktemp("packages"), filled_by=packages_at_home.__name__) as standing:
        yield standing


@pytest.fixture
def phone(home: dict[str, Any]) -> Iterator[BrowserContext]:
    """The teacher's phone, signed in."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        context = browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN")
        context.add_cookies([{"name": "session", "value": home["session"], "url": home["address"]}])
        context.set_default_timeout(PATIENCE)
        yield context
        browser.close()


def opened(phone: BrowserContext, home: dict[str, Any], lesson: str) -> tuple[Page, FrameLocator]:
    page = phone.new_page()
    page.goto(f"{home['address']}/study/lessons/{home[lesson]}/")
    return page, page.frame_locator(".package-frame")


def test_a_package_of_1_2_goes_on_where_one_stopped_and_finishes_the_lesson(
    home: dict[str, Any], phone: BrowserContext
) -> None:
    page, inside = opened(phone, home, "scorm_12")
    expect(inside.locator("#seen")).to_have_text(f"true {home['name']} ab-initio 第0页 ")
    inside.locator("#next").click()
    expect(page.locator("[data-package-note]")).to_contain_text("已保存")
    with page.expect_response("**/parts/report"):
        inside.locator("#next").click()

    again, inside = opened(phone, home, "scorm_12")
    expect(inside.locator("#seen")).to_have_text(f"true {home['name']} resume 第2页 记2")
    inside.locator("#end").click()
    expect(again.locator("[data-package-line]")).to_contain_text("85")
    expect(again.locator("[data-package-line]")).to_contain_text("已学完")

    again.goto(f"{home['address']}/study/")
    expect(again.locator(".lesson", has_text="一个互动课件").locator(".is-done")).to_have_count(1)


def test_what_is_reported_without_network_is_sent_when_it_is_back(home: dict[str, Any], phone: BrowserContext) -> None:
    page, inside = opened(phone, home, "scorm_12")
    expect(inside.locator("#seen")).to_contain_text("true")
    phone.set_offline(True)
    inside.locator("#next").click()
    expect(page.locator("[data-package-note]")).to_contain_text("网络", timeout=PATIENCE)
    phone.set_offline(False)
    expect(page.locator("[data-package-note]")).to_contain_text("已保存", timeout=PATIENCE)


def test_a_package_of_2004_turns_its_pages_and_passes(home: dict[str, Any], phone: BrowserContext) -> None:
    page, inside = opened(phone, home, "scorm_2004")
    expect(inside.locator("#seen")).to_have_text(f"true {home['name']} ab-initio  not attempted")
    inside.locator("#turn").click()
    expect(inside.locator("#seen")).to_have_text(f"true {home['name']} resume 甲 incomplete")
    inside.locator("#end").click()

    expect(page.locator("[data-package-line]")).to_contain_text("90")
    expect(page.locator("[data-package-line]")).to_contain_text("通过")


def hostile(phone: BrowserContext, home: dict[str, Any]) -> tuple[Page, Any]:
    page, inside = opened(phone, home, "hostile")
    expect(inside.locator("#seen")).to_have_text("ready")
    return page, next(frame for frame in page.frames if "/courses/packages/" in frame.url)


def test_a_package_reads_neither_page_nor_cookie_and_calls_nothing(home: dict[str, Any], phone: BrowserContext) -> None:
    page, frame = hostile(phone, home)

    found = frame.evaluate("probed()")
    page.evaluate(f"() => {{ {packages_at_home.PROBES.replace('HOUSE', 'location.origin')} }}")
    proof = page.evaluate("probed()")

    assert {name for name, what in found.items() if not what.startswith("stopped")} == set()
    reached = {name for name, what in proof.items() if not what.startswith("stopped")}
    assert reached >= {"parent document", "parent storage", "cookies", "page by fetch", "page by request", "picture"}


def test_forged_reports_are_not_heard(home: dict[str, Any], phone: BrowserContext) -> None:
    page, frame = hostile(phone, home)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.url.endswith("/report") else None)

    frame.evaluate("forge()")
    page.evaluate(
        "window.postMessage({ xingtan: 'package', nonce: JSON.parse(document.querySelector('iframe').name).nonce, report: {} }, '*')"
    )
    page.wait_for_timeout(5_000)

    assert sent == []
    frame.evaluate("forged(sound, JSON.parse(window.name).nonce)")  # the proof that a sound one is
    page.wait_for_timeout(1_000)
    assert len(sent) == 1


def test_a_package_cannot_lead_away_nor_open_windows_nor_sign_out(home: dict[str, Any], phone: BrowserContext) -> None:
    page, frame = hostile(phone, home)
    address = page.url

    frame.evaluate("flee()")
    page.wait_for_timeout(1_000)

    assert page.url == address
    assert len(phone.pages) == 1
    assert frame.evaluate("window.opened") is None
    page.goto(f"{home['address']}/study/")
    assert "/account/sign-in" not in page.url


def test_a_package_opened_by_itself_is_shut_in_as_well(home: dict[str, Any], phone: BrowserContext) -> None:
    _page, frame = hostile(phone, home)
    alone = phone.new_page()
    alone.goto(frame.url)

    assert alone.evaluate("window.origin") == "null"
    assert (
        alone.evaluate("(async () => { try { return (await fetch('/study/')).status } catch { return 'stopped' } })()")
        == "stopped"
    )


def test_nothing_on_the_page_of_a_package_is_wider_than_the_phone(home: dict[str, Any], phone: BrowserContext) -> None:
    page, inside = opened(phone, home, "scorm_12")
    expect(inside.locator("#seen")).to_contain_text("true")

    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
