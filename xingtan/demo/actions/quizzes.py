"""A question bank with its kinds and states, quizzes with and without a time limit, and learners who took them."""

import random
from datetime import datetime, timedelta

from xingtan.accounts.models import Post, mobile_hash
from xingtan.courses.actions import questions as bank
from xingtan.courses.models import Course
from xingtan.courses.models.questions import BankQuestion, QuestionCategory
from xingtan.courses.question_files import read_question_file
from xingtan.courses.questions.scoring import right_answer
from xingtan.courses.questions.table import EXAMPLES
from xingtan.coursework.actions import quizzes
from xingtan.coursework.actions.quizzes import PartPlan, QuizPlan
from xingtan.coursework.models import Attempt, Quiz
from xingtan.demo import logins
from xingtan.enrolment.models import Enrolment
from xingtan.foundation.clock import standing_at
from xingtan.organisations.models import School
from xingtan.programmes.models import Programme

SEED = 4711
TAKERS = 12
WRITTEN_DAYS, TAKEN_DAYS = 10, 4
GIFT = """$CATEGORY: 师德/法规

《新时代中小学教师职业行为十项准则》首先要求教师做到什么？ {=坚定政治方向 ~提高升学率 ~丰富课余生活 ~增加家访次数}

教师可以有偿补课，只要家长自愿。 {F####《准则》明确禁止组织、参与有偿补课。}

下列哪些行为违反教师职业行为准则？ {~%50%收受学生家长礼品礼金 ~%50%在招生中徇私舞弊 ~%-100%课后与学生谈心 ~%-100%参加校本教研}

《中华人民共和国教师法》规定，教师进行教育教学活动，开展教育教学改革和实验的权利属于？ {=教育教学权 ~管理学生权 ~获取报酬权 ~民主管理权}

$CATEGORY: 信息技术

利用希沃白板、多媒体课件上课，属于信息技术与学科教学的什么？ {=融合 =深度融合}

把工具和用途对应起来。 {=问卷星 -> 调查与测验 =腾讯会议 -> 线上教研 =思维导图 -> 梳理知识结构}

为保护视力，小学生每次使用电子产品不宜超过多少分钟？ {#15:5}
"""
TROUBLED = "题干没有答案\n\n一加一？ {=二 ~三}\n\n没有括完 {=甲 ~乙"


def set_quizzes(*, programme: Programme, editor: Post, now: datetime) -> None:
    """The bank, two quizzes, what the teachers with logins and some of their colleagues did, and a file with problems."""
    chance = random.Random(SEED)  # noqa: S311 - the same demo every time, no secret
    with standing_at(now - timedelta(days=WRITTEN_DAYS)) as at:
        _fill_bank(programme, editor, at)
        first, timed = _set(programme, editor, at, now)
    with standing_at(now - timedelta(days=TAKEN_DAYS)) as at:
        home = Enrolment.objects.filter(programme=programme, school=_home(programme)).order_by("pk")
        for nth, learner in enumerate(home[1 : TAKERS + 1]):
            _take(first, learner, chance, at)
            if nth % 3 == 0:
                _take(timed, learner, chance, at)
    with standing_at(now - timedelta(minutes=5)) as at:
        untimed = home[2] if len(home) > 2 else home[0]  # of those above, the second took the first quiz only
        quizzes.begin_attempt(quiz=timed, enrolment=untimed, by=None, now=at)


def _home(programme: Programme) -> School:
    """The school of the learner who has a login."""
    found = Enrolment.objects.select_related("school").get(
        programme=programme, account__mobile_hash=mobile_hash(logins.LEARNER.mobile)
    )
    return found.school


def _fill_bank(programme: Programme, editor: Post, at: datetime) -> None:
    for asked in EXAMPLES:
        bank.write_question(programme=programme, question=asked, by=editor, now=at)
    file = bank.keep_question_file(
        programme=programme, name="师德与信息技术.gift.txt", by=editor, now=at,
        reading=read_question_file(GIFT.encode(), "师德与信息技术.gift.txt"),
    )  # fmt: skip
    bank.take_question_file(file=file, only_good=False, by=editor, now=at)
    rows = BankQuestion.objects.filter(programme=programme).order_by("pk")
    bank.set_question_state(questions=rows[1:], state=BankQuestion.State.APPROVED, by=editor, now=at)
    bank.keep_question_file(
        programme=programme, name="待改的题.txt", by=editor, now=at,
        reading=read_question_file(TROUBLED.encode(), "待改的题.txt"),
    )  # fmt: skip


def _set(programme: Programme, editor: Post, at: datetime, now: datetime) -> tuple[Quiz, Quiz]:
    course = Course.objects.filter(programme=programme, track=None).order_by("position")[0]
    rows = list(BankQuestion.objects.filter(programme=programme, state=BankQuestion.State.APPROVED).order_by("pk"))
    law = QuestionCategory.objects.get(programme=programme, path="师德/法规")
    first = QuizPlan(
        "师德与法规小测", "看完本课再做；可做三次，取最好成绩。", attempts=3, closes_at=now + timedelta(days=20)
    )
    timed = QuizPlan("阶段测试（限时）", "限时 20 分钟，一次完成。", minutes=20, closes_at=now + timedelta(days=6))
    made = (
        quizzes.set_quiz(course=course, plan=first, parts=[PartPlan(category=law, count=3, points=2), PartPlan(question=rows[0])], by=editor, now=at),
        quizzes.set_quiz(course=course, plan=timed, parts=[PartPlan(question=row) for row in rows[:8]], by=editor, now=at),
    )  # fmt: skip
    for quiz in made:
        quizzes.publish_quiz(quiz=quiz, by=editor, now=at)
        quiz.refresh_from_db()
    return made


def _take(quiz: Quiz, learner: Enrolment, chance: random.Random, at: datetime) -> Attempt:
    """An attempt mostly right."""
    attempt = quizzes.begin_attempt(quiz=quiz, enrolment=learner, by=None, now=at)
    items = attempt.items.select_related("version")
    given = {item.position: right_answer(item.version.asked) if chance.random() < 0.75 else ("0",) for item in items}
    quizzes.save_answers(attempt=attempt, given=given, now=at + timedelta(minutes=4))
    return quizzes.hand_in_attempt(attempt=attempt, by=None, now=at + timedelta(minutes=5))
