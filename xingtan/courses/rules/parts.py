"""Which part of a file a range request wants (RFC 9110)."""

import re
from dataclasses import dataclass
from typing import Final

_RANGE: Final = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


@dataclass(frozen=True, slots=True)
class Part:
    """Bytes ``first`` to ``last`` (both included) of a file of ``size`` bytes."""

    first: int
    last: int
    size: int

    @property
    def length(self) -> int:
        """How many bytes."""
        return self.last - self.first + 1


def part_wanted(header: str, size: int) -> Part | None:
    """The part a ``Range`` header asks for, None for the whole file.

    Several ranges at once and other units are answered with the whole file, as RFC 9110 allows. Raises
    ``ValueError`` when the part lies outside the file (answered with 416).
    """
    asked = _RANGE.fullmatch(header.strip())
    if asked is None or asked.group(0) == "bytes=-":
        return None
    first, last = asked.groups()
    if not first:
        length = min(int(last), size)
        if length == 0:
            raise ValueError(header)
        return Part(size - length, size - 1, size)
    if int(first) >= size or (last and int(last) < int(first)):
        raise ValueError(header)
    return Part(int(first), min(int(last), size - 1) if last else size - 1, size)
