"""The way of a notice down to the schools: forwarded by a county, signed for by a school (R39). Only ever added."""

from typing import Any, ClassVar

from django.db import models

from xingtan.accounts.models import Post
from xingtan.accounts.scopes import Reach, ScopedQuerySet
from xingtan.notices.models.notices import Notice
from xingtan.organisations.models import Division, School


class ForwardingQuerySet(ScopedQuerySet["Forwarding"]):
    """Forwardings, narrowed by the division that passed the notice on."""

    reach = Reach(division="division", programme="notice__programme_code")


class Forwarding(models.Model):
    """已转发: a division passed a notice on to what hangs on it: the city to its counties and own schools, a county to its schools."""

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="forwardings")
    division = models.ForeignKey(Division, models.PROTECT, related_name="+")
    by = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    objects: ClassVar[Any] = ForwardingQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "division"], name="forwarded_once")]

    def __str__(self) -> str:
        return f"{self.notice_id} → {self.division_id}"


class ReceiptQuerySet(ScopedQuerySet["Receipt"]):
    """Receipts, narrowed by scope."""

    reach = Reach(school="school", programme="notice__programme_code")


class Receipt(models.Model):
    """已签收: a school's contact or head signed for a notice."""

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="receipts")
    school = models.ForeignKey(School, models.PROTECT, related_name="+")
    by = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    objects: ClassVar[Any] = ReceiptQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "school"], name="signed_for_once")]

    def __str__(self) -> str:
        return f"{self.notice_id} · {self.school_id}"
