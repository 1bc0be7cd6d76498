"""Showing what was recognised in a text: the text as typed, cut where recognised parts begin and end."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from xingtan.billing.matching.names import plain

_NUMBERS = re.compile(r"1[3-9]\d{9}|[\d零一二三四五六七八九十百]+(?:人|名)")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of text, recognised or not."""

    text: str
    is_recognised: bool


def marked(text: str, pieces: Iterable[str]) -> list[Part]:
    """The text in parts; ``pieces`` are sought without regard to spaces, width and old characters.

    >>> [part.text for part in marked("五台县 实 验小學30人", ["实验小学"]) if part.is_recognised]
    ['实 验小學30人']
    """
    joined, origins = _joined(text)
    lit = [False] * len(text)
    for start, end in _spans(joined, pieces):
        for at in range(origins[start], origins[end - 1] + 1):
            lit[at] = True
    parts: list[Part] = []
    begin = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or lit[at] != lit[begin]:
            parts.append(Part(text[begin:at], lit[begin]))
            begin = at
    return parts if text else []


def _joined(text: str) -> tuple[str, list[int]]:
    signs: list[str] = []
    origins: list[int] = []
    for at, typed in enumerate(text):
        for sign in plain(typed):
            if sign.isalnum():
                signs.append(sign)
                origins.append(at)
    return "".join(signs), origins


def _spans(joined: str, pieces: Iterable[str]) -> Iterable[tuple[int, int]]:
    for piece in pieces:
        sought = _joined(piece)[0]
        start = joined.find(sought) if sought else -1
        if start >= 0:
            yield start, start + len(sought)
    yield from (match.span() for match in _NUMBERS.finditer(joined))
