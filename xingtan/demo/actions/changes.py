"""Requests for changes after enrolment in every state, each brought there by asking, answering and deciding."""

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from xingtan.accounts.models import Post
from xingtan.demo import people
from xingtan.demo.actions.rosters import Class
from xingtan.demo.plan import LOGIN_SCHOOL, Roster
from xingtan.enrolment.actions import asking, deciding
from xingtan.enrolment.models import ChangeRequest, Enrolment
from xingtan.enrolment.rules import Change
from xingtan.foundation.clock import standing_at
from xingtan.programmes.models import Programme

FIRST_ASKED_DAYS = 4
HOME_LEAST, OTHERS_LEAST = 9, 3
NEW_NUMBERS = 90_000
_WIDTH, _HEIGHT = 320, 200
_PAPER, _INK = 0xEC, 0x9A


@dataclass(frozen=True)
class Clerks:
    """Who decides: the county administrators by division, the city, and support."""

    counties: dict[str, Post]
    city: Post
    support: Post


def ask_for_changes(classes: Sequence[Class], *, programme: Programme, clerks: Clerks, now: datetime) -> None:
    """Some of every kind around the school whose people have logins, most of them still to be decided.

    A demo too small to have the people for it has none.
    """
    home = classes[LOGIN_SCHOOL]
    others = [
        each
        for each in classes
        if each is not home and each.plan.roster is Roster.ACCEPTED and len(each.teachers) >= OTHERS_LEAST
    ]
    near = next((each for each in others if each.school.division_id == home.school.division_id), None)
    near = near or next(iter(others), None)
    far = next((e for e in others if e is not near and e.school.division_id != home.school.division_id), None)
    if near is None or far is None or len(home.teachers) < HOME_LEAST:
        return
    county = clerks.counties[str(home.school.division_id)]
    begin = now - timedelta(days=FIRST_ASKED_DAYS)
    with standing_at(begin) as at:
        _waiting(home, near, programme, at)
        _decided(home, near, county, programme, at)
        _between_counties(home, far, clerks, programme, at)
    with standing_at(begin + timedelta(days=2)) as at:
        _disputed(home, near, programme, at)


def _waiting(home: Class, near: Class, programme: Programme, at: datetime) -> None:
    """To be decided by the county: leaving, a lost number, a move that both schools want, one that one does not."""
    rows = _teachers(home, programme)
    _ask(Change.WITHDRAWAL, rows[2], home.contact, at, "本月已办理退休。")
    number = people.mobile(NEW_NUMBERS)
    _ask(Change.MOBILE, rows[3], home.contact, at + timedelta(hours=3), "原号码已注销，收不到验证码。", mobile=number)
    agreed = _ask(Change.TRANSFER, rows[4], home.contact, at, "本学期起调往该校任教。", to=near)
    deciding.answer_change(change=agreed, agrees=True, words="已到岗。", by=near.contact, now=at)
    objected = _ask(Change.TRANSFER, rows[5], home.contact, at, "支教一年。", to=near)
    deciding.answer_change(change=objected, agrees=False, words="没有接到调令，请先报县局。", by=near.contact, now=at)


def _decided(home: Class, near: Class, county: Post, programme: Programme, at: datetime) -> None:
    """Granted, refused, taken back; and one that asks the school with the login for its word."""
    rows = _teachers(home, programme)
    name = _ask(
        Change.NAME,
        rows[6],
        home.contact,
        at,
        "身份证上是“玲”，报名表误为“兰”。",
        name=f"{rows[6].account.name[0]}玉玲",
    )
    deciding.grant_change(change=name, words="与身份证一致。", by=county, now=at + timedelta(hours=5))
    number = people.id_number(NEW_NUMBERS)
    wrong = _ask(Change.ID_NUMBER, rows[7], home.contact, at, "录入时错了一位。", id_number=number)
    deciding.refuse_change(
        change=wrong, words="照片看不清号码，请重新拍照上传。", by=county, now=at + timedelta(hours=6)
    )
    stage = next(each for each in programme.stages if each != rows[8].stage)
    subject = programme.subjects[stage][0]
    back = _ask(Change.SUBJECT, rows[8], home.contact, at, "改任教学段。", stage=stage, subject=subject)
    deciding.take_back_change(change=back, by=home.contact, now=at + timedelta(hours=7))
    wanted = _teachers(near, programme)[-1]
    _claim(wanted, home.contact, programme, at)
    leaving = _teachers(near, programme)[-2]
    _ask(Change.TRANSFER, leaving, near.contact, at, "已调入贵校。", to=home)


def _between_counties(home: Class, far: Class, clerks: Clerks, programme: Programme, at: datetime) -> None:
    """A teacher who came from another county: granted by the city, so that two bills differ from what was paid."""
    moved = _ask(Change.TRANSFER, _teachers(far, programme)[-1], far.contact, at, "跨县调动，调令见附件。", to=home)
    deciding.answer_change(change=moved, agrees=True, words="已报到。", by=home.contact, now=at)
    deciding.grant_change(change=moved, words="同意调动。", by=clerks.city, now=at + timedelta(hours=8))


def _disputed(home: Class, near: Class, programme: Programme, at: datetime) -> None:
    """A number that two schools claim, for support."""
    holder = _teachers(near, programme)[0]
    asked = asking.Asked(Change.DISPUTE, "这个号码是我校新教师本人的，附运营商实名截图。", {}, [_picture()])
    asking.dispute_mobile(mobile=holder.account.mobile, name="郝子轩", asked=asked, by=home.contact, now=at)


def _teachers(each: Class, programme: Programme) -> list[Enrolment]:
    rows = Enrolment.objects.filter(programme=programme, school=each.school).accepted()
    return list(rows.select_related("account", "school").order_by("pk"))


def _ask(
    change: Change, row: Enrolment, by: Post, at: datetime, reason: str, to: Class | None = None, **values: str
) -> ChangeRequest:
    asked = asking.Asked(change, reason, values, [_picture()])
    return asking.ask_for_change(enrolment=row, asked=asked, by=by, now=at, to=to.school if to else None)


def _claim(row: Enrolment, by: Post, programme: Programme, at: datetime) -> None:
    asked = asking.Asked(Change.TRANSFER, "该教师本学期已在我校任课。", {}, [_picture()])
    number = row.account.id_number or ""
    asking.claim_teacher(programme=programme, name=row.account.name, id_number=number, asked=asked, by=by, now=at)


def _picture() -> asking.File:
    """A grey card with lines on it, nobody's: a PNG made here."""
    lines = b"".join(b"\0" + bytes(_shade(x, y) for x in range(_WIDTH)) for y in range(_HEIGHT))
    header = struct.pack(">IIBBBBB", _WIDTH, _HEIGHT, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(lines)), (b"IEND", b""))
    return asking.File("证明材料.png", b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts))


def _shade(x: int, y: int) -> int:
    is_portrait = 220 < x < 295 and 30 < y < 125
    is_line = 25 < x < 190 and y % 30 < 8 and 25 < y < 180
    return _INK if is_portrait or is_line else _PAPER


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
