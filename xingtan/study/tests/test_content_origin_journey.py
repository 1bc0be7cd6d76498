"""Packages on a host of their own: pages that reach across their frames work, and still reach nothing of the house."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from xingtan.study.tests import packages_at_home
from xingtan.study.tests.evening_at_home import house
from xingtan.ui.tests.browser import CHROMIUM, QUIET

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    folder = tmp_path_factory.mktemp("apart")
    with house(folder, filled_by=packages_at_home.__name__, is_content_apart=True) as standing:
        yield standing


@pytest.fixture
def page(home: dict[str, Any]) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
        context.add_cookies([{"name": "session", "value": home["session"], "url": home["address"]}])
        context.set_default_timeout(20_000)
        yield context.new_page()
        browser.close()


def test_a_package_whose_pages_reach_across_their_frames_is_played_and_kept(home: dict[str, Any], page: Page) -> None:
    page.goto(f"{home['address']}/study/lessons/{home['framed']}/")
    inside = page.frame_locator(".package-frame").frame_locator("frame")
    expect(inside.locator("#seen")).to_have_text(f"true {home['name']} ab-initio 第0页 ")

    inside.locator("#end").click()

    expect(page.locator("[data-package-line]")).to_contain_text("85")


def test_from_its_own_host_a_package_reaches_nothing_of_the_house(home: dict[str, Any], page: Page) -> None:
    page.goto(f"{home['address']}/study/lessons/{home['hostile']}/")
    expect(page.frame_locator(".package-frame").locator("#seen")).to_have_text("ready")
    frame = next(each for each in page.frames if "/courses/packages/" in each.url)
    assert frame.url.startswith("http://localhost:")

    frame.evaluate("address => { HOUSE = address; }", home["address"])
    found = frame.evaluate("probed()")

    assert found.pop("cookies") == ""
    assert {name for name, what in found.items() if not what.startswith("stopped")} == set()
