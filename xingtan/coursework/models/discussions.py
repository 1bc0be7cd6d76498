"""Topics of courses and what is said of them within a class."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from xingtan.accounts.models import Post
from xingtan.accounts.rules import ReachOf
from xingtan.accounts.scopes import ActingPost, Reach, ScopedQuerySet
from xingtan.classes.models import OnlineClass
from xingtan.courses.models import Course, Lesson
from xingtan.coursework.models.homework import OfProgramme
from xingtan.enrolment.models import Enrolment
from xingtan.foundation.fields import PublicIdField
from xingtan.programmes.models import Programme


class TopicQuerySet(OfProgramme):
    """Topics, narrowed by programme. The questions of a lesson are no topic that anybody opens or changes."""

    def within(self, post: ActingPost) -> Self:
        """The topics this post may see that were set."""
        return super().within(post).were_set()

    def were_set(self) -> Self:
        """Those set for a course, not those that gather the questions of a lesson."""
        return self.filter(lesson__isnull=True)

    def standing(self) -> Self:
        """Those not taken back."""
        return self.filter(taken_back_at__isnull=True)


class Topic(models.Model):
    """What a course's learners discuss (主题研讨), each class for itself."""

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    course = models.ForeignKey(Course, models.PROTECT, related_name="+")
    lesson = models.OneToOneField(Lesson, models.PROTECT, null=True, blank=True, related_name="+")
    """Of this lesson it gathers the questions; nobody set it, and its threads are questions to the tutor."""
    title = models.CharField(max_length=100)
    words = models.TextField(max_length=4000, blank=True)
    """What is asked."""
    set_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField()
    closes_at = models.DateTimeField(null=True, blank=True)
    """From then on it is only read; none: until the term ends."""
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["course__position", "pk"]

    def __str__(self) -> str:
        return self.title


class ContributionQuerySet(ScopedQuerySet["Contribution"]):
    """What was said, seen by the class it was said in, its tutor and the programme's posts."""

    reach = Reach(
        programme="topic__programme",
        account="online_class__memberships__enrolment__account",
        tenure="online_class__tenures",
    )

    def within(self, post: ActingPost) -> Self:
        """What this post may see; of colleagues' questions about lessons only those that were answered."""
        rows = super().within(post)
        if post.reach_of is not ReachOf.SELF:
            return rows
        own = Q(enrolment__account=post.account_id) | Q(thread__enrolment__account=post.account_id)
        answered = Q(answered_at__isnull=False) | Q(thread__answered_at__isnull=False)
        return rows.filter(Q(topic__lesson__isnull=True) | own | answered)

    def questions(self) -> Self:
        """Questions about lessons, without what was answered to them."""
        return self.filter(topic__lesson__isnull=False, thread__isnull=True)

    def shown(self) -> Self:
        """What was not hidden."""
        return self.filter(hidden_at__isnull=True)


class Contribution(models.Model):
    """A thread begun (``thread`` is None), or a reply in one. What was said is never changed."""

    public_id = PublicIdField()
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="contributions")
    online_class = models.ForeignKey(OnlineClass, models.PROTECT, related_name="+")
    thread = models.ForeignKey("self", models.PROTECT, null=True, related_name="replies")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, null=True, related_name="contributions")
    """Who said it; none when the tutor or a post of the programme did."""
    by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=100)
    title = models.CharField(max_length=80, blank=True)
    body = models.TextField(max_length=4000)
    characters = models.PositiveIntegerField()
    at = models.DateTimeField()
    last_at = models.DateTimeField()
    """When the thread was last written in."""
    answered_at = models.DateTimeField(null=True, blank=True)
    """When the tutor first answered this thread."""
    answer_read_at = models.DateTimeField(null=True, blank=True)
    """When who asked first read the tutor's answer."""
    second = models.PositiveIntegerField(null=True, blank=True)
    """The second of the film a question is about."""
    excellent_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    hidden_because = models.CharField(max_length=200, blank=True)
    key = models.CharField(max_length=22, unique=True)
    """Given with the empty form, so that a form sent twice says it once."""

    objects: ClassVar[Any] = ContributionQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(hidden_at__isnull=True, hidden_because="")
                | (Q(hidden_at__isnull=False) & ~Q(hidden_because="")),
                name="contribution_hidden_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(thread__isnull=True) | Q(title="", answered_at__isnull=True),
                name="contribution_reply_has_no_title",
            ),
        ]
        indexes = [
            models.Index(fields=["topic", "online_class", "-last_at"], name="threads_of_class"),
            models.Index(fields=["enrolment", "at"], name="contributions_of_learner"),
            models.Index(
                fields=["online_class", "at"],
                condition=Q(thread__isnull=True, answered_at__isnull=True),
                name="threads_not_answered",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.body[:40]


class Complaint(models.Model):
    """Somebody finds that a contribution should not stand; the tutor decides."""

    contribution = models.ForeignKey(Contribution, models.PROTECT, related_name="complaints")
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contribution", "by"], name="complaint_once")]

    def __str__(self) -> str:
        return self.reason
