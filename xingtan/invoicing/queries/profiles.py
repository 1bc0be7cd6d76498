"""Asking about buyer profiles."""

from django.db.models import QuerySet

from xingtan.invoicing.models import BuyerProfile, ProfileConfirmation
from xingtan.organisations.models import School
from xingtan.programmes.models import Programme


def profile_of(school: School | int) -> BuyerProfile | None:
    """The version in use; None while a school has entered none."""
    found: BuyerProfile | None = BuyerProfile.objects.filter(school=school).order_by("-version").first()
    return found


def versions_of(school: School) -> QuerySet[BuyerProfile]:
    """All versions, the latest first."""
    return BuyerProfile.objects.filter(school=school).order_by("-version")  # type: ignore[no-any-return]


def confirmation_of(profile: BuyerProfile | None, programme: Programme | None) -> ProfileConfirmation | None:
    """Who confirmed this version for this programme, and when."""
    if profile is None or programme is None:
        return None
    return ProfileConfirmation.objects.filter(profile=profile, programme=programme).first()


def is_confirmed(profile: BuyerProfile | None, programme: Programme | None) -> bool:
    """Whether the school has confirmed the version in use for this programme."""
    return confirmation_of(profile, programme) is not None
