"""What can be asked of media: how they stand, what is said in them, their bitrates."""

import re
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q, QuerySet

from xingtan.courses.models import Caption, Media
from xingtan.courses.rules.captions import read_captions
from xingtan.programmes.models import Programme

_PART = re.compile(r"(?:master|p\d{3,4}|sound)\.m3u8|(?:p\d{3,4}|sound)_\d{4,6}\.ts")

PLAYS = frozenset({Media.Kind.VIDEO, Media.Kind.AUDIO})
"""Kinds that play for a while, and so may have captions and bitrates."""


def media_within(programme: Programme) -> Any:
    """All media of a programme, each with ``lesson_count`` and ``caption_count``."""
    rows: Any = Media.objects.filter(programme=programme)
    return rows.annotate(
        lesson_count=Count("lessons", filter=Q(lessons__is_offered=True), distinct=True),
        caption_count=Count("captions", distinct=True),
    )


def narrowed_media(rows: Any, *, text: str | None = None, kind: str | None = None) -> "QuerySet[Media]":
    """The media of these words and this kind."""
    if text:
        rows = rows.filter(name__icontains=text)
    return rows.filter(kind=kind) if kind else rows  # type: ignore[no-any-return]  # annotated by ``media_within``


def captions_of(media: Media | None) -> list[Caption]:
    """The captions of a medium, Chinese first; one query, none without a medium."""
    return list(Caption.objects.filter(media=media)) if media and media.kind in PLAYS else []


def transcript_of(media: Media | None, captions: Iterable[Caption]) -> list[str]:
    """What is said, as paragraphs: the transcript if there is one, else the first captions."""
    if media is None:
        return []
    if media.transcript:
        return [part.strip() for part in re.split(r"\n\s*\n", media.transcript) if part.strip()]
    first = next(iter(captions), None)
    return [cue.text for cue in read_captions(first.text).cues] if first else []


def stream_part(media: Media, part: str) -> str | None:
    """The stored name of one part of its bitrates; None for anything that is none."""
    return f"{media.streams}/{part}" if media.streams and _PART.fullmatch(part) else None


def shown_with(media: Media | None) -> dict[str, Any]:
    """What a page shows along with a medium: its captions and what is said in it; one query at most."""
    captions = captions_of(media)
    return {"captions": captions, "transcript": transcript_of(media, captions)}
