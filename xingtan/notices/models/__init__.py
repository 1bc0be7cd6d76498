"""Notices with their materials; who passed them on and signed for them; the meetings that followed."""

from xingtan.notices.models.meetings import MeetingFile, MobilisationMeeting
from xingtan.notices.models.notices import Material, Notice, NoticeQuerySet
from xingtan.notices.models.receipts import Forwarding, Receipt

__all__ = ["Forwarding", "Material", "MeetingFile", "MobilisationMeeting", "Notice", "NoticeQuerySet", "Receipt"]
