"""XML from outside as a small tree that knows its lines: no document type, no entity, not too deep.

Only what the readers of question files and packages need; names come without their namespace.
"""

from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

MOST_DEPTH: Final = 60
MOST_NODES: Final = 400_000


class XmlUnsafe(Exception):
    """XML that is not read on: ``code`` declares, deep, many or broken, at a line."""

    def __init__(self, code: str, line: int) -> None:
        self.code, self.line = code, line
        super().__init__(code, line)


@dataclass
class Node:
    """An element: name, attributes, the line it begins at, and what is in it, texts and elements in order."""

    name: str
    attributes: dict[str, str]
    line: int
    inside: list["Node | str"] = field(default_factory=list)

    @property
    def children(self) -> list["Node"]:
        """The elements directly in it."""
        return [each for each in self.inside if isinstance(each, Node)]

    def first(self, *names: str) -> "Node | None":
        """The first element directly in it that has one of these names."""
        return next((each for each in self.children if each.name in names), None)

    def all(self, *names: str) -> list["Node"]:
        """The elements directly in it that have one of these names."""
        return [each for each in self.children if each.name in names]

    def within(self, *names: str) -> list["Node"]:
        """The elements at any depth that have one of these names, in order."""
        found, waiting = [], [*reversed(self.children)]
        while waiting:
            node = waiting.pop()
            if node.name in names:
                found.append(node)
            waiting.extend(reversed(node.children))
        return found

    @property
    def text(self) -> str:
        """All text in it."""
        pieces: list[str] = []
        waiting: list[Node | str] = [self]
        while waiting:
            each = waiting.pop()
            if isinstance(each, str):
                pieces.append(each)
            else:
                waiting.extend(reversed(each.inside))
        return "".join(pieces)

    @property
    def markup(self) -> str:
        """What is in it as text with tags, for ``content.plain_text``."""
        return "".join(
            each.replace("&", "&amp;").replace("<", "&lt;")
            if isinstance(each, str)
            else f"<{each.name}>{each.markup}</{each.name}>"
            for each in self.inside
        )


class _Builder:
    def __init__(self) -> None:
        self.root = Node("", {}, 0)
        self.open = [self.root]
        self.count = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._say

    def _refuse(self, *_said: object) -> None:
        raise XmlUnsafe("declares", self.parser.CurrentLineNumber)

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if len(self.open) > MOST_DEPTH:
            raise XmlUnsafe("deep", self.parser.CurrentLineNumber)
        if self.count > MOST_NODES:
            raise XmlUnsafe("many", self.parser.CurrentLineNumber)
        plain = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        node = Node(name.rpartition(" ")[2], plain, self.parser.CurrentLineNumber)
        self.open[-1].inside.append(node)
        self.open.append(node)

    def _end(self, _name: str) -> None:
        self.open.pop()

    def _say(self, text: str) -> None:
        self.open[-1].inside.append(text)


def read_xml(content: bytes) -> Node:
    """The root element; raises ``XmlUnsafe`` for anything that is not plain, whole XML."""
    builder = _Builder()
    try:
        builder.parser.Parse(content, True)  # noqa: FBT003 - expat's own signature
    except expat.ExpatError as error:
        raise XmlUnsafe("broken", error.lineno) from error
    except (LookupError, ValueError) as error:
        raise XmlUnsafe("broken", 1) from error
    return builder.root.children[0]
