"""What is left to do about the papers of money: remittance vouchers and invoices (R54, R56)."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xingtan.accounts.models import Post
from xingtan.billing.models import VoucherState
from xingtan.billing.queries import bill_of, county_bill_of, voucher_counts, vouchers_in
from xingtan.desks.items import Todo
from xingtan.desks.navigation import href_of
from xingtan.invoicing.models import RequestState
from xingtan.invoicing.queries import county_buyer, live_request_of, request_counts, standing_of
from xingtan.invoicing.rules import WhyNot, why_not_ask
from xingtan.organisations.models import Division, School
from xingtan.programmes.models import Programme
from xingtan.ui.counts import thousands


def of_finance(post: Post, programme: Programme) -> list[Todo | None]:
    """Vouchers nobody has looked at, invoices to be put into a workbook, those refused and those to be taken back."""
    vouchers = voucher_counts(programme, post).get(VoucherState.PENDING, 0)
    counts = request_counts(programme, post)
    asked, failed = counts.get(RequestState.ASKED, 0), counts.get(RequestState.FAILED, 0)
    index = href_of("invoicing:index")
    return [
        _counted(ngettext("%(count)s voucher waits to be checked", "%(count)s vouchers wait to be checked", vouchers), vouchers, href_of("billing:vouchers")),
        _counted(ngettext("%(count)s invoice is asked for and in no workbook yet", "%(count)s invoices are asked for and in no workbook yet", asked), asked, href_of("invoicing:batches")),
        _counted(ngettext("The tax platform refused %(count)s invoice", "The tax platform refused %(count)s invoices", failed), failed, f"{index}?state=failed", "stop"),
        _counted(ngettext("%(count)s issued invoice wants a red letter", "%(count)s issued invoices want red letters", counts["red_due"]), counts["red_due"], f"{index}?state=red_due", "stop"),
    ]  # fmt: skip


def _counted(sentence: str, count: int, href: str, kind: str = "wait") -> Todo | None:
    return Todo(sentence % {"count": thousands(count)}, kind, href=href, button=_("Look")) if count else None


def doubted_vouchers(post: Post, school: School, programme: Programme) -> Todo | None:
    """A school's vouchers that do not agree with the bank's statement, or that a clerk has doubted."""
    bill = bill_of(programme, school)
    count = vouchers_in(programme, post, VoucherState.DIFFERS).filter(bill=bill).count() if bill else 0
    if bill is None or not count:
        return None
    sentence = ngettext("%(count)s voucher does not agree", "%(count)s vouchers do not agree", count)
    href = href_of("billing:bill_vouchers", bill=bill.public_id)
    return Todo(sentence % {"count": thousands(count)}, "stop", href=href, button=_("Look"))


def own_invoice(school: School, programme: Programme) -> Todo | None:
    """What a school has to do before its invoice comes; nothing while its money is on the way or the invoice is."""
    bill = bill_of(programme, school)
    if bill is None:
        return None
    live = live_request_of(bill)
    if live is not None:
        is_refused = live.state == RequestState.FAILED and live.profile.school_id == school.pk
        return _invoice(WhyNot.LIVE) if is_refused else None
    return _invoice(why_not_ask(standing_of(bill)))


def county_invoice(division: Division, programme: Programme) -> Todo | None:
    """The same for a county that pays and gets one invoice for all its schools (A06)."""
    bill = county_bill_of(programme, division)
    if bill is None or not bill.is_paying:
        return None
    why = county_buyer(bill).why_not
    return None if why is WhyNot.LIVE else _invoice(why)


def _invoice(why: WhyNot | None) -> Todo | None:
    href = href_of("invoicing:index")
    match why:
        case None:
            return Todo(_("The invoice can be asked for now"), "info", href=href, button=_("Ask for it"))
        case WhyNot.UNCONFIRMED:
            return Todo(_("Please confirm the invoice details"), href=href, button=_("Confirm"))
        case WhyNot.LIVE:
            return Todo(_("The tax platform refused the invoice"), "stop", href=href, button=_("Mend"))
    return None
