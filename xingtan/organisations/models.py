"""Divisions, schools, the other names of schools, and the marks that a school's figures changed."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from xingtan.foundation.fields import PublicIdField


class Division(models.Model):
    """An administrative division by its six-digit code (GB/T 2260), or a statistical one (NBS)."""

    class CodeSystem(models.TextChoices):
        """Whose list the code stands in."""

        GB = "GB", _("GB/T 2260")
        NBS = "NBS", _("Statistical")

    class Kind(models.TextChoices):
        """Its level."""

        PROVINCE = "province", _("Province")
        CITY = "city", _("City")
        COUNTY = "county", _("County")

    code = models.CharField(max_length=6, primary_key=True)
    name = models.CharField(max_length=60)
    short_name = models.CharField(max_length=30, blank=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    code_system = models.CharField(max_length=3, choices=CodeSystem.choices, default=CodeSystem.GB)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    bureau = models.CharField(max_length=100, blank=True)
    """The education body in charge, by its own name (A20)."""
    aliases = models.JSONField(default=list)
    """Other ways to write it; of a city: the words for 市直."""

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class School(models.Model):
    """A school or kindergarten (A14): registered name for money, full name for rosters."""

    public_id = PublicIdField()
    code = models.CharField(max_length=10, unique=True)
    """学校标识码, ten digits, unchanged for life."""
    registered_name = models.CharField(max_length=100)
    full_name = models.CharField(max_length=100, db_index=True)
    division = models.ForeignKey(Division, models.PROTECT, related_name="schools")
    is_city_direct = models.BooleanField(default=False)
    stages = models.JSONField(default=list)
    teachers_on_register = models.PositiveIntegerField(null=True, blank=True)

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        ordering = ["division_id", "code"]
        indexes = [models.Index(fields=["division", "registered_name"], name="school_by_division")]

    def __str__(self) -> str:
        return self.registered_name


class SchoolAlias(models.Model):
    """Another name a school goes by, typed by someone and confirmed once."""

    school = models.ForeignKey(School, models.CASCADE, related_name="aliases")
    text = models.CharField(max_length=100)
    source = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "text"], name="alias_once_per_school")]

    def __str__(self) -> str:
        return self.text


class SchoolChange(models.Model):
    """A mark that something about a school changed, so that its figures are to be counted again.

    Appended by ``actions.note_change``, taken away by ``actions.settle_changes`` once counted.
    """

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.school_id} {self.at}"
