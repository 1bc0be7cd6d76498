"""What the sender of a remittance voucher is told: what was read, and what is still to be done (R55)."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from xingtan.billing.models import Voucher
from xingtan.mailroom.models import Enclosure
from xingtan.ui.days import moment as shown_moment


def about_voucher(each: Enclosure) -> Iterator[str]:
    """The part of an answer that is about one file with vouchers. Accounts are never named in a mail."""
    rows = list(each.vouchers.all())
    yield f"■ {each.name}"
    if each.said:
        yield "  " + each.said
    else:
        assert each.school is not None  # noqa: S101 - database constraint
        yield "  " + _("Kept as a voucher for the bill of %(school)s.") % {"school": each.school.registered_name}
    for row in rows:
        yield "  " + _figures(row)
    if rows:
        yield "  " + _("The school’s contact signs in, compares it with the paper and confirms it:")
        path = reverse("billing:bill_vouchers", kwargs={"bill": rows[0].bill.public_id})
        yield "  " + settings.PUBLIC_URL + path
    yield ""


def _figures(row: Voucher) -> str:
    if row.amount is None:
        return _("It could not be read by machine; its figures are typed in when it is confirmed.")
    parts = [_("Read from it: %(amount)s yuan") % {"amount": f"{row.amount:,.2f}"}]
    if row.paid_at:
        parts.append(_("paid on %(at)s") % {"at": shown_moment(row.paid_at)})
    if row.receipt_number:
        parts.append(_("voucher %(number)s") % {"number": row.receipt_number})
    return " · ".join(parts)
