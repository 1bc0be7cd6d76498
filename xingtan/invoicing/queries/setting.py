"""Asking about terms, templates, workbooks and results."""

from datetime import date
from typing import Any

from xingtan.accounts.models import Post
from xingtan.invoicing.models import Batch, PlatformTemplate, ResultUpload, TaxTerms
from xingtan.programmes.models import Programme


def terms_of(programme: Programme | None) -> Any:
    """All terms that were ever set, the latest in force first."""
    return TaxTerms.objects.filter(programme=programme).order_by("-valid_from", "-pk")


def terms_on(programme: Programme, day: date) -> TaxTerms | None:
    """The terms in force on a day; None while the accountant has set none."""
    found: TaxTerms | None = terms_of(programme).filter(valid_from__lte=day).first()
    return found


def template_of(programme: Programme | None) -> PlatformTemplate | None:
    """The latest template."""
    found: PlatformTemplate | None = PlatformTemplate.objects.filter(programme=programme).order_by("-pk").first()
    return found


def batches_of(programme: Programme | None, post: Post) -> Any:
    """Workbooks made, the latest first."""
    return Batch.objects.within(post).filter(programme=programme).select_related("template").order_by("-pk")


def results_of(programme: Programme | None, post: Post) -> Any:
    """Results brought back, the latest first."""
    return ResultUpload.objects.within(post).filter(programme=programme).order_by("-pk")
