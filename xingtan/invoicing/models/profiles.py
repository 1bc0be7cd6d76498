"""What a buyer is called on its invoices, a school or a county that pays for its schools (R56, A06).

Versions, each confirmed for a programme before it is used.
"""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from xingtan.accounts.rules import ReachOf
from xingtan.accounts.scopes import ActingPost, Reach, ScopedQuerySet
from xingtan.foundation.fields import PublicIdField, SealedField
from xingtan.invoicing.rules import Buyer
from xingtan.organisations.models import Division, School
from xingtan.programmes.models import Programme


class BuyerProfileQuerySet(ScopedQuerySet["BuyerProfile"]):
    """Profiles, narrowed to a school or a county; a provider's finance post sees those of all."""

    reach = Reach(school="school", division="division")

    def within(self, post: ActingPost) -> Self:
        """The profiles this post may see."""
        return self if post.reach_of is ReachOf.PROGRAMME else super().within(post)


class BuyerProfile(models.Model):
    """One version of a buyer's profile, the highest in use; remembered from year to year. Append-only."""

    public_id = PublicIdField()
    school = models.ForeignKey(School, models.PROTECT, null=True, related_name="buyer_profiles")
    division = models.ForeignKey(Division, models.PROTECT, null=True, related_name="+")
    """The county, where it pays for its schools and buys for them; then no school (A06)."""
    version = models.PositiveIntegerField()
    name = models.CharField(max_length=100)
    tax_number = models.CharField(max_length=20)
    bank = models.CharField(max_length=100)
    account = SealedField(purpose="bank_account")
    address = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=100, blank=True)
    email = models.CharField(max_length=72, blank=True)
    picks_up = models.BooleanField(default=False)
    """Fetched against the voucher instead of mailed (A07)."""
    entered_by = models.CharField(max_length=200)
    entered_at = models.DateTimeField()

    objects: ClassVar[Any] = BuyerProfileQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "version"], name="buyer_profile_version_once"),
            models.UniqueConstraint(fields=["division", "version"], name="county_profile_version_once"),
            models.CheckConstraint(
                condition=Q(school__isnull=True, division__isnull=False)
                | Q(school__isnull=False, division__isnull=True),
                name="buyer_profile_of_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"

    @property
    def owner(self) -> School | Division:
        """Whose it is."""
        return self.school or self.division  # type: ignore[return-value]  # the database knows: buyer_profile_of_one

    @property
    def buyer(self) -> Buyer:
        """As the rules see it."""
        names = ("name", "tax_number", "bank", "account", "address", "phone", "email", "picks_up")
        return Buyer(**{name: getattr(self, name) for name in names})


class ProfileConfirmation(models.Model):
    """The school says that a version is right, for one programme. Append-only."""

    profile = models.ForeignKey(BuyerProfile, models.PROTECT, related_name="confirmations")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    by = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["profile", "programme"], name="profile_confirmed_once")]

    def __str__(self) -> str:
        return f"{self.profile_id} {self.programme_id}"
