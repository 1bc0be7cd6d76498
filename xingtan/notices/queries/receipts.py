"""Who passed a notice on and who signed for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery

from xingtan.accounts.models import Kind, Post
from xingtan.accounts.scopes import within
from xingtan.notices.models import Forwarding, Notice, Receipt
from xingtan.organisations.models import Division, School
from xingtan.organisations.rules import prefix_of


@dataclass(frozen=True)
class Standing:
    """A notice as it stands for one school: passed on to it, signed for by it."""

    forwarding: Forwarding | None
    receipt: Receipt | None


@dataclass(frozen=True)
class DivisionReceipts:
    """How far a notice has come in one division: passed on by whom, signed by how many of its own schools."""

    division: Division
    forwarding: Forwarding | None
    schools: int
    signed: int

    @property
    def is_city(self) -> bool:
        """The row of the schools that hang on the city itself (市直)."""
        return self.division.kind != Division.Kind.COUNTY


def forwarding_for(notice: Notice, school: School) -> Forwarding | None:
    """By which the notice came to a school: its own division's."""
    rows = Forwarding.objects.filter(notice=notice, division=school.division_id)
    found: Forwarding | None = rows.select_related("division", "by__account").first()
    return found


def standing_for(notice: Notice, school: School) -> Standing:
    """The notice as it stands for one school; two queries."""
    receipt = Receipt.objects.filter(notice=notice, school=school).select_related("by__account").first()
    return Standing(forwarding_for(notice, school), receipt)


def forwardings_by_division(notice: Notice | None) -> dict[str, Forwarding]:
    """Every forwarding of a notice by its division; one query."""
    rows = Forwarding.objects.filter(notice=notice).select_related("by__account")
    return {each.division_id: each for each in rows}


def receipts_by_division(notice: Notice | None) -> dict[str, int]:
    """How many schools of each division have signed; one query."""
    rows = Receipt.objects.filter(notice=notice).order_by().values_list("school__division")
    return dict(rows.annotate(Count("pk")))


def by_division(post: Post, notice: Notice) -> Sequence[DivisionReceipts]:
    """The divisions of a notice's area that a post sees, each with how far the notice has come; four queries."""
    area = Division.objects.filter(code__startswith=prefix_of(notice.division_id)).annotate(own=Count("schools"))
    forwardings, signed = forwardings_by_division(notice), receipts_by_division(notice)
    return [
        DivisionReceipts(each, forwardings.get(each.code), each.own, signed.get(each.code, 0))
        for each in within(area.order_by("code"), post)
    ]


def schools_of(post: Post, notice: Notice, division: Division) -> "QuerySet[Any]":
    """The schools that hang on a division, each with ``signed_at`` and ``signed_by``, for a list."""
    receipt = Receipt.objects.filter(notice=notice, school=OuterRef("pk"))
    rows = within(School.objects.filter(division=division), post)
    return rows.annotate(
        signed_at=Subquery(receipt.values("at")[:1]), signed_by=Subquery(receipt.values("by__account__name")[:1])
    )


def has_signed(notice: Notice | None, school: str = "pk") -> Exists:
    """Whether the school at a path of the rows has signed, as a condition."""
    return Exists(Receipt.objects.filter(notice=notice, school=OuterRef(school)))


def received_at(notice: Notice | None, school: School) -> datetime | None:
    """When a school received a notice: when it signed, else when it was passed on to it; None while neither (R61)."""
    if notice is None:
        return None
    standing = standing_for(notice, school)
    if standing.receipt is not None:
        return standing.receipt.at
    return standing.forwarding.at if standing.forwarding else None


def received_by_school(notice: Notice | None, schools: Sequence[School]) -> dict[int, datetime]:
    """The same for many schools; two queries."""
    sent = forwardings_by_division(notice)
    found = {each.pk: sent[each.division_id].at for each in schools if each.division_id in sent}
    signed = Receipt.objects.filter(notice=notice, school__in=list(schools)).values_list("school_id", "at")
    return {**found, **dict(signed)}


def open_for(post: Post) -> QuerySet[Notice]:
    """The notices that wait for this post: to be passed on by its division, to be signed for by its school."""
    rows: QuerySet[Notice] = Notice.objects.within(post).filter(state=Notice.State.PUBLISHED, wants_receipt=True)
    if post.kind in {Kind.CITY_SUPERVISOR, Kind.COUNTY_ADMIN}:
        return rows.exclude(forwardings__division=post.division_id)
    if post.kind in {Kind.SCHOOL_HEAD, Kind.SCHOOL_CONTACT} and post.school is not None:
        arrived = rows.filter(forwardings__division=post.school.division_id)
        return arrived.exclude(receipts__school=post.school_id)
    return rows.none()
