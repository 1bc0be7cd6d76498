"""Notices, made as the house makes them."""

import io
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from xingtan.foundation import clock
from xingtan.notices import actions
from xingtan.notices.models import Forwarding, Material, MobilisationMeeting, Notice, Receipt
from xingtan.organisations.models import School
from xingtan.organisations.tests import given as organisations

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def draft(title: str = "关于开展线上答疑的通知", **facts: Any) -> Notice:
    """A notice nobody has published yet."""
    organisations.xinzhou()
    usual: dict[str, Any] = {
        "issuer": "忻州师范学院", "issued_on": date(2020, 12, 1), "division": organisations.CITY,
        "programme_code": "xinzhou-2020", "body": "## 一、时间\n\n每周三19:00。",
    }  # fmt: skip
    return actions.write_notice(facts=actions.NoticeFacts(title=title, **{**usual, **facts}), by=None)


def notice(title: str = "关于开展线上答疑的通知", **facts: Any) -> Notice:
    """A notice people see."""
    return actions.publish_notice(notice=draft(title, **facts), by=None, now=clock.now())


def forwarded(notice: Notice, code: str = organisations.WUTAI, at: datetime | None = None) -> Forwarding:
    """A notice that a division has passed on to its schools."""
    division = organisations.division(code)
    return actions.forward_notice(notice=notice, division=division, by=None, now=at or clock.now())


def signed(notice: Notice, school: School, at: datetime | None = None) -> Receipt:
    """A notice that a school has signed for."""
    forwarded(notice, school.division_id, at)
    return actions.sign_for_notice(notice=notice, school=school, by=None, now=at or clock.now())


def photo(name: str = "现场.jpg") -> SimpleUploadedFile:
    """A photograph of a meeting."""
    written = io.BytesIO()
    Image.new("RGB", (64, 48), "teal").save(written, "JPEG")
    return SimpleUploadedFile(name, written.getvalue())


def meeting(
    school: School, *, held_on: date | None = None, present: int = 40, programme_code: str = "xinzhou-2020", **more: Any
) -> MobilisationMeeting:
    """A mobilisation meeting with a photograph."""
    facts = actions.MeetingFacts(held_on or clock.today(), present, "宣讲通知，布置报名。")
    return actions.record_meeting(
        programme_code=programme_code, school=school, facts=facts, by=None, now=clock.now(),
        **{"files": [photo()], **more},
    )  # fmt: skip


def material(notice: Notice, title: str = "学习手册") -> Material:
    """A PDF hanging on a notice."""
    return actions.add_material(notice=notice, title=title, name=f"{title}.pdf", content=PDF, by=None, now=clock.now())
