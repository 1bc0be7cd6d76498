"""A county that pays for its schools says to whom the invoices are made out (A06)."""

from datetime import datetime

from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.billing.models import CountyBill
from xingtan.invoicing.models import CountyInvoicing

_NAME = 200


@transaction.atomic
def choose_county_invoice(*, county: CountyBill, is_whole: bool, by: Post, now: datetime) -> CountyInvoicing:
    """One invoice to the county over all its schools' bills, or to each school its own.

    What was asked for before stands as it is: a bill over which an invoice stands gets no other.
    """
    CountyBill.objects.select_for_update().get(pk=county.pk)
    row, _is_new = CountyInvoicing.objects.update_or_create(
        county_bill=county, defaults={"is_whole": is_whole, "set_by": str(by)[:_NAME], "set_at": now}
    )
    audit.record("choose_county_invoice", by=by, about=county, is_whole=is_whole)
    return row
