"""One Chromium for the journeys of a file, and the last pages of a journey that failed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.journeys.people import EVERYBODY


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        flags = [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--autoplay-policy=no-user-gesture-required",
        ]
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=flags)
        yield chromium
        chromium.close()
        EVERYBODY.clear()


@pytest.fixture(autouse=True)
def _last_pages(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[None]:
    """When a journey fails, the pages everybody had before them are kept beside the test's files."""
    before = request.session.testsfailed
    yield
    if request.session.testsfailed > before:
        for number, person in enumerate(EVERYBODY):
            person.page.screenshot(path=tmp_path / f"last-{number}.png", full_page=True)
