"""Homework set, handed in, marked, returned and recommended; colleagues' reviews; a discussion with its tutor."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from xingtan.accounts.models import Account, Kind, Post
from xingtan.classes.models import OnlineClass
from xingtan.classes.queries import class_of, learners_in, tutors_of
from xingtan.courses.models import Course
from xingtan.courses.queries import outline
from xingtan.coursework import actions
from xingtan.coursework.actions import Said, Task, Verdict
from xingtan.coursework.models import Assignment, Contribution, Topic, Version, WorkMark
from xingtan.coursework.queries import uncompared, work_of
from xingtan.coursework.rules import Criterion, Level, Rubric
from xingtan.demo import logins
from xingtan.enrolment.models import Enrolment
from xingtan.enrolment.queries import enrolment_of
from xingtan.foundation.clock import ZONE, standing_at
from xingtan.foundation.fields import new_public_id
from xingtan.programmes.models import Programme

SEED = 98
CLASSES, WORKS = 8, 9
COPIED, COPIED_LETTERS = 3, 260
"""In a class of more than so many works the last one begins with so many letters of the first."""
Outcome = WorkMark.Outcome


def _criterion(title: str, points: int, *levels: tuple[int, str]) -> Criterion:
    return Criterion(title, Decimal(points), tuple(Level(Decimal(most), words) for most, words in levels))


RUBRIC = Rubric(
    (
        _criterion("教学目标", 20, (20, "具体、可检测，符合课标"), (12, "较明确，部分可检测"), (6, "笼统")),
        _criterion("教学过程", 40, (40, "环节清楚，学生活动充分"), (28, "环节完整，活动偏少"), (16, "以讲授为主")),
        _criterion("作业设计", 20, (20, "分层、适量"), (12, "适量，未分层")),
        _criterion("教学反思", 20, (20, "有课例、有改进"), (12, "有感受，缺改进"), (5, "泛泛而谈")),
    )
)
TASK = "请结合本学期的一节课，提交一份教学设计，写明教学目标、教学过程、作业设计和课后反思，不少于三百字。可附教案或板书照片。"
LESSONS = (
    "草船借箭",
    "分数的初步认识",
    "小蝌蚪找妈妈",
    "二元一次方程组",
    "观潮",
    "圆的周长",
    "植物的光合作用",
    "辛亥革命",
)
STARTS = ("一段视频", "两幅图片", "一个生活问题", "上节课的错题", "学生带来的实物", "一则本地新闻")
GROUPS = ("四人一组", "同桌两人", "按座位分成六组", "自愿结伴", "男女生混合")
DUTIES = ("记录员", "计时员", "发言人", "资料员", "小组长")
HOMEWORKS = ("基础题三道", "一段仿写", "一次家庭实验", "画一张结构图", "给家长讲一遍", "查一种资料")
FINDINGS = ("讲得偏多", "提问太碎", "展示不够", "时间前松后紧", "对后排照顾少")
REMEDIES = ("少问两个问题", "先写后说", "请学困生先答", "把练习提前", "课前发学习单", "每周面谈三人")
SENTENCES = (
    "我选的课例是《{lesson}》。",
    "学情摸底时，{n}名学生里有{m}名基础较弱。",
    "目标一，{a}%以上能独立完成。",
    "目标二，讲清{lesson}。",
    "导入用的是{start}，约{k}分钟。",
    "随后{group}讨论，设{duty}一名。",
    "巡视中我记下{k}种想法，板书{m}种。",
    "展示由{duty}主持，限时{k}分钟。",
    "作业分两层：必做{homework}，选做{other}。",
    "批改后有{m}份需要面批，约在周{day}。",
    "最大的问题是{finding}。",
    "其次，{second}。",
    "下次打算{remedy}，再看{n}人的变化。",
    "另外准备{again}，坚持{k}周。",
)


TALK = (
    "我们班有六个孩子从不举手。这学期试了“同桌先说”，先讲给同桌听再站起来说，现在有四个愿意主动发言了。",
    "我的做法是课前把问题发给他们，让他们有准备，上课第一个就请他们回答，答对了全班鼓掌，慢慢就有信心了。",
    "学校班额小，我每周和学困生一起备一次课，让他当小老师讲一道题，家长也很支持。",
)
COMMENTS = (
    "目标具体可检测，过程中学生活动充分，很好。",
    "环节完整，建议把作业分成两层。",
    "反思真实，如能写出改进的具体做法更好。",
)


@dataclass(frozen=True)
class Setting:
    """What was set."""

    design: Assignment
    reflection: Assignment
    topic: Topic


def fill_coursework(*, programme: Programme, academic: Post, now: datetime) -> None:
    """Two pieces of homework and a topic; works in some classes, first of all in that of the learner with a login."""
    chance = random.Random(SEED)  # noqa: S311 - the same demo every time, no secret
    course = next((entry.course for entry in outline(programme) if entry.course.track is None), None)
    if course is None:
        return
    with standing_at(now - timedelta(days=10)) as at:
        setting = _set(course, academic, at, now)
    for online_class in _classes(programme):
        _work_in(online_class, setting, now, chance)
    for version in uncompared(CLASSES * WORKS * 2):
        actions.compare_version(version=version, now=now)


def _set(course: Course, academic: Post, at: datetime, now: datetime) -> Setting:
    due = datetime.combine((now + timedelta(days=5)).date(), datetime.max.time(), ZONE).replace(microsecond=0, second=0)
    design = Task("一节课的教学设计", TASK, due, RUBRIC, least_characters=300)
    reflection = Task(
        "单元作业设计与互评", "请设计一个单元的作业，说明为什么这样设计。", due + timedelta(days=14), RUBRIC, peers=2,
        peers_until=due + timedelta(days=24),
    )  # fmt: skip
    topic = actions.set_topic(
        course=course, title="怎样让不爱发言的孩子开口", words="请结合自己的课堂，说说您的做法和效果。", closes_at=None,
        by=academic, now=at,
    )  # fmt: skip
    for text in COMMENTS:
        actions.keep_phrase(programme=course.programme, text=text, is_for_all=True, by=academic, now=at)
    return Setting(
        actions.set_assignment(course=course, lesson=None, task=design, by=academic, now=at),
        actions.set_assignment(course=course, lesson=None, task=reflection, by=academic, now=at),
        topic,
    )


def _classes(programme: Programme) -> list[OnlineClass]:
    """The class of the learner with a login first, then some others that have a tutor."""
    learner = Account.objects.with_mobile(logins.LEARNER.mobile).first()
    enrolment = enrolment_of(programme, learner.pk) if learner else None
    mine = class_of(enrolment) if enrolment else None
    rows = OnlineClass.objects.standing().filter(programme=programme, tenures__ended_at__isnull=True)
    rows = rows.filter(tenures__isnull=False).select_related("programme").order_by("pk").distinct()
    others = [each for each in rows[: CLASSES + 1] if mine is None or each.pk != mine.pk]
    return [*([mine] if mine else []), *others[: CLASSES - 1]]


def _text(chance: random.Random) -> str:
    """A lesson plan of its own: the same outline everywhere, other figures and choices in every sentence."""
    plan = []
    for _part in range(2):
        told = {
            "lesson": chance.choice(LESSONS), "start": chance.choice(STARTS), "group": chance.choice(GROUPS),
            "duty": chance.choice(DUTIES), "homework": chance.choice(HOMEWORKS), "other": chance.choice(HOMEWORKS),
            "finding": chance.choice(FINDINGS), "second": chance.choice(FINDINGS), "remedy": chance.choice(REMEDIES),
            "again": chance.choice(REMEDIES), "n": chance.randint(28, 56), "m": chance.randint(2, 9),
            "k": chance.randint(2, 12), "a": chance.choice((70, 75, 80, 85, 90)), "day": chance.choice("一二三四五"),
        }  # fmt: skip
        plan.append("".join(chance.sample([each.format(**told) for each in SENTENCES], len(SENTENCES))))
    return "\n\n".join(plan)


def _work_in(online_class: OnlineClass, setting: Setting, now: datetime, chance: random.Random) -> None:
    """Some of a class hand in; the tutor marks most, returns one, recommends one, and two wait."""
    tutor = tutors_of(online_class)[0].post
    learners = _learners(online_class)
    texts = [_text(chance) for _each in learners]
    if len(texts) > COPIED:
        texts[-1] = texts[0][:COPIED_LETTERS] + texts[-1]
    versions = [
        _hand_in(setting.design, learner, text, now - timedelta(days=6, hours=-9 * number))
        for number, (learner, text) in enumerate(zip(learners, texts, strict=True))
    ]
    for number, version in enumerate(versions[:-2]):
        _judge(version, number, tutor, now - timedelta(days=1, hours=-number))
    for number, learner in enumerate(learners[:4]):
        _hand_in(setting.reflection, learner, _text(chance), now - timedelta(days=2, hours=-number))
    actions.ask_reviews(assignment=setting.reflection, now=now - timedelta(hours=20))
    _discuss(online_class, setting.topic, learners, tutor, now)


def _learners(online_class: OnlineClass) -> list[Enrolment]:
    """Those with an account, the one with a login first."""
    rows = (
        learners_in([online_class]).filter(account__activated_at__isnull=False).select_related("account", "programme")
    )
    first = Account.objects.with_mobile(logins.LEARNER.mobile).first()
    found = list(rows.order_by("pk"))
    return sorted(found, key=lambda each: (first is None or each.account_id != first.pk, each.pk))[:WORKS]


def _post(learner: Enrolment) -> Post:
    held = Post.objects.select_related("account").filter(account=learner.account_id, kind=Kind.LEARNER)
    return held.order_by("pk")[0]


def _hand_in(assignment: Assignment, learner: Enrolment, text: str, at: datetime) -> Version:
    standing = work_of(assignment, learner)
    work = actions.save_draft(
        assignment=assignment, enrolment=learner, text=text, seen=standing.saved_at if standing else None, now=at
    )
    return actions.hand_in(
        assignment=assignment, enrolment=learner, text=text, seen=work.saved_at, by=_post(learner), now=at
    )


def _judge(version: Version, number: int, tutor: Post, at: datetime) -> None:
    """The first is returned, the second recommended, the others marked."""
    if version.work.enrolment.account_id == tutor.account_id:
        return
    verdict = Verdict(Outcome.MARKED, ("20", "28", "12", "12"), COMMENTS[number % len(COMMENTS)])
    if number == 0:
        verdict = Verdict(Outcome.RETURNED, (), "教学过程写得清楚。请补充一段课后反思：哪一处和预想不同，下次怎样改？")
    elif number == 1:
        verdict = Verdict(Outcome.RECOMMENDED, ("20", "40", "20", "19"), COMMENTS[0])
    actions.mark_work(version=version, verdict=verdict, seen=0, by=tutor, now=at)


def _discuss(
    online_class: OnlineClass, topic: Topic, learners: Sequence[Enrolment], tutor: Post, now: datetime
) -> None:
    """Three threads: one answered and excellent, one complained of, one waiting for an answer."""
    threads: list[Contribution] = []
    for number, (learner, words) in enumerate(zip(learners[1:], TALK, strict=False)):
        said = Said(words, key=new_public_id(), title=("同桌先说", "课前先准备", "小老师")[number])
        at = now - timedelta(days=3 - number)
        threads.append(
            actions.say(topic=topic, online_class=online_class, thread=None, said=said, by=_post(learner), now=at)
        )
    if len(threads) < 2:
        return
    answer = Said("这个办法好在给了准备的时间。其他老师可以试试，下周把效果发上来。", key=new_public_id())
    actions.say(topic=topic, online_class=online_class, thread=threads[0], said=answer, by=tutor, now=now)
    actions.find_excellent(contribution=threads[0], is_excellent=True, by=tutor, now=now)
    actions.complain(contribution=threads[1], reason="与别处的发言重复", by=_post(learners[0]), now=now)
