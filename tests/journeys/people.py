"""People at browsers: how a journey signs in, waits, looks, and keeps pictures (``XINGTAN_SCREENS=folder``)."""

import os
import re
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys.house import House

PASSWORD = "建安乡-明德-笃行-2020"
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1440, "height": 900}
SCREENS = os.environ.get("XINGTAN_SCREENS", "")
WAIT = 30_000
LONG_WORK = 120_000
FITS = "() => document.body && document.documentElement.scrollWidth <= document.documentElement.clientWidth"


EVERYBODY: list["Person"] = []


class Person:
    """Someone at a browser of their own."""

    def __init__(self, browser: Browser, house: House, *, size: dict[str, int]) -> None:
        context = browser.new_context(viewport=size, locale="zh-CN", accept_downloads=True)  # type: ignore[arg-type]
        self.page: Page = context.new_page()
        self.page.set_default_timeout(WAIT)
        self.house = house
        self.name = ""
        self.complaints: list[str] = []
        EVERYBODY.append(self)
        self.page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def go(self, path: str) -> None:
        self.page.goto(self.house.address + path)

    def sign_in(self, mobile: str, password: str) -> None:
        self.go("/account/sign-in/")
        self.page.get_by_label("手机号").fill(mobile)
        self.page.get_by_label("密码").fill(password)
        self.main.get_by_role("button", name="登录").click()

    def activate(self, mobile: str, code: str) -> None:
        self.sign_in(mobile, mobile[-6:])
        self.page.locator("[name=code]").fill(code)
        self.page.locator("[name=password]").fill(PASSWORD)
        self.page.locator("[name=repeat]").fill(PASSWORD)
        self.page.locator("[name=agreed]").check()
        self.page.get_by_role("button", name="设置密码并登录").click()
        self.page.wait_for_url("**/desk/")

    def follow_the_work(self) -> None:
        """Wait for work in the background to end well, and go on where it leads."""
        expect(self.page.locator("section.run")).to_have_attribute("data-run", "done", timeout=LONG_WORK)
        self.page.locator("section.run a.is-primary").click()

    @property
    def main(self) -> Locator:
        return self.page.locator("main")

    def sees(self, text: str | re.Pattern[str]) -> None:
        expect(self.main).to_contain_text(text, timeout=WAIT)

    def keep(self, name: str) -> None:
        """Keep the page as a picture, when pictures are wanted."""
        if SCREENS:
            self.page.wait_for_timeout(400)
            self.page.screenshot(path=Path(SCREENS) / f"{name}.png", full_page=True)

    def sits_still(self) -> None:
        """The page that is open, or opening, is nowhere wider than the screen and says no error in the console."""
        self.page.wait_for_load_state()
        self.page.wait_for_function(FITS)
        assert not self.complaints, (self.page.url, self.complaints)

    def sits_still_after_a_refusal(self) -> None:
        """As ``sits_still``, where a page was answered with the refusal of a form: the console tells its status, nothing else."""
        self.complaints = [said for said in self.complaints if "status of 422" not in said]
        self.sits_still()


def code_in(said: str) -> str:
    """The activation code that a command printed."""
    found = re.search(r": (.+) \(until", said)
    assert found, said
    return found.group(1)
