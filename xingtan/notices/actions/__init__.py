"""What can be done in the notices room."""

from xingtan.notices.actions.editing import (
    OFFERED,
    Attachment,
    NoticeFacts,
    add_material,
    bring_notice,
    change_notice,
    publish_notice,
    remove_material,
    withdraw_notice,
    write_notice,
)
from xingtan.notices.actions.meetings import MOST_FILES, MeetingFacts, UploadedFile, record_meeting
from xingtan.notices.actions.receipts import forward_notice, sign_for_notice

__all__ = [
    "MOST_FILES",
    "OFFERED",
    "Attachment",
    "MeetingFacts",
    "NoticeFacts",
    "UploadedFile",
    "add_material",
    "bring_notice",
    "change_notice",
    "forward_notice",
    "publish_notice",
    "record_meeting",
    "remove_material",
    "sign_for_notice",
    "withdraw_notice",
    "write_notice",
]
