"""Giving a programme its scheme."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.assessment.errors import ResultsSettled
from xingtan.assessment.models import Scheme
from xingtan.assessment.scheme_text import read_scheme, write_scheme
from xingtan.audit import actions as audit
from xingtan.enrolment.models import Enrolment
from xingtan.organisations import actions as organisations
from xingtan.programmes.models import Programme

DEFAULT_SCHEME = Path(__file__).resolve().parent.parent / "data" / "default_scheme.json"
"""The proposal of the domain paper (3.2), used until a programme is given another (A19)."""


@transaction.atomic
def adopt_scheme(*, programme: Programme, data: Any, by: Post | None, now: datetime) -> Scheme:
    """Give a programme this scheme, or change it; every school is then judged anew.

    Raises ``SchemeInvalid`` naming each fault, ``ResultsSettled`` once results rest on the present one.
    """
    written = write_scheme(read_scheme(data))
    scheme = Scheme.objects.select_for_update().filter(programme=programme).first()
    if scheme is not None and scheme.settled_at is not None:
        raise ResultsSettled()
    if scheme is None:
        scheme = Scheme(programme=programme)
    scheme.data, scheme.adopted_at = written, now
    scheme.save()
    schools = Enrolment.objects.filter(programme=programme).order_by().values_list("school_id", flat=True).distinct()
    organisations.note_change(list(schools), now)
    audit.record("adopt_scheme", by=by, about=programme, scheme=written)
    return scheme


@transaction.atomic
def adopt_default_scheme(*, programme: Programme, by: Post | None, now: datetime) -> Scheme:
    """Give a programme the default scheme unless it has one."""
    present: Scheme | None = Scheme.objects.filter(programme=programme).first()
    if present is not None:
        return present
    return adopt_scheme(
        programme=programme, data=json.loads(DEFAULT_SCHEME.read_text(encoding="utf-8")), by=by, now=now
    )
