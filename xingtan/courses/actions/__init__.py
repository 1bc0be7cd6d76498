"""What can be done to the catalogue: loaded from its file, written, published."""

from xingtan.courses.actions.cartridges import bring_course_in
from xingtan.courses.actions.catalogue import load_catalogue
from xingtan.courses.actions.media import (
    can_prepare,
    describe_medium,
    prepare_streams,
    remove_captions,
    set_captions,
)
from xingtan.courses.actions.publishing import archive, bring_back, discard_changes, publish, restore
from xingtan.courses.actions.receiving import (
    PIECE_BYTES,
    Announced,
    begin_upload,
    finish_upload,
    take_piece,
    throw_away,
    throw_stale_away,
)
from xingtan.courses.actions.writing import begin_course, change_draft, copy_course

__all__ = [
    "PIECE_BYTES",
    "Announced",
    "archive",
    "begin_course",
    "begin_upload",
    "bring_back",
    "bring_course_in",
    "can_prepare",
    "change_draft",
    "copy_course",
    "describe_medium",
    "discard_changes",
    "finish_upload",
    "load_catalogue",
    "prepare_streams",
    "publish",
    "remove_captions",
    "restore",
    "set_captions",
    "take_piece",
    "throw_away",
    "throw_stale_away",
]
