"""What two Chinese texts have in common: a hint with its passages, never a judgement.

Texts are compared by their letters alone (``plain``): no white space, no punctuation, full-width as half-width, capitals
as small. Each text leaves winnowed fingerprints of its shingles of ``SHINGLE`` letters: of every ``WINDOW`` shingles
in a row at least one is kept, so a passage of ``SHINGLE + WINDOW - 1`` letters in common is always found.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from hashlib import blake2b

SHINGLE = 9
WINDOW = 16
SHORTEST = 13
"""A passage in common counts from so many letters on: shorter ones are how everybody writes."""
MOST_PRINTS = 600
"""Fingerprints kept of one text at most: those of its first ten thousand letters or so."""
TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Plain:
    """The letters of a text, and where in the text each stands."""

    letters: str
    at: tuple[int, ...]


def plain(text: str) -> Plain:
    """Letters and digits only, in one width and case.

    >>> plain("课堂，ＰＰＴ 一").letters
    '课堂ppt一'
    """
    letters: list[str] = []
    at: list[int] = []
    for place, sign in enumerate(text):
        for part in unicodedata.normalize("NFKC", sign).lower():
            if part.isalnum():
                letters.append(part)
                at.append(place)
    return Plain("".join(letters), tuple(at))


def _shingles(letters: str) -> Iterator[tuple[int, str]]:
    return ((place, letters[place : place + SHINGLE]) for place in range(len(letters) - SHINGLE + 1))


def fingerprints(text: str, task: str = "") -> tuple[int, ...]:
    """The winnowed fingerprints of a text, in order, without those of the task's own words; 63-bit, never negative."""
    quoted = {shingle for _place, shingle in _shingles(plain(task).letters)}
    prints = [
        (-1 if shingle in quoted else int.from_bytes(blake2b(shingle.encode(), digest_size=8).digest()) >> 1)
        for _place, shingle in _shingles(plain(text).letters)
    ]
    kept: dict[int, None] = {}
    for start in range(max(1, len(prints) - WINDOW + 1)):
        window = [value for value in prints[start : start + WINDOW] if value >= 0]
        if window:
            kept[min(window)] = None
    return tuple(kept)[:MOST_PRINTS]


@dataclass(frozen=True)
class Passage:
    """A stretch in common: where it begins and ends in the text and in the other one."""

    begin: int
    end: int
    other_begin: int
    other_end: int


@dataclass(frozen=True)
class Likeness:
    """How much of a text stands in another, in percent of its own words, and where."""

    share: Decimal
    passages: tuple[Passage, ...]


def likeness(text: str, other: str, task: str = "") -> Likeness:
    """What of ``text`` stands in ``other``, longest stretches first taken as they come; quotes of the task count nowhere."""
    mine, theirs = plain(text), plain(other)
    is_quote = _quoted(mine.letters, plain(task).letters)
    own = len(mine.letters) - sum(is_quote)
    found = list(_common(mine.letters, theirs.letters, is_quote))
    shared = sum(end - begin for begin, end, _other in found)
    share = (Decimal(100 * shared) / own).quantize(TENTH, ROUND_HALF_UP) if own else Decimal(0)
    return Likeness(share, tuple(_passage(each, mine, theirs) for each in found))


def _passage(found: tuple[int, int, int], mine: Plain, theirs: Plain) -> Passage:
    begin, end, other = found
    last = other + end - begin - 1
    return Passage(mine.at[begin], mine.at[end - 1] + 1, theirs.at[other], theirs.at[last] + 1)


def _quoted(letters: str, task: str) -> list[bool]:
    """For each letter whether it belongs to a quote of the task."""
    of_task = {shingle for _place, shingle in _shingles(task)}
    marked = [False] * len(letters)
    for place, shingle in _shingles(letters):
        if shingle in of_task:
            marked[place : place + SHINGLE] = [True] * SHINGLE
    return marked


def _common(letters: str, other: str, is_quote: Sequence[bool]) -> Iterator[tuple[int, int, int]]:
    """Stretches in common from left to right, each as long as it gets: begin, end, begin in the other."""
    where = _places(other)
    place = 0
    while place <= len(letters) - SHINGLE:
        length, at = _longest(letters, other, place, where)
        begin, end = _without_quotes(place, place + length, is_quote)
        if end - begin >= SHORTEST:
            yield begin, end, at + begin - place
            place = end
        else:
            place += 1


def _places(other: str) -> Mapping[str, list[int]]:
    where: dict[str, list[int]] = {}
    for place, shingle in _shingles(other):
        held = where.setdefault(shingle, [])
        if len(held) < WINDOW:
            held.append(place)
    return where


def _longest(letters: str, other: str, place: int, where: Mapping[str, list[int]]) -> tuple[int, int]:
    """The longest stretch in common beginning here, and where it begins in the other; (0, 0) when there is none."""
    best = (0, 0)
    for at in where.get(letters[place : place + SHINGLE], ()):
        length = SHINGLE
        while (
            place + length < len(letters) and at + length < len(other) and letters[place + length] == other[at + length]
        ):
            length += 1
        best = max(best, (length, at), key=lambda each: each[0])
    return best


def _without_quotes(begin: int, end: int, is_quote: Sequence[bool]) -> tuple[int, int]:
    """The stretch up to the first quote in it, after quotes at its head."""
    while begin < end and is_quote[begin]:
        begin += 1
    stop = begin
    while stop < end and not is_quote[stop]:
        stop += 1
    return begin, stop
