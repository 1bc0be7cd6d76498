"""Entering and confirming who buys (R56)."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.invoicing.errors import ProfileFaulty, ProfileMoved
from xingtan.invoicing.models import BuyerProfile, ProfileConfirmation
from xingtan.invoicing.queries.profiles import profile_of
from xingtan.invoicing.rules import Buyer, faults_of
from xingtan.organisations.models import Division, School
from xingtan.programmes.models import Programme

_NAME = 200


def _lock(owner: School | Division) -> None:
    type(owner).objects.select_for_update(no_key=True).get(pk=owner.pk)


@transaction.atomic
def save_profile(*, owner: School | Division, buyer: Buyer, by: Post | None, now: datetime) -> BuyerProfile:
    """Store a new version of a school's or county's profile; what is the same stays the same version, and confirmed.

    Raises ``ProfileFaulty``; the form shows the faults beside their fields before.
    """
    if faults_of(buyer):
        raise ProfileFaulty()
    _lock(owner)
    standing = profile_of(owner)
    if standing is not None and standing.buyer == buyer:
        return standing
    row: BuyerProfile = BuyerProfile.objects.create(
        school=owner if isinstance(owner, School) else None, division=owner if isinstance(owner, Division) else None,
        version=standing.version + 1 if standing else 1, entered_by=str(by or "")[:_NAME], entered_at=now,
        **asdict(buyer),
    )  # fmt: skip
    audit.record("save_buyer_profile", by=by, about=row, version=row.version)
    return row


@transaction.atomic
def confirm_profile(*, profile: BuyerProfile, programme: Programme, by: Post, now: datetime) -> ProfileConfirmation:
    """The buyer says that these details are right for this programme. Raises ``ProfileMoved`` for an older version."""
    _lock(profile.owner)
    newest = profile_of(profile.owner)
    if newest is None or newest.pk != profile.pk:
        raise ProfileMoved()
    row, is_new = ProfileConfirmation.objects.get_or_create(
        profile=profile, programme=programme, defaults={"by": str(by)[:_NAME], "at": now}
    )
    if is_new:
        audit.record("confirm_buyer_profile", by=by, about=profile, programme=programme.code)
    return row
