"""Declarations, made as the house makes them."""

from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from xingtan.accounts.models import Post
from xingtan.foundation import clock
from xingtan.foundation.tests import files
from xingtan.funding import actions
from xingtan.funding.models import Declaration
from xingtan.funding.queries import year_of
from xingtan.organisations.models import Division, School
from xingtan.programmes.models import Programme
from xingtan.programmes.tests import given as programmes

YEAR = 2020


def evidence(name: str = "预算批复.pdf") -> SimpleUploadedFile:
    """A budget reply as a PDF."""
    return SimpleUploadedFile(name, files.pdf())


def declared(
    place: Division | School,
    base: str = "400000.00",
    training: str = "20000.00",
    *,
    year: int | None = None,
    reason: str = "",
    seen: int = 0,
    source: str = "public_funds",
    file: SimpleUploadedFile | None = None,
    by: Post | None = None,
    programme: Programme | None = None,
) -> Declaration:
    """A declaration; with ``seen`` and ``reason`` a correction."""
    programme = programme or programmes.programme_2020()
    figures = actions.Figures(Decimal(base), Decimal(training), source, reason)
    return actions.declare(
        programme=programme, place=place, year=year or year_of(programme), figures=figures, seen=seen, file=file,
        by=by, now=clock.now(),
    )  # fmt: skip
