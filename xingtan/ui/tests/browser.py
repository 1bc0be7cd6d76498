"""Chromium looking at a page that Django has drawn before: no server, no database while it looks."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from django.http import HttpResponseBase
from playwright.sync_api import Page, Route, sync_playwright

ADDRESS = "http://localhost/"
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@contextmanager
def looking_at(
    drawn: HttpResponseBase, *, width: int = 1440, scheme: str = "light", scale: float = 1
) -> Iterator[Page]:
    """A browser on that page, its headers and static files included; ``scale`` 2 is a zoom of 200 %.

    What goes wrong in it (refused by the policy, an error in a script) is collected in ``page.complaints``.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = browser.new_page(
            viewport={"width": int(width / scale), "height": int(844 / scale)},
            device_scale_factor=scale,
            color_scheme="dark" if scheme == "dark" else "light",
        )
        page.set_default_timeout(10_000)
        page.complaints = complaints = []  # type: ignore[attr-defined]
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.route("**/*", lambda route: answer(route, drawn))
        page.goto(ADDRESS)
        yield page
        browser.close()


def answer(route: Route, drawn: HttpResponseBase) -> None:
    """The page for its own address, also when it asks for itself anew; static files from where they lie; nothing else."""
    path = urlsplit(route.request.url).path
    if path in {"/", _own_path(drawn)}:
        route.fulfill(status=drawn.status_code, headers=dict(drawn.headers), body=drawn.content)  # type: ignore[attr-defined]
        return
    found = finders.find(path.removeprefix("/static/")) if path.startswith("/static/") else None
    if isinstance(found, str):
        route.fulfill(body=Path(found).read_bytes(), content_type=TYPES.get(Path(found).suffix, "text/plain"))
    else:
        route.fulfill(status=404)


def _own_path(drawn: HttpResponseBase) -> str:
    """Where the page was drawn, as far as the test's client says so."""
    request = getattr(drawn, "wsgi_request", None)
    return request.path if request else "/"
