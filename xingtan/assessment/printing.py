"""Certificates as PDF, set by one Typst compiler that is kept: a fresh one for each page would be twenty times slower."""

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import cast

import segno
import typst
from django.conf import settings
from django.contrib.staticfiles import finders
from django.urls import reverse

from xingtan.assessment.models import Certificate
from xingtan.assessment.scheme import Outcome

TEMPLATE = Path(__file__).resolve().parent / "typeset" / "certificate.typ"
RESULT_WORDS = {Outcome.QUALIFIED.value: "合格", Outcome.EXCELLENT.value: "优秀"}
"""A certificate is a Chinese document whatever the language of the page it was fetched from."""

_one_at_a_time = Lock()


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    """The kept compiler, with our own typeface; the machine's fonts only fill in characters that it lacks."""
    built = finders.find("ui/built/fonts")
    fonts = typst.Fonts(include_system_fonts=True, font_paths=[built] if isinstance(built, str) else [])
    return typst.Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=fonts)


def check_address(certificate: Certificate) -> str:
    """The public address at which a certificate is checked: what its QR code holds."""
    return settings.PUBLIC_URL + reverse("check:certificate", kwargs={"key": certificate.public_id})


def certificates_pdf(certificates: Sequence[Certificate]) -> bytes:
    """The certificates as one PDF, a page of A4 each."""
    pages = json.dumps([_page(each) for each in certificates], ensure_ascii=False)
    with _one_at_a_time:
        pdf = _compiler().compile(format="pdf", sys_inputs={"certificates": pages})
    return cast("bytes", pdf)


def _page(certificate: Certificate) -> dict[str, str]:
    said = certificate.said
    online, school_based = Decimal(said["online_hours"]), Decimal(said["school_based_hours"])
    copied = {key: said[key] for key in ("number", "name", "masked_id", "unit", "project", "issuer")}
    return copied | {
        "period": f"{_day(said['starts_on'])}至{_day(said['ends_on'])}",
        "online": shown_hours(online),
        "school_based": shown_hours(school_based),
        "hours": shown_hours(online + school_based),
        "result": RESULT_WORDS[said["result"]],
        "issued_on": _day(said["issued_on"]),
        "address": settings.PUBLIC_URL + reverse("check:form"),
        "qr": _qr(check_address(certificate)),
    }


def shown_hours(hours: Decimal) -> str:
    """Hours as people write them: 36, 18.5."""
    return f"{hours:.1f}".removesuffix(".0")


def _day(text: str) -> str:
    day = date.fromisoformat(text)
    return f"{day.year}年{day.month}月{day.day}日"


def _qr(address: str) -> str:
    drawn: str = segno.make(address, error="m").svg_inline(scale=4, border=1, dark="#1c2b33")
    return drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
