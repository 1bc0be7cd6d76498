"""The mobilisation meeting of a school (R40), as recorded and as put right later: each record stays."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from xingtan.accounts.models import Post
from xingtan.accounts.scopes import Reach, ScopedQuerySet
from xingtan.foundation.fields import PublicIdField
from xingtan.organisations.models import School


class MeetingQuerySet(ScopedQuerySet["MobilisationMeeting"]):
    """Meetings, narrowed by scope."""

    reach = Reach(school="school", programme="programme_code")

    def standing(self) -> "MeetingQuerySet":
        """The record that holds for each school: the one that no other put right."""
        return self.filter(put_right_by__isnull=True)


class MobilisationMeeting(models.Model):
    """One record of a school's 动员会: when, how many people, what was said. Putting it right adds another."""

    public_id = PublicIdField()
    programme_code = models.CharField(max_length=40)
    school = models.ForeignKey(School, models.PROTECT, related_name="+")
    held_on = models.DateField()
    present = models.PositiveIntegerField()
    words = models.TextField(blank=True)
    puts_right = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="put_right_by")
    by = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    objects: ClassVar[Any] = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(present__gt=0), name="meeting_has_people"),
            models.UniqueConstraint(
                fields=["programme_code", "school"], condition=Q(puts_right__isnull=True), name="one_first_meeting"
            ),
        ]
        indexes = [models.Index(fields=["programme_code", "school"], name="meeting_of_school")]

    def __str__(self) -> str:
        return f"{self.school_id} {self.held_on}"


class MeetingFileQuerySet(ScopedQuerySet["MeetingFile"]):
    """Files of meetings, narrowed as their meeting is."""

    reach = Reach(school="meeting__school", programme="meeting__programme_code")


class MeetingFile(models.Model):
    """A photo (written anew, without where it was taken) or a PDF of the minutes."""

    public_id = PublicIdField()
    meeting = models.ForeignKey(MobilisationMeeting, models.PROTECT, related_name="files")
    file = models.FileField(upload_to="meetings/%Y/")
    file_name = models.CharField(max_length=200)
    is_picture = models.BooleanField()
    size_bytes = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

    objects: ClassVar[Any] = MeetingFileQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.file_name
