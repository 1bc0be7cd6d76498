"""Who buys, what is asked, in which workbook it went out, and what came back.

Rows of requests change their state only; profiles and terms are versions that are added, never edited.
"""

from xingtan.invoicing.models.batches import Batch, PlatformTemplate, TaxTerms
from xingtan.invoicing.models.invoices import FileKind, Invoice, InvoiceFile, RedLetter
from xingtan.invoicing.models.profiles import BuyerProfile, ProfileConfirmation
from xingtan.invoicing.models.requests import LIVE, CountyInvoicing, InvoiceRequest, RequestState
from xingtan.invoicing.models.results import ResultItem, ResultUpload

__all__ = [
    "LIVE",
    "Batch",
    "BuyerProfile",
    "CountyInvoicing",
    "FileKind",
    "Invoice",
    "InvoiceFile",
    "InvoiceRequest",
    "PlatformTemplate",
    "ProfileConfirmation",
    "RedLetter",
    "RequestState",
    "ResultItem",
    "ResultUpload",
    "TaxTerms",
]
