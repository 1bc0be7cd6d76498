"""Notices and the materials that hang on them."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xingtan.accounts.models import Post
from xingtan.accounts.scopes import ActingPost, Reach, ScopedQuerySet
from xingtan.foundation.fields import PublicIdField
from xingtan.organisations.models import Division
from xingtan.organisations.rules import above


class NoticeQuerySet(ScopedQuerySet["Notice"]):
    """Notices, narrowed by the division that issued them or by the programme they belong to."""

    reach = Reach(division="division", programme="programme_code")

    def within(self, post: ActingPost) -> Self:
        """What a post looks after, and what was published above it: a notice is for those below who issued it."""
        return self.filter(self.reach.of(post) | _addressed_to(post))

    def shown_to_all(self) -> "NoticeQuerySet":
        """What the public home page shows: public, published and not withdrawn (R01, R59)."""
        return self.filter(state=Notice.State.PUBLISHED, is_public=True)


def _addressed_to(post: ActingPost) -> Q:
    """The published notices of the divisions that a school's or division's post lies in."""
    code = post.division_id
    if code is None and isinstance(post, Post) and post.school is not None:
        code = post.school.division_id
    if code is None:
        return Q(pk__in=[])
    return Q(state=Notice.State.PUBLISHED, division__in=above(code))


class Notice(models.Model):
    """A notice with the facts by which it is cited (R01)."""

    class State(models.TextChoices):
        """Whether people see it."""

        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        WITHDRAWN = "withdrawn", pgettext_lazy("notice", "Withdrawn")

    public_id = PublicIdField()
    document_number = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=200)
    issuer = models.CharField(max_length=100)
    issued_on = models.DateField()
    is_public = models.BooleanField(default=True)
    """此件主动公开: readable without an account."""
    body = models.TextField(blank=True)
    recipients = models.JSONField(default=list)
    wants_receipt = models.BooleanField(default=False)
    """Counties pass it on and schools sign for it (R39)."""
    division = models.ForeignKey(Division, models.PROTECT, related_name="+")
    programme_code = models.CharField(max_length=40, blank=True, db_index=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    published_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=200, blank=True)

    objects: ClassVar[Any] = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["document_number"], condition=~Q(document_number=""), name="notice_number_once"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(published_at__isnull=False), name="notice_shown_has_moment"
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | Q(withdrawn_at__isnull=False), name="notice_withdrawn_has_moment"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class MaterialQuerySet(ScopedQuerySet["Material"]):
    """Materials, narrowed as their notice is."""

    reach = Reach(division="notice__division", programme="notice__programme_code")


class Material(models.Model):
    """A file to download from a notice: an attachment or learning material (R59)."""

    public_id = PublicIdField()
    notice = models.ForeignKey(Notice, models.CASCADE, related_name="materials")
    title = models.CharField(max_length=200)
    file = models.FileField(upload_to="notices/%Y/")
    file_name = models.CharField(max_length=200)
    """The name under which it is downloaded."""
    size_bytes = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    made_from = models.CharField(max_length=64, blank=True)
    """For a file the house made itself: the digest of what it was made from, so that it is made once."""
    position = models.PositiveSmallIntegerField(default=1)
    added_at = models.DateTimeField()

    objects: ClassVar[Any] = MaterialQuerySet.as_manager()

    class Meta:
        ordering = ["notice", "position", "pk"]

    def __str__(self) -> str:
        return self.title
