"""What invoicing refuses, each with what to do next."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xingtan.foundation.errors import Refusal
from xingtan.foundation.uploads import UploadRefused


class ProfileFaulty(Refusal):
    """A profile that the tax platform would not take."""

    code = "profile_faulty"
    sentence = _("The invoice details are not complete yet. Please mend them first.")


class ProfileMoved(Refusal):
    """Another version was stored since the page was opened."""

    code = "profile_moved"
    sentence = _("These details were changed in the meantime. Nothing was confirmed; please read them once more.")


class NothingToInvoice(Refusal):
    """A bill over nothing."""

    code = "nothing_to_invoice"
    sentence = _("There is nothing to invoice on this bill.")


class NotPaidYet(Refusal):
    """Money that has not arrived is not invoiced (I4)."""

    code = "not_paid_yet"
    sentence = _("%(received)s of %(amount)s has arrived. An invoice can be asked for once the bill is paid in full.")


class InvoiceStands(Refusal):
    """One live invoice per bill."""

    code = "invoice_stands"
    sentence = _("There is an invoice for this bill already (%(serial)s, %(state)s). A second one is not issued.")


class ProfileUnconfirmed(Refusal):
    """Nobody of the school has said that the details are right."""

    code = "profile_unconfirmed"
    sentence = _("The school has not confirmed its invoice details for this programme yet.")


class CountyGetsInvoice(Refusal):
    """The county pays and gets one invoice for all its schools."""

    code = "county_gets_invoice"
    sentence = _(
        "The county pays for its schools and gets one invoice for all of them. Please ask the county office for a copy."
    )


class CountyInvoicesApart(Refusal):
    """The county does not pay, or lets each school have its own invoice."""

    code = "county_invoices_apart"
    sentence = _("Each school of this county gets its own invoice. Nothing was asked for.")


class RequestMoved(Refusal):
    """The request is no longer where the page showed it."""

    code = "invoice_request_moved"
    sentence = _("This request is “%(state)s” by now. Nothing was changed; please look at it again.")


class TermsMissing(Refusal):
    """The accountant has not said under which item and rate invoices are issued."""

    code = "tax_terms_missing"
    sentence = _(
        "Item name, tax code and rate are not set for today. The accountant sets them under “Tax terms”; until then nothing is exported."
    )


class TemplateMissing(Refusal):
    """No template of the platform was brought."""

    code = "template_missing"
    sentence = _(
        "The tax platform’s template is not here yet. Please download it from the platform and bring it under “Template”."
    )


class NothingWaits(Refusal):
    """No request waits for a workbook."""

    code = "nothing_waits"
    sentence = _("No request waits for a workbook.")


class TemplateUnfit(UploadRefused):
    """A template that cannot be filled."""

    code = "template_unfit"
    sentence = _(
        "This template cannot be used: %(why)s Nothing was changed; please download the current one from the tax platform."
    )


UNFIT = {
    "unreadable": _("it is not a workbook (.xlsx)."),
    "no_sheet": _("no sheet has the columns %(about)s."),
    "no_column": _("the column %(about)s is missing."),
    "unfilled": _("it requires the column %(about)s, for which there is nothing here."),
    "too_long": _("a text is longer than the column takes: %(about)s."),
}


class RedLetterReason(Refusal):
    """A red letter without words where words are due."""

    code = "red_letter_reason"
    sentence = _("Please say why the invoice is taken back.")
    field = "note"


class NotANumber(Refusal):
    """Not the twenty digits of an invoice."""

    code = "not_an_invoice_number"
    sentence = _("An invoice number has exactly 20 digits. Please copy it from the tax platform.")
    field = "number"


class NumberTaken(Refusal):
    """A number that stands on another invoice."""

    code = "invoice_number_taken"
    sentence = _("The number %(number)s stands on another invoice already.")
    field = "number"


class NoAddress(Refusal):
    """Nobody to mail to."""

    code = "no_invoice_address"
    sentence = _("This school has given no e-mail address. Please enter one in its invoice details.")


class NoFilesYet(Refusal):
    """Nothing to mail."""

    code = "no_invoice_files"
    sentence = _("No file of this invoice is here yet.")


class FileNotTaken(Refusal):
    """A returned file that is not filed; the sentence says what differs."""

    code = "invoice_file_not_taken"
    sentence = "%(said)s"


TROUBLES = {
    "unknown": _("No open request fits this invoice (number %(number)s, %(total)s, buyer %(buyer)s)."),
    "several": _(
        "Several requests fit this invoice; please file it with its XML or with the success list, which carry the serial."
    ),
    "amount": _("The amount differs: %(total)s on the invoice, %(wanted)s was asked for (%(serial)s, %(name)s)."),
    "buyer": _("The buyer differs: “%(buyer)s” on the invoice, “%(wanted_buyer)s” was asked for (%(serial)s)."),
    "buyer_unread": _("The buyer cannot be read from this file; please bring the XML or OFD as well."),
    "amount_unread": _("The amount cannot be read from this file; please bring the XML or OFD as well."),
    "other_number": _("Another invoice stands for this request already: %(standing)s. This one is %(number)s."),
    "number_taken": _("The number %(number)s stands on another invoice or red letter already."),
    "not_asked": _("This is a red letter, but none was asked for."),
    "dtd": _("The file declares a document type or entities, which no invoice does. It was not read."),
    "damaged": _("The file is damaged."),
    "locked": _("The file opens only with a password. Please bring it without one."),
    "no_number": _("No invoice number of 20 digits was found in it."),
    "no_invoice": _("This is no invoice: PDF, OFD or XML."),
    "other_file": _("A different file of this kind is filed for the invoice already. It was kept as it is."),
    "no_row": _("No row with a serial of ours was found in it."),
    "not_ours": _("There is no request with the serial %(serial)s."),
    "settled": pgettext_lazy("invoice", "The request %(serial)s is “%(state)s”; nothing was noted."),
}
