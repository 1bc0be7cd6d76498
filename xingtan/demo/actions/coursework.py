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
OPENINGS = (
    "这节课我上的是《草船借箭》，教学目标有三个：一是能用自己的话讲清事情的起因、经过和结果；二是从人物对话中体会诸葛亮的神机妙算；三是能仿写一段人物对话。",
    "本课是《分数的初步认识》，学生已经会平均分，所以我把目标定为：结合折纸说出几分之一的含义，会读会写，能比较分子是一的两个分数的大小。",
    "大班语言活动《小蝌蚪找妈妈》，我希望幼儿能按顺序复述故事，愿意扮演角色，并在游戏中说完整的句子，发展观察和表达能力。",
    "这一课学习《二元一次方程组》，班里基础差别较大，因此目标分两层：人人会用代入法解简单方程组，学有余力的学生能根据实际问题列出方程组。",
)
MIDDLES = (
    "导入时我没有直接板书课题，而是先让学生看一段生活中的小视频，说说发现了什么，再带着问题自学课文，在不懂的地方画上问号。",
    "小组讨论是这节课的重点。每组四人，有记录员和发言人，我在各组之间走动，把有代表性的想法写在黑板一侧，最后请全班比较哪种想法更有道理。",
    "为了让平时不爱说话的孩子也能参与，我安排了同桌互讲，先讲给同桌听，再站起来说，错了也没有关系，由同桌来补充。",
    "练习分为三组，第一组面向全体，第二组任选其一，第三组是挑战题，不作要求。批改时只圈出问题，让学生自己改，再和我面谈两分钟。",
)
ENDINGS = (
    "课后看录像，我发现自己讲得还是多了，给学生思考的时间不到十分钟。下一次我准备减少两个提问，把时间留给小组展示。",
    "反思这节课，作业分层的效果比较明显，但对学困生的面批没有坚持下来，今后要和班主任商量固定的时间。",
    "这次最大的收获是学会了等待。学生沉默的时候我忍住没有提示，结果有三个孩子说出了我没有想到的方法，这比我讲十遍都管用。",
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
    return "\n\n".join((chance.choice(OPENINGS), "\n".join(chance.sample(MIDDLES, 4)), chance.choice(ENDINGS)))


def _work_in(online_class: OnlineClass, setting: Setting, now: datetime, chance: random.Random) -> None:
    """Some of a class hand in; the tutor marks most, returns one, recommends one, and two wait."""
    tutor = tutors_of(online_class)[0].post
    learners = _learners(online_class)
    versions = [
        _hand_in(setting.design, learner, _text(chance), now - timedelta(days=6, hours=-9 * number))
        for number, learner in enumerate(learners)
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
    found: Post = Post.objects.select_related("account").get(account=learner.account_id, kind=Kind.LEARNER)
    return found


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
