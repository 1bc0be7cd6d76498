"""Tutors appointed, classes made by rule, one tutor replaced, one relieved, a class page in use."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from xingtan.accounts.actions import Person
from xingtan.accounts.models import Account, Post
from xingtan.classes import actions as rooms
from xingtan.classes import queries
from xingtan.classes.actions import About, Line, Period, Text
from xingtan.classes.models import OnlineClass, Tutor
from xingtan.demo import logins, people
from xingtan.demo.actions.ground import activate
from xingtan.enrolment.queries import enrolment_of
from xingtan.foundation.clock import standing_at
from xingtan.organisations.models import Division
from xingtan.programmes.models import Programme

TUTOR_SERIALS = 700
A_COUNTY = 2
MADE_DAYS, REPLACED_DAYS = 12, 4
WORDS = "各位老师好：本班已经开班，请尽快激活账号，按计划学习。有问题可在班里提出，我会及时回复。"
BULLETIN = "本期大多数老师已经开始学习，课程视频完成情况较好。\n请还没有激活账号的老师抓紧上线；下期将公布优秀作业。"


def form_classes(*, programme: Programme, keepers: dict[str, Post], city: Post, now: datetime) -> None:
    """Every county's tutors and classes; in two of them something has changed since."""
    chance = random.Random(TUTOR_SERIALS)  # noqa: S311 - the same demo every time, no secret
    posts = {**keepers, str(city.division_id): city}
    divisions = list(Division.objects.filter(pk__in=list(posts)).order_by("pk"))
    with standing_at(now - timedelta(days=MADE_DAYS)) as at:
        tutors = {
            each.pk: _tutors(programme, each, posts[each.pk], at, position, chance)
            for position, each in enumerate(divisions)
        }
        activate([tutor.post.account_id for found in tutors.values() for tutor in found], at)
        for plan in queries.forming_of(programme, divisions):
            by = posts[plan.division.pk]
            rooms.make_classes(programme=programme, division=plan.division, digest=plan.digest, by=by, now=at)
    with standing_at(now - timedelta(days=REPLACED_DAYS)) as at:
        _replace(programme, keepers, at)
        _relieve(tutors, posts, at)


def _tutors(
    programme: Programme, division: Division, by: Post, at: datetime, position: int, chance: random.Random
) -> list[Tutor]:
    """Two for a county, of any stage and subject."""
    serials = range(TUTOR_SERIALS + position * A_COUNTY, TUTOR_SERIALS + (position + 1) * A_COUNTY)
    unit = f"{division.short_name}教师进修学校"
    return [
        rooms.appoint_tutor(
            programme=programme, division=division, person=Person(people.name(chance), people.mobile(serial)),
            about=About(unit), by=by, now=at,
        )
        for serial in serials
    ]  # fmt: skip


def _replace(programme: Programme, keepers: dict[str, Post], at: datetime) -> None:
    """The class of the learner with a login is handed to the tutor with a login, who writes its first pages."""
    learner = Account.objects.with_mobile(logins.LEARNER.mobile).first()
    enrolment = enrolment_of(programme, learner.pk) if learner else None
    mine = queries.class_of(enrolment) if enrolment else None
    by = keepers.get(mine.division_id) if mine else None
    if mine is None or by is None:
        return
    person = Person(logins.TUTOR.name, logins.TUTOR.mobile)
    about = About(f"{mine.division.short_name}教师进修学校", mine.stage)
    tutor = rooms.appoint_tutor(programme=programme, division=mine.division, person=person, about=about, by=by, now=at)
    activate([tutor.post.account_id], at)
    rooms.give_class(online_class=mine, tutor=tutor, by=by, now=at)
    _write(mine, tutor.post, by, at)


def _write(mine: OnlineClass, tutor: Post, county: Post, at: datetime) -> None:
    today = at.date()
    rooms.tell_class(online_class=mine, text=Text("开班致各位老师", WORDS), by=tutor, now=at)
    rooms.tell_all_classes(
        programme=mine.programme, division=mine.division,
        text=Text("关于做好期中学习检查的通知", "下周起检查各班学习进度，请辅导教师提醒本班老师。"), by=county, now=at,
    )  # fmt: skip
    for title, begins, due in (("学完第一单元课程", -7, 7), ("提交第一次作业", 3, 17), ("参加班级主题研讨", 14, 28)):
        line = Line(title, "", today + timedelta(days=begins), today + timedelta(days=due))
        rooms.plan_line(online_class=mine, line=line, by=tutor)
    period = Period(today - timedelta(days=13), today)
    bulletin = rooms.write_bulletin(online_class=mine, period=period, text=Text("开局良好", BULLETIN), by=tutor, now=at)
    rooms.publish_bulletin(bulletin=bulletin, by=tutor, now=at)
    following = Period(today + timedelta(days=1), today + timedelta(days=14))
    rooms.write_bulletin(online_class=mine, period=following, text=Text("第二期（草稿）", "待补充。"), by=tutor, now=at)


def _relieve(tutors: dict[str, list[Tutor]], posts: dict[str, Post], at: datetime) -> None:
    """One tutor of another county has left: that tutor's classes wait for somebody."""
    for code, found in tutors.items():
        leaving = _with_classes(found)
        if leaving is not None:
            rooms.relieve_tutor(tutor=leaving, successor=None, words="工作调动", by=posts[code], now=at)
            return


def _with_classes(found: Sequence[Tutor]) -> Tutor | None:
    """The one with fewest classes, but some."""
    having = queries.loads(list(found))
    busy = [each for each in found if having[each.pk].classes]
    return min(busy, key=lambda each: having[each.pk].classes, default=None)
