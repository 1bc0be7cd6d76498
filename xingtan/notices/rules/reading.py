"""How a notice's text is laid out, and who reads which notice."""

from collections.abc import Iterator
from dataclasses import dataclass

HEADING = "## "


@dataclass(frozen=True)
class Block:
    """A heading, or a paragraph of one or more lines."""

    lines: tuple[str, ...]
    is_heading: bool = False

    @property
    def text(self) -> str:
        """Its words in one piece."""
        return "\n".join(self.lines)


def blocks_of(body: str) -> Iterator[Block]:
    """The blocks of a text: empty lines part paragraphs, ``## `` begins a heading.

    >>> [block.is_heading for block in blocks_of("## 一、学习时间\\n\\n1. 开始。")]
    [True, False]
    """
    for part in body.strip().split("\n\n"):
        lines = tuple(line.strip() for line in part.strip().splitlines() if line.strip())
        if not lines:
            continue
        if lines[0].startswith(HEADING):
            yield Block((lines[0].removeprefix(HEADING),), is_heading=True)
            lines = lines[1:]
        if lines:
            yield Block(lines)


def may_be_read(*, is_public: bool, is_published: bool, is_signed_in: bool) -> bool:
    """Whether someone may read a notice: public ones everybody, others whoever is signed in (R01, R59)."""
    return is_published and (is_public or is_signed_in)
