"""Annex 1 lists made ready in the background for who asked for them (R33)."""

import base64
from typing import Any, ClassVar, Self

from django.db import models

from xingtan.accounts.models import Post
from xingtan.accounts.scopes import ActingPost, ScopedQuerySet
from xingtan.foundation.fields import PublicIdField, SealedField
from xingtan.programmes.models import Programme


class AnnexExportQuerySet(ScopedQuerySet["AnnexExport"]):
    """Lists made ready, each its asker's own."""

    def within(self, post: ActingPost) -> Self:
        """Those this very post asked for."""
        return self.filter(asked_by=post)


class AnnexExport(models.Model):
    """A list as a file, sealed, to be fetched by its asker until it expires; then it is deleted."""

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    asked_by = models.ForeignKey(Post, models.CASCADE, related_name="+")
    is_masked = models.BooleanField()
    teachers = models.PositiveIntegerField()
    sealed = SealedField(purpose="annex")
    """The file in base64."""
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    objects: ClassVar[Any] = AnnexExportQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.programme_id} {self.teachers}"

    @property
    def content(self) -> bytes:
        """The file."""
        return base64.b64decode(self.sealed)
