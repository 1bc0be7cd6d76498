"""A teacher takes a quiz on a phone, loses the network, goes on, and the time hands it in."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from xingtan.study.tests.evening_at_home import house
from xingtan.ui.tests.browser import CHROMIUM, QUIET

pytestmark = pytest.mark.journey
PATIENCE = 30_000


@pytest.fixture
def home(tmp_path: Path) -> Iterator[dict[str, Any]]:
    with house(tmp_path, filled_by="xingtan.coursework.tests.quiz_at_home") as standing:
        yield {"folder": tmp_path, **standing}


@pytest.fixture
def page(home: dict[str, Any]) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        context = browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN", has_touch=True)
        context.add_cookies([{"name": "session", "value": home["session"], "url": home["address"]}])
        context.set_default_timeout(PATIENCE)
        yield context.new_page()
        browser.close()


def let_time_pass(home: dict[str, Any], *, until_left: timedelta) -> None:
    """The house's clock cannot be moved from outside, so the end of the attempt is moved towards it."""
    (database,) = Path(home["folder"]).glob("**/*.sqlite3")
    end = (datetime.now(UTC) + until_left).replace(tzinfo=None).isoformat(sep=" ")
    with sqlite3.connect(database, timeout=30) as rows:
        rows.execute("UPDATE coursework_attempt SET ends_at = ?", [end])


def test_what_was_answered_without_network_is_sent_and_the_time_hands_it_in(home: dict[str, Any], page: Page) -> None:
    page.goto(f"{home['address']}/coursework/quizzes/{home['quiz']}/")
    page.get_by_role("button", name="开始作答").click()
    page.locator("#q1 .quiz-choice").nth(1).click()
    expect(page.locator("#q1 .quiz-saved")).to_contain_text("已保存")
    expect(page.locator("[data-clock]")).to_contain_text("还剩")

    page.context.set_offline(True)
    page.locator("#q2 .quiz-choice").nth(1).click()
    expect(page.locator("[data-offline]")).to_be_visible()
    page.context.set_offline(False)
    expect(page.locator("#q2 .quiz-saved")).to_contain_text("已保存")
    expect(page.locator("#answered")).to_contain_text("2/2")

    let_time_pass(home, until_left=timedelta(seconds=2))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator(".quiz-score")).to_contain_text("100", timeout=PATIENCE)
