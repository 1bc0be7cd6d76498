"""The pages of invoicing, by who opens them."""

from xingtan.invoicing.views.desk import batch_file, batches, request_all, result, results, template, terms
from xingtan.invoicing.views.own import confirm, file, index, profile, request_one
from xingtan.invoicing.views.single import handed, invoice, mail, mend, red, red_confirm, withdraw

__all__ = [
    "batch_file",
    "batches",
    "confirm",
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
