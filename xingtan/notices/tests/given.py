"""Notices, made as the house makes them."""

from datetime import date

from xingtan.foundation import clock
from xingtan.notices import actions
from xingtan.notices.models import Material, Notice
from xingtan.organisations.tests import given as organisations

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def draft(
    title: str = "关于开展线上答疑的通知", *, is_public: bool = True, programme_code: str = "xinzhou-2020"
) -> Notice:
    """A notice nobody has published yet."""
    organisations.xinzhou()
    facts = actions.NoticeFacts(
        title=title, issuer="忻州师范学院", issued_on=date(2020, 12, 1), division=organisations.CITY,
        programme_code=programme_code, is_public=is_public, body="## 一、时间\n\n每周三19:00。",
    )  # fmt: skip
    return actions.write_notice(facts=facts, by=None)


def notice(
    title: str = "关于开展线上答疑的通知", *, is_public: bool = True, programme_code: str = "xinzhou-2020"
) -> Notice:
    """A notice people see."""
    written = draft(title, is_public=is_public, programme_code=programme_code)
    return actions.publish_notice(notice=written, by=None, now=clock.now())


def material(notice: Notice, title: str = "学习手册") -> Material:
    """A PDF hanging on a notice."""
    return actions.add_material(notice=notice, title=title, name=f"{title}.pdf", content=PDF, by=None, now=clock.now())
