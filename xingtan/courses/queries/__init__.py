"""What can be asked of the catalogue."""

from xingtan.courses.queries.catalogue import (
    DEMO_MEDIA,
    KEY_LASTS_SECONDS,
    SHIPPED,
    CourseOutline,
    media_key,
    media_opened_by,
    outline,
    seconds_by_tag,
    shipped_catalogue,
)

__all__ = [
    "DEMO_MEDIA",
    "KEY_LASTS_SECONDS",
    "SHIPPED",
    "CourseOutline",
    "media_key",
    "media_opened_by",
    "outline",
    "seconds_by_tag",
    "shipped_catalogue",
]
