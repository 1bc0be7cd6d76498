"""Annex 1 from who is enrolled: the form verbatim (R33), so that it reads back as the same roster."""

from collections.abc import Iterator
from datetime import datetime

from xingtan.accounts.models import Kind, Post
from xingtan.enrolment.models import AnnexExport, Enrolment, EnrolmentQuerySet
from xingtan.enrolment.rules import annex
from xingtan.foundation.text import masked_id, masked_mobile
from xingtan.programmes.models import Programme

SEES_NUMBERS = frozenset({Kind.SCHOOL_CONTACT, Kind.COUNTY_ADMIN, Kind.CITY_SUPERVISOR})
"""Posts whose work needs full numbers: they hand in, review and collect the rosters (R34, R43–R44)."""


def form_of(programme: Programme) -> annex.Form:
    """Title and columns as the programme's notice prints them."""
    facts = programme.facts.get("roster", {})
    return annex.Form(facts.get("title") or annex.TITLE, tuple(facts.get("columns") or annex.COLUMNS))


def in_order(rows: EnrolmentQuerySet) -> EnrolmentQuerySet:
    """By county, school and name, as a roll-up is read."""
    return rows.order_by("school__division_id", "school__registered_name", "account__name", "pk")  # type: ignore[no-any-return]


def lines_of(rows: EnrolmentQuerySet, *, is_masked: bool) -> Iterator[tuple[str, ...]]:
    """The rows of the form, numbered on."""
    for number, row in enumerate(in_order(rows).iterator(chunk_size=2000), start=1):
        yield _line(number, row, is_masked=is_masked)


def _line(number: int, row: Enrolment, *, is_masked: bool) -> tuple[str, ...]:
    account, school = row.account, row.school
    mobile, id_number = account.mobile, account.id_number or ""
    if is_masked:
        mobile, id_number = masked_mobile(mobile), masked_id(id_number)
    county = annex.CITY_DIRECT if school.is_city_direct else school.division.name
    return (str(number), account.name, row.stage, row.subject, mobile, id_number, county, school.full_name, "")


def live_exports(post: Post, now: datetime) -> list[AnnexExport]:
    """What this post had made ready and can still fetch."""
    return list(AnnexExport.objects.within(post).filter(expires_at__gt=now).defer("sealed").order_by("-made_at"))
