"""People and the posts they hold."""

from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from xingtan.accounts.rules import REACH_OF_KIND, ReachOf
from xingtan.accounts.scopes import ActingPost, Reach, ScopedQuerySet
from xingtan.foundation.fields import PublicIdField, SealedField
from xingtan.foundation.sealing import digest
from xingtan.foundation.text import masked_id, masked_mobile
from xingtan.organisations.models import Division, School


def mobile_hash(mobile: str) -> str:
    """The look-up hash of a mobile number."""
    return digest(mobile, purpose="mobile")


def id_hash(id_number: str) -> str:
    """The look-up hash of an identity number."""
    return digest(id_number, purpose="id_number")


class AccountQuerySet(ScopedQuerySet["Account"]):
    """Accounts, narrowed by scope through the posts they hold."""

    def within(self, post: ActingPost) -> Self:
        """Whoever holds a post that ``post`` reaches, each once; of learners only those who learn there still."""
        held = Post.objects.within(post).filter(account=models.OuterRef("pk"))
        held = held.exclude(kind=Kind.LEARNER, is_active=False)
        return self.filter(models.Exists(held))

    def with_mobile(self, mobile: str) -> "AccountQuerySet":
        """Whoever signs in with this mobile."""
        return self.filter(mobile_hash=mobile_hash(mobile))


class AccountManager(BaseUserManager.from_queryset(AccountQuerySet)):  # type: ignore[misc]
    """Accounts as Django's sign-in asks for them."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        """By mobile."""
        return self.with_mobile(username or "").get()  # type: ignore[no-any-return]


class Account(AbstractBaseUser):
    """One person, known by one mobile number (R34, R58)."""

    public_id = PublicIdField()
    name = models.CharField(max_length=60, db_index=True)
    mobile = SealedField(purpose="mobile")
    mobile_hash = models.CharField(max_length=40, unique=True)
    id_number = SealedField(purpose="id_number", null=True, blank=True)
    id_hash = models.CharField(max_length=40, null=True, blank=True, unique=True)
    mail = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    opened_at = models.DateTimeField()
    activated_at = models.DateTimeField(null=True, blank=True, db_index=True)
    consented_at = models.DateTimeField(null=True, blank=True)
    """When its owner was told what the data are used for, and agreed."""
    password_set_at = models.DateTimeField(null=True, blank=True)
    totp_secret = SealedField(purpose="totp", null=True, blank=True)
    totp_confirmed_at = models.DateTimeField(null=True, blank=True)
    totp_last_step = models.BigIntegerField(default=0)
    """The last time step a code was taken for: a code is good once."""

    objects: ClassVar[Any] = AccountManager()
    last_login = None
    """Not kept: the list of sessions and the audit say when someone signed in."""
    USERNAME_FIELD = "mobile_hash"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(totp_confirmed_at__isnull=True) | models.Q(totp_secret__isnull=False),
                name="account_confirmed_totp_has_secret",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_activated(self) -> bool:
        """Whether its owner has proved to be its owner and chosen a password (A15, A16)."""
        return self.activated_at is not None

    @property
    def mobile_masked(self) -> str:
        """138****1234."""
        return masked_mobile(self.mobile)

    @property
    def id_masked(self) -> str:
        """1409**********1234; empty when none is known."""
        return masked_id(self.id_number) if self.id_number else ""

    @property
    def has_second_factor(self) -> bool:
        """Whether a code generator was set up and confirmed."""
        return self.totp_confirmed_at is not None


class Kind(models.TextChoices):
    """The posts of the three lines (R09)."""

    CITY_SUPERVISOR = "city_supervisor", _("City supervisor")
    COUNTY_ADMIN = "county_admin", _("County administrator")
    SCHOOL_HEAD = "school_head", _("School head")
    PROVIDER_MANAGER = "provider_manager", _("Provider manager")
    ACADEMIC = "academic", _("Academic affairs")
    CONTENT_EDITOR = "content_editor", _("Content editor")
    FINANCE = "finance", _("Finance clerk")
    SUPPORT = "support", _("Support")
    MONITOR = "monitor", _("Monitor")
    AUDITOR = "auditor", _("Auditor")
    EXPERT = "expert", _("Expert")
    TUTOR = "tutor", _("Tutor")
    SCHOOL_CONTACT = "school_contact", _("School contact")
    LEARNER = "learner", _("Learner")


MANAGEMENT = (Kind.CITY_SUPERVISOR, Kind.COUNTY_ADMIN, Kind.SCHOOL_HEAD)
"""管理线: oversees an area or a school."""
PROVIDER = (
    Kind.PROVIDER_MANAGER,
    Kind.ACADEMIC,
    Kind.CONTENT_EDITOR,
    Kind.FINANCE,
    Kind.SUPPORT,
    Kind.MONITOR,
    Kind.AUDITOR,
)
"""The undertaking institution's functions, each with a programme as its scope (R23)."""
STAFF = tuple(kind for kind in Kind if kind != Kind.LEARNER)
"""Everybody but learners: these need a second factor."""


class PostQuerySet(ScopedQuerySet["Post"]):
    """Posts, narrowed by scope."""

    reach = Reach(school="school", division="division", programme="programme_code", account="account")


class Post(models.Model):
    """One post of one person: what they are (kind) and where (a division, a school, a programme, themselves)."""

    public_id = PublicIdField()
    account = models.ForeignKey(Account, models.PROTECT, related_name="posts")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    division = models.ForeignKey(Division, models.PROTECT, null=True, blank=True, related_name="+")
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="+")
    programme_code = models.CharField(max_length=40, blank=True)
    place_key = models.CharField(max_length=60)
    """Where, as one word, for "held once": see ``rules.place_key``."""
    is_active = models.BooleanField(default=True)
    given_at = models.DateTimeField()

    objects: ClassVar[Any] = PostQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "kind", "place_key"],
                name="post_held_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind__in=["city_supervisor", "county_admin"]) | models.Q(division__isnull=False),
                name="post_over_divisions_has_division",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind__in=["school_head", "school_contact"]) | models.Q(school__isnull=False),
                name="post_of_school_has_school",
            ),
        ]

    def __str__(self) -> str:
        place = self.place if self.school_id or self.division_id else ""
        return " · ".join(part for part in (self.account.name, self.get_kind_display(), place) if part)

    @property
    def reach_of(self) -> ReachOf:
        """How far this post sees."""
        return REACH_OF_KIND[self.kind]

    @property
    def place(self) -> str:
        """Where, in words: a division, a school or a programme."""
        if self.school_id and self.school:
            return self.school.registered_name
        if self.division_id and self.division:
            return self.division.name
        return self.programme_code
