"""The pages of the notices room."""

from xingtan.notices.views.meetings import meeting, meeting_file, meeting_own, meetings
from xingtan.notices.views.notices import (
    help_page,
    home,
    material,
    material_add,
    material_kept,
    material_remove,
    notice_edit,
    notice_list,
    notice_new,
    notice_page,
    notice_publish,
    notice_withdraw,
)
from xingtan.notices.views.receipts import forward, receipts, receipts_division, sign

__all__ = [
    "forward",
    "help_page",
    "home",
    "material",
    "material_add",
    "material_kept",
    "material_remove",
    "meeting",
    "meeting_file",
    "meeting_own",
    "meetings",
    "notice_edit",
    "notice_list",
    "notice_new",
    "notice_page",
    "notice_publish",
    "notice_withdraw",
    "receipts",
    "receipts_division",
    "sign",
]
