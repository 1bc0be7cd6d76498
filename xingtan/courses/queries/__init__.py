"""What can be asked of the catalogue."""

from xingtan.courses.queries.catalogue import (
    DEMO_MEDIA,
    EVERYTHING,
    KEY_LASTS_SECONDS,
    SHIPPED,
    CourseOutline,
    Wanted,
    media_key,
    media_opened_by,
    outline,
    seconds_by_tag,
    shipped_catalogue,
    subjects_and_domains,
)

__all__ = [
    "DEMO_MEDIA",
    "EVERYTHING",
    "KEY_LASTS_SECONDS",
    "SHIPPED",
    "CourseOutline",
    "Wanted",
    "media_key",
    "media_opened_by",
    "outline",
    "seconds_by_tag",
    "shipped_catalogue",
    "subjects_and_domains",
]
