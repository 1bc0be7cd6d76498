"""What a class page holds: notices and who read them, the plan, bulletins with every version (S6, 3.6)."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from xingtan.accounts.models import Post
from xingtan.accounts.scopes import ActingPost, Reach, ScopedQuerySet
from xingtan.classes.models.classes import OnlineClass
from xingtan.enrolment.models import Enrolment
from xingtan.foundation.fields import PublicIdField
from xingtan.organisations.models import Division
from xingtan.programmes.models import Programme


class ClassNoticeQuerySet(ScopedQuerySet["ClassNotice"]):
    """Notices: of the classes a post sees, and of the county for all its classes."""

    def within(self, post: ActingPost) -> Self:
        """The notices this post may see."""
        classes = OnlineClass.objects.within(post).standing()
        for_all = classes.filter(programme=models.OuterRef("programme"), division=models.OuterRef("division"))
        of_county = Q(online_class__isnull=True) & (models.Exists(for_all) | Reach(division="division").of(post))
        return self.filter(Q(online_class__in=classes) | of_county)

    def standing(self) -> Self:
        """Those not taken back."""
        return self.filter(taken_back_at__isnull=True)

    def for_class(self, online_class: OnlineClass) -> Self:
        """Those a class reads: its own and its county's for all classes."""
        of_county = Q(online_class__isnull=True, programme=online_class.programme_id, division=online_class.division_id)
        return self.filter(Q(online_class=online_class) | of_county)


class ClassNotice(models.Model):
    """Something a tutor or the county tells a class, or the county all its classes."""

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    division = models.ForeignKey(Division, models.PROTECT, related_name="+")
    online_class = models.ForeignKey(OnlineClass, models.PROTECT, null=True, blank=True, related_name="notices")
    """None: for all classes of the county."""
    title = models.CharField(max_length=80)
    body = models.TextField(max_length=4000)
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=100)
    """Who tells it, as learners read it."""
    published_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = ClassNoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-pk"]
        indexes = [models.Index(fields=["programme", "division", "-published_at"], name="class_notices_of_county")]

    def __str__(self) -> str:
        return self.title


class NoticeReading(models.Model):
    """When a learner first read a notice."""

    notice = models.ForeignKey(ClassNotice, models.CASCADE, related_name="readings")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="+")
    read_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "enrolment"], name="class_notice_read_once")]

    def __str__(self) -> str:
        return f"{self.notice_id} {self.enrolment_id}"


class PlanItemQuerySet(ScopedQuerySet["PlanItem"]):
    """Lines of plans, narrowed as the classes are."""

    reach = Reach(
        division="online_class__division", programme="online_class__programme",
        account="online_class__memberships__enrolment__account", tenure="online_class__tenures",
    )  # fmt: skip


class PlanItem(models.Model):
    """One line of a class's plan: what, from when to when."""

    public_id = PublicIdField()
    online_class = models.ForeignKey(OnlineClass, models.PROTECT, related_name="plan")
    title = models.CharField(max_length=80)
    words = models.TextField(max_length=1000, blank=True)
    begins_on = models.DateField()
    due_on = models.DateField()

    objects: ClassVar[Any] = PlanItemQuerySet.as_manager()

    class Meta:
        ordering = ["begins_on", "due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(due_on__gte=F("begins_on")), name="plan_item_days_in_order"),
        ]

    def __str__(self) -> str:
        return self.title


class BulletinQuerySet(ScopedQuerySet["Bulletin"]):
    """Bulletins of the classes a post sees; drafts are for who writes them."""

    reach = Reach(
        division="online_class__division", programme="online_class__programme",
        account="online_class__memberships__enrolment__account", tenure="online_class__tenures",
    )  # fmt: skip

    def published(self) -> Self:
        """Those learners read."""
        return self.filter(published_at__isnull=False)


class Bulletin(models.Model):
    """A class's bulletin (简报) of a period; its text and figures are in its versions."""

    public_id = PublicIdField()
    online_class = models.ForeignKey(OnlineClass, models.PROTECT, related_name="bulletins")
    number = models.PositiveSmallIntegerField()
    since = models.DateField()
    until = models.DateField()
    published_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = BulletinQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["online_class", "number"], name="bulletin_number_once"),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="bulletin_period_in_order"),
        ]

    def __str__(self) -> str:
        return str(_("Bulletin %(number)s") % {"number": self.number})

    @property
    def is_published(self) -> bool:
        """Whether learners see it."""
        return self.published_at is not None


class BulletinVersion(models.Model):
    """A bulletin as it stood once saved. Append-only."""

    bulletin = models.ForeignKey(Bulletin, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=80)
    body = models.TextField(max_length=8000)
    figures = models.JSONField(default=list)
    """``[[label, value, note]]`` as they stood when it was saved, in the words of who saved it."""
    at = models.DateTimeField()
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=100)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["bulletin", "number"], name="bulletin_version_once")]

    def __str__(self) -> str:
        return f"{self.title} · {self.number}"
