"""The pages of invoicing, by who opens them."""

from xingtan.invoicing.views.county import (
    county,
    county_choose,
    county_confirm,
    county_deed,
    county_file,
    county_profile,
    county_request,
)
from xingtan.invoicing.views.desk import batch_file, batches, request_all, result, results, template, terms
from xingtan.invoicing.views.own import confirm, file, index, profile, request_one
from xingtan.invoicing.views.single import handed, invoice, mail, mend, red, red_confirm, withdraw

__all__ = [
    "batch_file",
    "batches",
    "confirm",
    "county",
    "county_choose",
    "county_confirm",
    "county_deed",
    "county_file",
    "county_profile",
    "county_request",
    "file",
    "handed",
    "index",
    "invoice",
    "mail",
    "mend",
    "profile",
    "red",
    "red_confirm",
    "request_all",
    "request_one",
    "result",
    "results",
    "template",
    "terms",
    "withdraw",
]
