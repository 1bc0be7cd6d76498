"""What can be asked about invoices."""

from xingtan.invoicing.queries.checks import invoice_breaches
from xingtan.invoicing.queries.counties import CountyBuyer, county_buyer, is_invoiced_to_county, requests_of_county
from xingtan.invoicing.queries.profiles import confirmation_of, email_of, is_confirmed, profile_of, versions_of
from xingtan.invoicing.queries.requests import (
    askable_bills,
    live_request_of,
    red_due,
    request_counts,
    requests_in,
    requests_of,
    standing_of,
    unconfirmed_bills,
    waiting_requests,
)
from xingtan.invoicing.queries.setting import batches_of, results_of, template_of, terms_of, terms_on

__all__ = [
    "CountyBuyer",
    "askable_bills",
    "batches_of",
    "confirmation_of",
    "county_buyer",
    "email_of",
    "invoice_breaches",
    "is_confirmed",
    "is_invoiced_to_county",
    "live_request_of",
    "profile_of",
    "red_due",
    "request_counts",
    "requests_in",
    "requests_of",
    "requests_of_county",
    "results_of",
    "standing_of",
    "template_of",
    "terms_of",
    "terms_on",
    "unconfirmed_bills",
    "versions_of",
    "waiting_requests",
]
