"""School-based study in every state, made as the house makes it."""

import io
from datetime import date, datetime, time

from PIL import Image

from xingtan.accounts.models import Kind, Post
from xingtan.accounts.tests import given as people
from xingtan.enrolment.models import Enrolment
from xingtan.enrolment.tests import given as enrolments
from xingtan.foundation import clock
from xingtan.organisations.models import Division, School
from xingtan.programmes.models import Programme
from xingtan.programmes.tests import given as programmes
from xingtan.schoolbased import actions
from xingtan.schoolbased.models import Activity, Check, Lack, Photo, ResearchTime, Task, Work
from xingtan.schoolbased.rules import Slot

AFTERNOON = clock.moment(2020, 12, 23, 17)
"""A Wednesday of the 2020 term."""


class Upload(io.BytesIO):
    """A file as a form hands it over."""

    def __init__(self, content: bytes, name: str) -> None:
        super().__init__(content)
        self.name = name


def picture() -> Upload:
    """A small photo."""
    held = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(held, "JPEG")
    return Upload(held.getvalue(), "评课.jpg")


def head(school: School) -> Post:
    """The head of a school."""
    return people.post(Kind.SCHOOL_HEAD, school=school)


def contact(school: School) -> Post:
    """Who speaks for a school."""
    return people.post(Kind.SCHOOL_CONTACT, school=school)


def teachers(heads: int = 2, *, programme: Programme | None = None, school: School | None = None) -> list[Enrolment]:
    """Enrolled teachers of one school."""
    return enrolments.enrolments(heads, programme=programme or programmes.programme_2020(), school=school)


def planned(enrolment: Enrolment, *, topic: str = "听评课：分数的初步认识", on: date | None = None) -> Activity:
    """An activity in the plan of a teacher's school."""
    plan = actions.Plan(Activity.Form.CRITIQUE, on or AFTERNOON.date(), topic)
    return actions.plan_activity(
        programme=enrolment.programme, school=enrolment.school, plan=plan, by=contact(enrolment.school), now=AFTERNOON
    )


def recorded(
    *present: Enrolment, minutes: int = 90, at: datetime = AFTERNOON, photos: tuple[Upload, ...] = ()
) -> Activity:
    """An activity held and recorded, not signed yet."""
    record = actions.Record(at.date(), minutes, "大家听了一节课，一起评议。", present, "李专家", photos)
    return actions.record_activity(
        activity=planned(present[0], on=at.date()), record=record, by=contact(present[0].school), now=at
    )


def signed(*present: Enrolment, minutes: int = 90, at: datetime = AFTERNOON) -> Activity:
    """An activity the head has signed."""
    return actions.sign_activity(
        activity=recorded(*present, minutes=minutes, at=at), by=head(present[0].school), now=at
    )


def photo(enrolment: Enrolment, *, at: datetime = AFTERNOON) -> Photo:
    """A photo of an activity at which a teacher was."""
    return recorded(enrolment, at=at, photos=(picture(),)).photos.get()  # type: ignore[no-any-return]


def research_time(programme: Programme, school: School, slot: Slot | None = None) -> ResearchTime:
    """Wednesday from half past three to five, or another time."""
    return actions.keep_research_time(
        programme=programme, school=school, slot=slot or Slot(2, time(15, 30), time(17)), by=contact(school)
    )


def task(programme: Programme, *, due_on: date | None = None, at: datetime = AFTERNOON) -> Task:
    """A task for all teachers."""
    facts = actions.TaskFacts("一份校本教学设计", due_on or programme.term_ends_on, 45, "结合本校实际。")
    by = people.post(Kind.ACADEMIC, programme_code=programme.code)
    return actions.set_task(programme=programme, facts=facts, by=by, now=at)


def learner_post(enrolment: Enrolment) -> Post:
    """The post with which a teacher acts."""
    return Post.objects.select_related("account").get(account=enrolment.account_id, kind=Kind.LEARNER)


def work(enrolment: Enrolment, on: Task | None = None, *, at: datetime = AFTERNOON) -> Work:
    """What a teacher handed in."""
    return actions.hand_in(
        task=on or task(enrolment.programme, at=at), enrolment=enrolment, words="我的设计见附件。", file=picture(),
        by=learner_post(enrolment), now=at,
    )  # fmt: skip


def lack(enrolment: Enrolment, *, at: datetime = AFTERNOON) -> Lack:
    """A teacher without a network."""
    by = learner_post(enrolment)
    return actions.tell_lack(enrolment=enrolment, kind=Lack.Kind.NETWORK, words="办公室没有网络。", by=by, now=at)


def check(programme: Programme, division: Division, *, at: datetime = AFTERNOON) -> Check:
    """One of all signed activities of a division, drawn by who oversees it."""
    kind = Kind.COUNTY_ADMIN if division.kind == Division.Kind.COUNTY else Kind.CITY_SUPERVISOR
    by = people.post(kind, division=division)
    sample = actions.draw_sample(programme=programme, division=division, percent=100, by=by, now=at)
    return sample.checks.filter(activity__school__division=division).latest("pk")  # type: ignore[no-any-return]
