"""Bills as sheets of A4, set by one Typst compiler that is kept."""

import json
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import cast

import typst
from django.contrib.staticfiles import finders

from xingtan.billing.models import Bill
from xingtan.billing.remittance import Remittance
from xingtan.foundation.clock import ZONE
from xingtan.foundation.text import masked_mobile
from xingtan.foundation.yuan import shown

TEMPLATE = Path(__file__).resolve().parent / "typeset" / "bill.typ"
_one_at_a_time = Lock()


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    """The kept compiler, with our own typeface; the machine's fonts only fill in characters that it lacks."""
    built = finders.find("ui/built/fonts")
    fonts = typst.Fonts(include_system_fonts=True, font_paths=[built] if isinstance(built, str) else [])
    return typst.Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=fonts)


def bill_pdf(remittance: Remittance, *, lines: Sequence[Bill] = (), is_own: bool, now: datetime) -> bytes:
    """One remittance on a sheet, with a county's schools as lines; whole mobiles only for the payer itself."""
    said = json.dumps(_sheet(remittance, lines, is_own=is_own, now=now), ensure_ascii=False)
    with _one_at_a_time:
        pdf = _compiler().compile(format="pdf", sys_inputs={"bill": said})
    return cast("bytes", pdf)


def _sheet(remittance: Remittance, lines: Sequence[Bill], *, is_own: bool, now: datetime) -> dict[str, object]:
    programme, payee = remittance.programme, remittance.programme.payee
    when = now.astimezone(ZONE)
    mobile = remittance.mobile if is_own else masked_mobile(remittance.mobile)
    return {
        "payer": remittance.payer, "programme": programme.title, "institution": programme.undertaking_institution,
        "heads": remittance.heads, "fee": shown(programme.fee_yuan), "amount": shown(remittance.amount),
        "capitals": remittance.capitals, "payee": payee.name, "account": payee.account, "bank": payee.bank,
        "bank_code": payee.bank_code, "code": remittance.code, "short": remittance.short,
        "prescribed": remittance.prescribed if is_own else "", "contact": f"{remittance.contact} {mobile}".strip(),
        "hotline": programme.hotline, "qr": remittance.drawing, "day": f"{when.year}年{when.month}月{when.day}日",
        "lines": [
            {
                "school": line.school.registered_name, "heads": line.headcount, "amount": shown(line.amount),
                "received": shown(line.standing.received), "rest": shown(max(line.standing.rest, line.amount * 0)),
            }
            for line in lines
        ],
    }  # fmt: skip
