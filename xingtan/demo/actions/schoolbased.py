"""School-based study of some schools: research time, activities in every state, tasks with work, a draw, a lack."""

from dataclasses import replace
from datetime import datetime, time, timedelta

from xingtan.accounts.models import Kind, Post
from xingtan.demo.actions.rosters import Class
from xingtan.enrolment.models import Enrolment
from xingtan.foundation.clock import standing_at
from xingtan.programmes.models import Programme
from xingtan.schoolbased import actions
from xingtan.schoolbased.models import Activity, Lack, Task
from xingtan.schoolbased.queries import unchecked
from xingtan.schoolbased.rules import Slot
from xingtan.study.actions import keep_patterns, move_pattern
from xingtan.study.models import Pattern
from xingtan.study.queries import sittings_since
from xingtan.study.rules import Cause, Found, Move, Sitting

SCHOOLS = 6
HELD = (
    (Activity.Form.CRITIQUE, "听评课：分数的初步认识", 12),
    (Activity.Form.PREPARATION, "集体备课：单元整体教学设计", 9),
    (Activity.Form.DEMONSTRATION, "示范课：课堂提问的艺术", 5),
)
WORDS = "全体参训教师到场，先听后评，围绕教学目标、课堂提问和学生活动逐一发言，形成三条改进意见。"
REFLECTION = "听了同事的课，我意识到提问要留足等待时间，下周在自己的课上试一试。"


def hold_activities(
    members: list[Class], *, programme: Programme, academic: Post, reviewers: dict[str, Post], now: datetime
) -> None:
    """Six schools with teachers, the demo's own among them, go the whole way; their county draws and finds."""
    with standing_at(now - timedelta(days=14)) as at:
        task = _task(programme, academic, now, at)
    shown = [each for each in members if _teachers(programme, each)][:SCHOOLS]
    for position, each in enumerate(shown):
        _school(programme, each, task, position, now)
    for by in {
        reviewers[each.school.division_id].pk: reviewers[each.school.division_id]
        for each in shown
        if each.school.division_id in reviewers
    }.values():
        _check(programme, by, now)


def _teachers(programme: Programme, each: Class) -> list[Enrolment]:
    rows = Enrolment.objects.filter(programme=programme, school=each.school, account__activated_at__isnull=False)
    return list(rows.accepted().select_related("account")[:8])


def _task(programme: Programme, academic: Post, now: datetime, at: datetime) -> Task:
    due_on = min((now + timedelta(days=20)).date(), programme.term_ends_on)
    words = "结合本校实际，完成一份校本教学设计，说明如何把网络研修所学用到课堂上。"
    return actions.set_task(
        programme=programme, facts=actions.TaskFacts("一份校本教学设计", due_on, 90, words), by=academic, now=at
    )


def _school(programme: Programme, each: Class, task: Task, position: int, now: datetime) -> None:
    """Research time, three activities (the last waits for the head in every second school), work and a lack."""
    school, teachers = each.school, _teachers(programme, each)
    head = Post.objects.filter(school=school, kind=Kind.SCHOOL_HEAD).first()
    contact = Post.objects.filter(school=school, kind=Kind.SCHOOL_CONTACT).first() or head
    if contact is None:
        return
    actions.keep_research_time(
        programme=programme, school=school, slot=Slot(2, time(15, 30), time(17)), words="教研组活动", by=contact
    )
    for nth, (form, topic, days) in enumerate(HELD):
        day = now - timedelta(days=days)
        with standing_at(day) as at:
            plan = actions.Plan(form, at.date(), topic)
            activity = actions.plan_activity(programme=programme, school=school, plan=plan, by=contact, now=at)
            record = actions.Record(at.date(), 90, WORDS, teachers, "县教研员")
            actions.record_activity(activity=activity, record=record, by=contact, now=at)
            if head and (nth < len(HELD) - 1 or position % 2):
                actions.sign_activity(activity=activity, by=head, now=at)
            _reflect(activity, teachers[0], at)
    _work(task, teachers, contact, now)
    declared = actions.Declared(has_computers=True, has_network=position != 1, has_time=True)
    actions.declare_conditions(programme=programme, school=school, declared=declared, by=contact, now=now)
    plan = actions.Plan(
        Activity.Form.VIEWING, min((now + timedelta(days=6)).date(), programme.term_ends_on), "集体观看：信息技术与课堂"
    )
    actions.plan_activity(programme=programme, school=school, plan=plan, by=contact, now=now)


def _own(row: Enrolment) -> Post:
    return Post.objects.select_related("account").get(account=row.account_id, kind=Kind.LEARNER)


def _reflect(activity: Activity, row: Enrolment, at: datetime) -> None:
    actions.reflect(activity=activity, words=REFLECTION, by=_own(row), now=at)


def _work(task: Task, teachers: list[Enrolment], contact: Post, now: datetime) -> None:
    """One accepted, one waiting, one lack told."""
    for nth, row in enumerate(teachers[1:3]):
        work = actions.hand_in(task=task, enrolment=row, words=REFLECTION, file=None, by=_own(row), now=now)
        if not nth:
            actions.judge_work(work=work, is_accepted=True, words="设计完整，可以推广。", by=contact, now=now)
    last = teachers[-1]
    actions.tell_lack(enrolment=last, kind=Lack.Kind.NETWORK, words="办公室网络时断时续。", by=_own(last), now=now)


def _check(programme: Programme, by: Post, now: datetime) -> None:
    if by.division is None or not unchecked(by, programme).exists():
        return
    sample = actions.draw_sample(programme=programme, division=by.division, percent=50, by=by, now=now, seed="2020")
    first = sample.checks.first()
    if first:
        actions.find(check=first, is_good=True, words="记录完整。", by=by, now=now)


def find_patterns(*, programme: Programme, monitor: Post | None, now: datetime) -> None:
    """Two teachers whose nights were long: one waits to be looked at, one was asked."""
    shown = {each.enrolment: each for each in sittings_since(programme, now - timedelta(days=30))}
    found = [_long_night(each, now) for each in list(shown.values())[:2]]
    keep_patterns(found=found, now=now)
    asked = Pattern.objects.filter(enrolment__programme=programme).last()
    if asked and monitor:
        words = "当晚的学习时间较长，请说明一下情况。这不影响您已认定的学时。"
        move_pattern(pattern=asked, move=Move.ASK, words=words, by=monitor, now=now)


def _long_night(shown: Sitting, now: datetime) -> Found:
    """Fourteen sittings of three quarters of an hour each, one after the other through a night."""
    evening = now - timedelta(days=3, hours=4)
    sittings = tuple(
        replace(shown, began_at=began, earned_at=began + timedelta(minutes=50), seconds=2700, brought="0-2700")
        for began in (evening + timedelta(minutes=54 * nth) for nth in range(14))
    )
    facts = {"hours": 12.5, "earned_hours": 10.5}
    return Found(shown.enrolment, Cause.NO_PAUSE, evening.date(), facts, sittings)
