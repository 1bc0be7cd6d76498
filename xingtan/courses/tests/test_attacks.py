"""What people write for a page lesson runs no script, in a real browser, even without the page's own policy (A8)."""

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Page, sync_playwright

from xingtan.courses.models import Lesson
from xingtan.foundation.rich_text import cleaned
from xingtan.ui.tests.browser import CHROMIUM, QUIET

pytestmark = pytest.mark.journey

DEED = "window.pwned=1"
PAYLOADS = [
    f"<script>{DEED}</script>",
    f"<ScRiPt >{DEED}</sCrIpT>",
    f"<script/x>{DEED}</script>",
    f"<img src=x onerror={DEED}>",
    f"<img src=x onerror='{DEED}'//",
    f"<svg onload={DEED}>",
    f"<svg><script>{DEED}</script></svg>",
    f"<svg><animate onbegin={DEED} attributeName=x dur=1s>",
    f"<svg><a xlink:href='javascript:{DEED}'><text y=20>x</text></a></svg>",
    f"<svg><foreignObject><iframe srcdoc='<script>parent.{DEED}</script>'></foreignObject></svg>",
    f"<svg><style><img src=x onerror={DEED}></style></svg>",
    f"<svg></p><style><a id='</style><img src=1 onerror={DEED}>'>",
    f"<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror={DEED}&gt;'>",
    f"<math><mi xlink:href='javascript:{DEED}'>x</mi></math>",
    f"<form><math><mtext></form><form><mglyph><style></math><img src onerror={DEED}>",
    f"<iframe src='javascript:parent.{DEED}'></iframe>",
    f"<iframe srcdoc='<script>parent.{DEED}</script>'></iframe>",
    f"<object data='javascript:{DEED}'></object>",
    f"<object data='data:text/html,<script>parent.{DEED}</script>'></object>",
    f"<embed src='javascript:{DEED}'>",
    f"<a href='javascript:{DEED}'>x</a>",
    f"<a href=' java\nscript:{DEED}'>x</a>",
    f"<a href='&#106;avascript:{DEED}'>x</a>",
    f"<a href='data:text/html,<script>{DEED}</script>'>x</a>",
    f"<a href='vbscript:{DEED}'>x</a>",
    f"<p onmouseover={DEED} onclick={DEED}>x</p>",
    f"<input autofocus onfocus={DEED}>",
    f"<details open ontoggle={DEED}><summary>x</summary></details>",
    f"<body onload={DEED}>",
    f"<video><source onerror={DEED}></video>",
    f"<audio src=x onerror={DEED}></audio>",
    f"<marquee onstart={DEED}>x</marquee>",
    f"<select autofocus onfocus={DEED}></select>",
    f"<textarea autofocus onfocus={DEED}></textarea>",
    f"<style>@import 'javascript:{DEED}';</style>",
    f"<p style=\"background:url('javascript:{DEED}')\">x</p>",
    f"<link rel=stylesheet href='javascript:{DEED}'>",
    f"<meta http-equiv=refresh content='0;url=javascript:{DEED}'>",
    f"<base href='javascript:{DEED}//'><a href=x>x</a>",
    f"<noscript><p title='</noscript><img src=x onerror={DEED}>'></noscript>",
    f"<template><img src=x onerror={DEED}></template>",
    f"<!--><img src=x onerror={DEED}>-->",
    f"<![CDATA[><img src=x onerror={DEED}>]]>",
    f"<xss id=x tabindex=1 onfocus={DEED} autofocus></xss>",
    f"{{{{constructor.constructor('{DEED}')()}}}}<p>x</p>",
    f"<p hx-on::load='{DEED}' hx-get='/' hx-trigger='load' data-hx-on:click='{DEED}'>x</p>",
]


def provoked(page: Page) -> object:
    """Whether anything ran, after every link was followed and everything that takes focus or a pointer was given it."""
    page.evaluate(
        """() => { for (const each of document.querySelectorAll('.medium-page *')) {
             each.dispatchEvent(new Event('mouseover', { bubbles: true }));
             each.focus?.();
             if (each.tagName !== 'A' || /^javascript|^data/i.test(each.href)) each.click?.();
           } }"""
    )
    return page.evaluate("window.pwned")


def shown(payload: str) -> str:
    """A page lesson as learners get it, without the policy of its headers: the cleaning must hold by itself."""
    lesson = Lesson(kind="page", title="一页", text=cleaned(f"<p>甲</p>{payload}"), credit_seconds=0)
    return render_to_string("courses/_medium.html", {"lesson": lesson, "media_key": ""})


def test_no_payload_runs_in_a_page_lesson() -> None:
    drawn = [(payload, shown(payload)) for payload in PAYLOADS]

    ran: list[str] = []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = chromium.new_page()
        for payload, html in drawn:
            page.set_content(html, wait_until="domcontentloaded")
            if "甲" not in page.inner_text(".medium-page") or provoked(page):
                ran.append(payload)
        page.set_content(f"<img src=x onerror={DEED}>")
        page.wait_for_function("window.pwned === 1")  # the proof that a payload can run here
        chromium.close()

    assert len(PAYLOADS) >= 40
    assert ran == []
