"""What leaves this room as a file: a class's members, numbers masked."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from xingtan.classes.models import Membership, OnlineClass
from xingtan.foundation.sheets import write_workbook
from xingtan.foundation.text import masked_mobile

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def members(online_class: OnlineClass, rows: Iterable[Membership]) -> HttpResponse:
    """The list of members as a workbook."""
    columns = [_("Name"), _("Mobile"), _("School"), _("Stage"), _("Subject"), _("Account"), _("In the class since")]
    content = write_workbook(columns, map(_row, rows), sheet=_("Members"))
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = content_disposition_header(True, f"{online_class.name}.xlsx")  # noqa: FBT003 - Django's own signature
    return answer


def _row(seat: Membership) -> list[str]:
    enrolment = seat.enrolment
    account = enrolment.account
    state = _("Activated") if account.is_activated else _("Not yet activated")
    return [
        account.name, masked_mobile(account.mobile), enrolment.school.full_name, enrolment.stage, enrolment.subject,
        state, f"{seat.joined_at:%Y-%m-%d}",
    ]  # fmt: skip
