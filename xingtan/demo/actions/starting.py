"""Before study began: the notice on its way down, the meetings, the counties' plans, and reminders, each in every state."""

import io
from datetime import datetime, time, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from xingtan.accounts.models import Post
from xingtan.demo.actions.funding import declare_funds
from xingtan.demo.actions.rosters import Class
from xingtan.demo.plan import LOGIN_SCHOOL
from xingtan.foundation.clock import ZONE, standing_at
from xingtan.notices import actions as notices
from xingtan.notices.documents import word_document
from xingtan.organisations.models import Division
from xingtan.oversight import actions as oversight
from xingtan.oversight.jobs import count_changed
from xingtan.oversight.rules import Subject
from xingtan.programmes import actions as programmes
from xingtan.programmes.models import Programme
from xingtan.programmes.queries import units_of

PLANS = ("filed", "submitted", "filed", "missing", "returned")
PHOTOS = 40
"""So many meetings have a photo; more would only fill the disk."""
STAGES = ("市局通知精神", "报名与缴费办法", "网络研修与校本研修安排")


def begin(
    members: list[Class],
    *,
    programme: Programme,
    city: Post,
    reviewers: dict[str, Post],
    opening: datetime,
    now: datetime,
) -> None:
    """The weeks before study: from the city's forwarding to yesterday's reminder."""
    _pass_on(members, programme, city, reviewers, opening)
    _plan(programme, city, reviewers, opening, own=members[LOGIN_SCHOOL].school.division_id)
    with standing_at(now):
        count_changed()
    _remind(members, programme, reviewers, now)
    declare_funds(members, programme=programme, reviewers=reviewers, city=city, now=now)


def _pass_on(
    members: list[Class], programme: Programme, city: Post, reviewers: dict[str, Post], opening: datetime
) -> None:
    """The city forwards, then its counties but one; most schools sign and hold their meeting."""
    notice = programme.notice
    assert notice is not None  # noqa: S101 - laid with the ground
    owner = Division.objects.get(pk=programme.owner_division_id)
    with standing_at(opening + timedelta(hours=2)) as at:
        notices.forward_notice(notice=notice, division=owner, by=city, now=at)
    late = sorted(set(reviewers) - {members[LOGIN_SCHOOL].school.division_id})[-1:]
    for position, (code, clerk) in enumerate(sorted(reviewers.items())):
        if code not in late and clerk.division is not None:
            with standing_at(opening + timedelta(days=1 + position % 5, hours=1)) as at:
                notices.forward_notice(notice=notice, division=clerk.division, by=clerk, now=at)
    for position, each in enumerate(members):
        if each.school.division_id in late or position == LOGIN_SCHOOL:
            continue
        if position % 6:
            with standing_at(opening + timedelta(days=6 + position % 4, hours=3)) as at:
                notices.sign_for_notice(notice=notice, school=each.school, by=each.contact, now=at)
        if position % 3:
            _meet(each, programme, position, opening + timedelta(days=9 + position % 5, hours=6))


def _meet(each: Class, programme: Programme, position: int, at: datetime) -> None:
    photos = [SimpleUploadedFile("动员会现场.jpg", _photo(position))] if position < PHOTOS else []
    facts = notices.MeetingFacts(at.date(), max(1, len(each.teachers)), f"传达{STAGES[position % 3]}，部署报名与学习。")
    with standing_at(at):
        notices.record_meeting(
            programme_code=programme.code, school=each.school, facts=facts, files=photos, by=each.contact, now=at
        )


def _photo(position: int) -> bytes:
    """A drawn hall with rows of seats: nobody's photograph."""
    picture = Image.new("RGB", (640, 420), (214, 222, 218))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 300, 640, 420), fill=(176, 150, 120))
    draw.rectangle((140, 40, 500, 180), fill=(250, 250, 246), outline=(90, 90, 90), width=3)
    draw.rectangle((160, 60, 480, 84), fill=(163, 36, 29))
    for row in range(3):
        for seat in range(9):
            left, top = 40 + seat * 66 - row * 6, 220 + row * 62
            shade = 60 + (position * 37 + seat * 23 + row * 11) % 120
            draw.ellipse((left + 10, top, left + 38, top + 28), fill=(shade, shade, shade + 20))
            draw.rectangle((left, top + 26, left + 48, top + 52), fill=(40 + shade // 3, 70, 90))
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=80)
    return written.getvalue()


def _plan(programme: Programme, city: Post, reviewers: dict[str, Post], opening: datetime, *, own: str) -> None:
    """Plans in all four states; the county with a login had its plan returned."""
    for position, unit in enumerate(units_of(programme)):
        state, clerk = ("returned" if unit.code == own else PLANS[position % len(PLANS)]), reviewers.get(unit.code)
        if state == "missing":
            continue
        file = SimpleUploadedFile(
            f"{unit.name}全员培训实施计划.docx",
            word_document(f"{unit.name}教师全员培训实施计划", "一、组织领导\n\n二、时间安排"),
        )
        with standing_at(opening + timedelta(days=8 + position % 4)) as at:
            plan = programmes.hand_in_plan(
                programme=programme, division=unit, file=file, words="请市局审阅。", by=clerk, now=at
            )
        with standing_at(opening + timedelta(days=14)) as at:
            if state == "filed":
                programmes.file_plan(plan=plan, by=city, now=at)
                programmes.add_support(
                    programme=programme, division=unit, kind="network", words="为偏远教学点协调宽带和备用终端。",
                    done_on=at.date(), file=None, by=clerk, now=at,
                )  # fmt: skip
            elif state == "returned":
                programmes.return_plan(plan=plan, reason="请补充经费安排和对村小的支持措施。", by=city, now=at)


def _remind(members: list[Class], programme: Programme, reviewers: dict[str, Post], now: datetime) -> None:
    """Yesterday afternoon the county with a login reminded its schools of their meeting."""
    own = members[LOGIN_SCHOOL].school.division_id
    ids = [each.school.pk for each in members if each.school.division_id == own]
    yesterday = datetime.combine(now.astimezone(ZONE).date() - timedelta(days=1), time(16, 20), ZONE)
    with standing_at(yesterday):
        oversight.remind_schools(
            programme=programme, subject=Subject.MEETING, school_ids=ids, by=reviewers[own], now=yesterday
        )
