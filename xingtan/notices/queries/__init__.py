"""What can be asked about notices, about who passed them on and signed, and about the meetings."""

from xingtan.notices.queries.meetings import former_records, meeting_of, meetings_within, with_meeting, without_meeting
from xingtan.notices.queries.reading import (
    notices_kept_by,
    public_notices,
    published_notices,
    readable_material,
    readable_notice,
)
from xingtan.notices.queries.receipts import (
    DivisionReceipts,
    Standing,
    by_division,
    forwarding_for,
    forwardings_by_division,
    has_signed,
    open_for,
    receipts_by_division,
    received_at,
    received_by_school,
    schools_of,
    standing_for,
)

__all__ = [
    "DivisionReceipts",
    "Standing",
    "by_division",
    "former_records",
    "forwarding_for",
    "forwardings_by_division",
    "has_signed",
    "meeting_of",
    "meetings_within",
    "notices_kept_by",
    "open_for",
    "public_notices",
    "published_notices",
    "readable_material",
    "readable_notice",
    "receipts_by_division",
    "received_at",
    "received_by_school",
    "schools_of",
    "standing_for",
    "with_meeting",
    "without_meeting",
]
