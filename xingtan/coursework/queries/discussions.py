"""Topics with their threads, threads with their replies, what was complained of."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, When

from xingtan.accounts.models import Kind, Post
from xingtan.classes.models import OnlineClass
from xingtan.classes.queries import class_of, classes_of_tutor, classes_within
from xingtan.coursework.models import Complaint, Contribution, Topic
from xingtan.enrolment.models import Enrolment
from xingtan.enrolment.queries import enrolment_of
from xingtan.programmes.models import Programme


def classes_for(post: Post, programme: Programme) -> list[OnlineClass]:
    """The classes whose discussions a post reads: the learner's own, the tutor's, or the programme's."""
    if post.kind == Kind.LEARNER:
        enrolment = enrolment_of(programme, post.account_id)
        mine = class_of(enrolment) if enrolment else None
        return [mine] if mine else []
    if post.kind == Kind.TUTOR:
        return list(classes_of_tutor(post, programme))
    return list(classes_within(post, programme).order_by("name", "pk"))


def threads_of(topic: Topic, online_class: OnlineClass, *, with_hidden: bool) -> "QuerySet[Contribution]":
    """The threads of a class on a topic, who was written in last first, each with the number of ``answers``."""
    rows = Contribution.objects.filter(topic=topic, online_class=online_class, thread__isnull=True)
    if not with_hidden:
        rows = rows.shown()
    rows = rows.annotate(answers=Count("replies", filter=Q(replies__hidden_at__isnull=True)))
    return rows.order_by("-last_at", "-pk")  # type: ignore[no-any-return]


def narrowed_threads(rows: "QuerySet[Contribution]", *, text: str | None, only: str | None) -> "QuerySet[Contribution]":
    """Threads in which a text was said, excellent ones, ones the tutor has yet to answer."""
    if text:
        said = Contribution.objects.shown().filter(Q(title__contains=text) | Q(body__contains=text))
        rows = rows.filter(Q(pk__in=said.values("pk")) | Q(pk__in=said.values("thread")))
    if only == "excellent":
        excellent = Contribution.objects.shown().filter(excellent_at__isnull=False)
        rows = rows.filter(Q(excellent_at__isnull=False) | Q(pk__in=excellent.values("thread")))
    if only == "unanswered":
        rows = rows.filter(answered_at__isnull=True, enrolment__isnull=False)
    return rows


def replies_of(thread: Contribution, *, with_hidden: bool) -> "QuerySet[Contribution]":
    """The replies in a thread, the tutor's answers first, then as they came."""
    rows = Contribution.objects.filter(thread=thread)
    if not with_hidden:
        rows = rows.shown()
    open_ones = Complaint.objects.filter(contribution=OuterRef("pk"), settled_at__isnull=True)
    tutors_first = Case(When(enrolment__isnull=True, then=0), default=1)
    return rows.annotate(is_open=Exists(open_ones)).order_by(tutors_first, "at", "pk")  # type: ignore[no-any-return]


@dataclass(frozen=True)
class TopicLine:
    """A topic with how much was said of it."""

    topic: Topic
    threads: int
    contributions: int
    unanswered: int


def topic_lines(topics: Sequence[Topic], classes: Sequence[OnlineClass]) -> list[TopicLine]:
    """How lively each topic is in these classes; one query."""
    rows = Contribution.objects.shown().filter(topic__in=list(topics), online_class__in=list(classes)).order_by()
    found = {}
    facts = rows.values_list("topic").annotate(
        threads=Count("pk", filter=Q(thread__isnull=True)),
        said=Count("pk"),
        unanswered=Count("pk", filter=Q(thread__isnull=True, answered_at__isnull=True, enrolment__isnull=False)),
    )
    for key, threads, said, unanswered in facts:
        found[key] = (threads, said, unanswered)
    return [TopicLine(topic, *found.get(topic.pk, (0, 0, 0))) for topic in topics]


def complaints_in(classes: Sequence[OnlineClass]) -> list[Complaint]:
    """What learners complained of and nobody decided yet, the oldest first; one query."""
    rows = Complaint.objects.filter(settled_at__isnull=True, contribution__online_class__in=list(classes))
    return list(rows.select_related("contribution__topic", "contribution__online_class").order_by("at", "pk"))


def hidden_of(enrolment: Enrolment, topic: Topic, online_class: OnlineClass) -> list[Contribution]:
    """What a learner said and the tutor hid, so that the writer reads why."""
    rows = Contribution.objects.filter(
        enrolment=enrolment, topic=topic, online_class=online_class, hidden_at__isnull=False
    )
    return list(rows)


def has_complaint(contribution: Contribution) -> bool:
    """Whether somebody complained of it and nobody decided yet."""
    found: bool = Complaint.objects.filter(contribution=contribution, settled_at__isnull=True).exists()
    return found
