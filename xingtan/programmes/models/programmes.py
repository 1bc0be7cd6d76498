"""Programmes and their tracks, as loaded from a programme file."""

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from xingtan.accounts.scopes import Reach, ScopedQuerySet
from xingtan.foundation.fields import PublicIdField
from xingtan.notices.models import Notice
from xingtan.organisations.models import Division
from xingtan.programmes.rules import Calendar, Holiday, reading
from xingtan.programmes.rules.payee import Payee

HALF_FEN = Decimal("0.005")


class ProgrammeQuerySet(ScopedQuerySet["Programme"]):
    """Programmes, narrowed by the division that decided them or by their code."""

    reach = Reach(division="owner_division", programme="code")


class Programme(models.Model):
    """One year's training with every date, number and name it goes by (R70)."""

    public_id = PublicIdField()
    code = models.SlugField(max_length=40, unique=True)
    title = models.CharField(max_length=200)
    year_label = models.CharField(max_length=20)
    owner_division = models.ForeignKey(Division, models.PROTECT, related_name="+")
    owner = models.CharField(max_length=100)
    undertaking_institution = models.CharField(max_length=100)
    training_centre = models.CharField(max_length=100, blank=True)
    platform_url = models.URLField(blank=True)
    hotline = models.CharField(max_length=40, validators=[RegexValidator(r"^[0-9+ -]+$")])
    notice = models.ForeignKey(Notice, models.PROTECT, null=True, blank=True, related_name="+")

    login_opens_on = models.DateField()
    term_starts_on = models.DateField()
    term_ends_on = models.DateField()
    enrol_closes_at = models.DateTimeField()
    registration_due_on = models.DateField()
    holidays = models.JSONField(default=list)
    """``[{"title", "from", "until"}]`` in ISO dates (A18)."""

    class_hours = models.PositiveSmallIntegerField()
    online_hours = models.PositiveSmallIntegerField()
    school_based_hours = models.PositiveSmallIntegerField()
    minutes_per_hour = models.PositiveSmallIntegerField(default=45)
    yuan_per_hour = models.DecimalField(max_digits=8, decimal_places=2)
    fee_yuan = models.DecimalField(max_digits=10, decimal_places=2)

    stages = models.JSONField(default=list)
    subjects = models.JSONField(default=dict)
    payee_name = models.CharField(max_length=100)
    payee_account = models.CharField(max_length=40)
    payee_bank = models.CharField(max_length=100)
    payee_bank_code = models.CharField(max_length=20)
    county_review = models.BooleanField(default=True)
    readings = models.JSONField(default=dict)
    """The settings of A01–A26 by number and name; ask them through ``reading``."""
    facts = models.JSONField(default=dict)
    """What is only shown: basis, goals, lines and duties, roster title and columns, fee documents."""
    is_demo = models.BooleanField(default=False)
    calendar_shift_days = models.IntegerField(default=0)
    """By how many days the calendar differs from the notice's, 0 when it is the notice's own."""

    objects: ClassVar[Any] = ProgrammeQuerySet.as_manager()

    class Meta:
        ordering = ["-term_starts_on", "code"]
        constraints = [
            models.CheckConstraint(
                # SQLite keeps decimals as binary numbers: less than half a fen apart is equal
                condition=Q(
                    fee_yuan__gt=F("class_hours") * F("yuan_per_hour") - HALF_FEN,
                    fee_yuan__lt=F("class_hours") * F("yuan_per_hour") + HALF_FEN,
                ),
                name="programme_fee_is_hours_times_standard",
            ),
            models.CheckConstraint(
                condition=Q(login_opens_on__lte=F("term_starts_on"), term_starts_on__lte=F("term_ends_on")),
                name="programme_dates_in_order",
            ),
            models.CheckConstraint(
                condition=Q(class_hours=F("online_hours") + F("school_based_hours")), name="programme_hours_add_up"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def calendar(self) -> Calendar:
        """Its dates, as the rules of the calendar ask for them."""
        return Calendar(
            login_opens_on=self.login_opens_on,
            term_starts_on=self.term_starts_on,
            term_ends_on=self.term_ends_on,
            enrol_closes_at=self.enrol_closes_at,
            registration_due_on=self.registration_due_on,
            count_before_term=bool(self.reading("A01", "count_before_term")),
            holidays=tuple(
                Holiday(each["title"], date.fromisoformat(each["from"]), date.fromisoformat(each["until"]))
                for each in self.holidays
            ),
        )

    def reading(self, number: str, name: str) -> Any:
        """One setting of its readings, for example ``programme.reading("A26", "meeting_within_days")``."""
        return reading(self.readings, number, name)

    @property
    def payee(self) -> Payee:
        """The account that collects; it changes only through ``actions.payees``."""
        return Payee(self.payee_name, self.payee_account, self.payee_bank, self.payee_bank_code)

    def fee_for(self, heads: int) -> Decimal:
        """What a number of people costs, in yuan."""
        return self.fee_yuan * heads


class TrackQuerySet(ScopedQuerySet["Track"]):
    """Tracks, narrowed as their programme is."""

    reach = Reach(division="programme__owner_division", programme="programme")


class Track(models.Model):
    """The courses and theme of some stages (R06–R08)."""

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="tracks")
    title = models.CharField(max_length=60)
    stages = models.JSONField(default=list)
    theme = models.TextField()
    goal = models.TextField(blank=True)
    tags = models.JSONField(default=list)
    position = models.PositiveSmallIntegerField(default=1)

    objects: ClassVar[Any] = TrackQuerySet.as_manager()

    class Meta:
        ordering = ["programme", "position"]
        constraints = [models.UniqueConstraint(fields=["programme", "title"], name="track_once_per_programme")]

    def __str__(self) -> str:
        return self.title
