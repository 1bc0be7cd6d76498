"""What a Common Cartridge (IMS CC 1.1 to 1.3) holds: its course in units and parts, and what has no place in ours.

Every part of it comes out of here either as something to take over or by name with the reason why not.
"""

import posixpath
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Final

from xingtan.courses.rules.manifests import ManifestWrong, by_path, manifest_tree, normalised
from xingtan.foundation.xml_tree import Node, XmlUnsafe, read_xml

MOST_PARTS: Final = 500
MOST_UNITS: Final = 100
MOST_TITLE: Final = 100
_WHITE: Final = re.compile(r"\s+")
_PAGES: Final = frozenset({".html", ".htm", ".xhtml"})
_FILES: Final = frozenset({".pdf", ".mp4", ".m4a", ".mp3"})
_TITLE: Final = re.compile(r"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Part:
    """One part to take over: ``kind`` is page, file, link or questions."""

    kind: str
    title: str
    path: str


@dataclass(frozen=True, slots=True)
class CartridgeUnit:
    """Some parts in order."""

    title: str
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What is not taken over, and why: ``discussion``, ``tool``, ``kind``, ``file``, ``missing``, ``unused``, ``deep``,
    ``many``, ``broken``, ``address``, ``empty``, ``large``, ``questions`` or ``pictures``.
    """

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Cartridge:
    """A whole cartridge."""

    title: str
    units: tuple[CartridgeUnit, ...]
    questions: tuple[Part, ...] = ()
    """Assessments and question banks."""
    left_out: tuple[LeftOut, ...] = ()


@dataclass
class _Sorting:
    """The resources of a manifest while its items are gone through."""

    resources: dict[str, Node]
    known: dict[str, str]
    used: set[str] = field(default_factory=set)
    questions: list[Part] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    count: int = 0

    def leave(self, name: str, why: str) -> None:
        self.left_out.append(LeftOut(name, why))

    def part(self, identifier: str, title: str) -> Part | None:
        """What an item means here, None when it is left out."""
        resource = self.resources.get(identifier)
        if resource is None:
            self.leave(title, "missing")
            return None
        self.used.add(identifier)
        self.count += 1
        if self.count > MOST_PARTS:
            self.leave(title, "many")
            return None
        kind = _kind(resource.attributes.get("type", ""))
        if kind in {"discussion", "tool", "kind"}:
            self.leave(title, kind)
            return None
        return self._at(kind, title, self._path(resource))

    def _at(self, kind: str, title: str, path: str | None) -> Part | None:
        if path is None:
            self.leave(title, "missing")
            return None
        if kind == "questions":
            self.questions.append(Part(kind, title, path))
            return None
        if kind == "link":
            return Part(kind, title, path)
        ending = posixpath.splitext(path)[1].lower()
        if ending in _PAGES:
            return Part("page", title, path)
        if ending in _FILES:
            return Part("file", title, path)
        self.leave(f"{title} ({posixpath.basename(path)})", "file")
        return None

    def _path(self, resource: Node) -> str | None:
        file = resource.first("file")
        href = resource.attributes.get("href") or (file.attributes.get("href", "") if file else "")
        try:
            return re.split(r"[?#]", normalised("", href, self.known))[0] if href else None
        except ManifestWrong:
            return None


def read_cartridge(content: bytes, files: Collection[str]) -> Cartridge:
    """What a cartridge's manifest says of these files; raises ``ManifestWrong``."""
    root = manifest_tree(content)
    held = root.first("resources")
    every = {each.attributes.get("identifier", ""): each for each in (held.all("resource") if held else ())}
    sorting = _Sorting(every, by_path(files))
    units = tuple(_units(root, sorting))
    _leave_the_rest(sorting)
    return Cartridge(_course_title(root), units, tuple(sorting.questions), tuple(sorting.left_out))


def _course_title(root: Node) -> str:
    metadata = root.first("metadata")
    titles = [title for general in (metadata.within("general") if metadata else ()) for title in general.all("title")]
    return _neat(titles[0].text) if titles else ""


def _units(root: Node, sorting: _Sorting) -> Iterator[CartridgeUnit]:
    """Folders at the top are units; parts that lie beside them make units of their own, in their place."""
    held = root.first("organizations")
    organisation = held.first("organization") if held else None
    top = organisation.all("item") if organisation else []
    if len(top) == 1 and not top[0].attributes.get("identifierref"):
        top = top[0].all("item")
    loose: list[Part] = []
    for number, item in enumerate(top):
        if item.attributes.get("identifierref") or not item.all("item"):
            loose += _parts(item, "", sorting)
            continue
        if loose:
            yield CartridgeUnit("", tuple(loose))
            loose = []
        if number >= MOST_UNITS:
            sorting.leave(_title_of(item), "many")
            continue
        yield CartridgeUnit(
            _title_of(item), tuple(part for each in item.all("item") for part in _parts(each, "", sorting))
        )
    if loose:
        yield CartridgeUnit("", tuple(loose))


def _parts(item: Node, above: str, sorting: _Sorting) -> Iterator[Part]:
    """The parts of an item and of all below it; where it lies in folders of a unit is kept in the title."""
    waiting = [(item, above)]
    while waiting:
        node, folder = waiting.pop()
        title = _neat(f"{folder} · {_title_of(node)}" if folder else _title_of(node))
        reference = node.attributes.get("identifierref")
        if reference:
            part = sorting.part(reference, title)
            if part is not None:
                yield part
        waiting.extend((each, title) for each in reversed(node.all("item")))


def _leave_the_rest(sorting: _Sorting) -> None:
    """What no item points at: banks of questions are read all the same, the others are named."""
    for identifier, resource in sorting.resources.items():
        if identifier in sorting.used:
            continue
        file = resource.first("file")
        name = resource.attributes.get("href") or (file.attributes.get("href") if file else None) or identifier
        if _kind(resource.attributes.get("type", "")) == "questions":
            sorting.part(identifier, _neat(posixpath.splitext(posixpath.basename(name))[0]))
        else:
            sorting.leave(name[:200], "unused")


def _kind(said: str) -> str:
    said = said.casefold()
    if said == "webcontent":
        return "web"
    if "imsqti" in said:
        return "questions"
    for start, kind in (("imswl", "link"), ("imsdt", "discussion"), ("imsbasiclti", "tool")):
        if said.startswith(start):
            return kind
    return "kind"


def _title_of(item: Node) -> str:
    title = item.first("title")
    return _neat(title.text if title else "") or item.attributes.get("identifier", "")[:MOST_TITLE]


def _neat(text: str) -> str:
    return _WHITE.sub(" ", text).strip()[:MOST_TITLE]


def read_link(content: bytes) -> str | None:
    """The address of a web link; None when it is none that a lesson may lead to."""
    try:
        root = read_xml(content)
    except XmlUnsafe:
        return None
    address = next((each.attributes.get("href", "").strip() for each in root.within("url")), "")
    return address if re.match(r"https?://[^\s/]+", address) and len(address) <= 500 else None


def body_of(page: bytes) -> str:
    """What stands between the body tags of a page, in whatever encoding it says it has."""
    found = re.search(rb"charset=[\"']?([\w-]+)", page[:2048])
    for encoding in (found[1].decode("ascii") if found else "utf-8", "utf-8", "gb18030"):
        try:
            text = page.decode(encoding)
            break
        except (UnicodeDecodeError, LookupError):
            continue
    else:
        text = page.decode("utf-8", "replace")
    text = _TITLE.sub("", text)
    body = re.search(r"<body[^>]*>(.*?)(?:</body>|\Z)", text, re.IGNORECASE | re.DOTALL)
    return body[1] if body else text
