"""Asking about buyer profiles, of schools and of counties."""

from django.db.models import QuerySet

from xingtan.invoicing.models import BuyerProfile, InvoiceRequest, ProfileConfirmation
from xingtan.organisations.models import Division, School
from xingtan.programmes.models import Programme


def versions_of(owner: School | Division) -> QuerySet[BuyerProfile]:
    """All versions of a school's or a county's profile, the latest first."""
    mine = {"division": owner} if isinstance(owner, Division) else {"school": owner}
    return BuyerProfile.objects.filter(**mine).order_by("-version")  # type: ignore[no-any-return]


def profile_of(owner: School | Division) -> BuyerProfile | None:
    """The version in use; None while none was entered."""
    return versions_of(owner).first()


def email_of(invoice: InvoiceRequest) -> str:
    """Where the files of an invoice are sent by now: the address of its buyer's latest details; or nothing."""
    newest = profile_of(invoice.profile.owner)
    return newest.email if newest else ""


def confirmation_of(profile: BuyerProfile | None, programme: Programme | None) -> ProfileConfirmation | None:
    """Who confirmed this version for this programme, and when."""
    if profile is None or programme is None:
        return None
    return ProfileConfirmation.objects.filter(profile=profile, programme=programme).first()


def is_confirmed(profile: BuyerProfile | None, programme: Programme | None) -> bool:
    """Whether the buyer has confirmed the version in use for this programme."""
    return confirmation_of(profile, programme) is not None
