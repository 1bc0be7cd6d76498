"""The page of all components in a real browser: usable by everybody, at every size, light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.http import HttpResponseBase
from django.test import Client
from playwright.sync_api import Page

from xingtan.accounts.models import Kind
from xingtan.accounts.tests import given as people
from xingtan.desks.tests import given
from xingtan.organisations.tests import given as organisations
from xingtan.programmes.tests import given as programmes
from xingtan.ui.context import TEXT_COOKIE
from xingtan.ui.tests.browser import looking_at

pytestmark = [pytest.mark.django_db, pytest.mark.journey]
DESIGN = "/desk/design/"


def county_administrator() -> Client:
    """A browser in which a county administrator is signed in."""
    return people.signed_in(given.post(Kind.COUNTY_ADMIN, programmes.programme_2020(), organisations.school()))


def design() -> HttpResponseBase:
    """The page of all components."""
    return county_administrator().get(DESIGN)


def barriers(page: Page) -> list[str]:
    """What shuts people out, by axe's rules."""
    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {node['html'][:120]}" for each in found for node in each["nodes"]]


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_on_it_shuts_anybody_out(width: int, scheme: str) -> None:
    with looking_at(design(), width=width, scheme=scheme) as page:
        page.evaluate("document.querySelectorAll('.chart-table').forEach((table) => { table.open = true })")

        assert barriers(page) == []


def test_a_form_in_error_keeps_what_was_typed_and_shuts_nobody_out() -> None:
    with looking_at(county_administrator().post(DESIGN, {"note": "缓交"}), width=390) as page:
        assert page.input_value("#id_note") == "缓交"
        assert page.evaluate("document.activeElement.className").startswith("alert")
        assert barriers(page) == []


def test_it_never_scrolls_sideways_on_any_screen_or_at_200_percent() -> None:
    drawn = design()

    for width, scale in [(320, 1), (390, 1), (1440, 1), (1280, 2)]:
        with looking_at(drawn, width=width, scale=scale) as page:
            assert sideways(page) <= 0, f"{width} px, zoom {scale}"


def test_large_text_fits_a_phone() -> None:
    client = county_administrator()
    client.cookies[TEXT_COOKIE] = "large"
    with looking_at(client.get(DESIGN), width=390) as page:
        assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") == 20
        assert sideways(page) <= 0


def test_the_browser_refuses_nothing_the_page_brings() -> None:
    with looking_at(design()) as page:
        page.wait_for_selector("[data-chart] canvas")

        assert page.complaints == []  # type: ignore[attr-defined]


def test_the_keyboard_reaches_the_content_first_and_closes_menus() -> None:
    with looking_at(design()) as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"

        page.click(".person summary")
        page.keyboard.press("Escape")
        assert page.locator(".person").get_attribute("open") is None


def test_on_a_phone_the_rooms_unfold() -> None:
    with looking_at(design(), width=390) as page:
        assert not page.locator("#rooms").is_visible()

        page.click("[data-rooms-toggle]")

        assert page.locator("#rooms").is_visible()
        assert page.locator("[data-rooms-toggle]").get_attribute("aria-expanded") == "true"
