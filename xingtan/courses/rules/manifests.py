"""What a SCORM package says of itself in ``imsmanifest.xml``: its version and what can be launched, in order.

SCORM 1.2 (ADL 2001) and SCORM 2004 (ADL, 2nd to 4th edition) use IMS Content Packaging alike: an organisation of
items, each pointing at a resource, whose ``href`` is the page to launch.

>>> normalised("a/b/", "../c.html?x=1#top", {"a/c.html": "a/c.html"})
'a/c.html?x=1#top'
"""

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final
from urllib.parse import unquote

from xingtan.foundation.xml_tree import Node, XmlUnsafe, read_xml

MANIFEST: Final = "imsmanifest.xml"
MOST_MANIFEST_BYTES: Final = 4 * 1024 * 1024
MOST_ITEMS: Final = 300
MOST_TITLE: Final = 100
MOST_LAUNCH_DATA: Final = 4_096
SCORM_12: Final = "1.2"
SCORM_2004: Final = "2004"
_A_SCHEME: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_WHITE: Final = re.compile(r"\s+")


class ManifestWrong(Exception):
    """A package that cannot be played.

    ``code``: no_manifest, nested_manifest, cartridge, xml_declares, xml_broken, xml_deep, xml_many, no_items,
    many_items, no_resource, no_page, leads_out or missing; ``where`` names the item, file or line to blame.
    """

    def __init__(self, code: str, where: str = "") -> None:
        self.code, self.where = code, where[:100]
        super().__init__(code, where)


@dataclass(frozen=True, slots=True)
class Item:
    """Something that can be launched."""

    identifier: str
    title: str
    page: str
    """Path within the package, with its query: what the player opens."""
    reports: bool = True
    """Whether it talks to the player (a SCO); an asset is only looked at."""
    launch_data: str = ""
    mastery: str = ""
    """Score from which it counts as passed, as the manifest says it; empty when it says none."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """A package as the player needs it."""

    version: str
    """``1.2`` or ``2004``."""
    title: str
    items: tuple[Item, ...]

    def item(self, identifier: str) -> Item | None:
        """The item called so; the first one for an empty name."""
        if not identifier:
            return self.items[0]
        return next((each for each in self.items if each.identifier == identifier), None)


def as_json(manifest: Manifest) -> dict[str, Any]:
    """As it is stored."""
    return asdict(manifest)


def from_json(stored: dict[str, Any]) -> Manifest:
    """What was stored by ``as_json``."""
    return Manifest(stored["version"], stored["title"], tuple(Item(**each) for each in stored["items"]))


def read_manifest(content: bytes, files: Collection[str]) -> Manifest:
    """What a manifest says of these files; raises ``ManifestWrong``."""
    root = manifest_tree(content)
    version = _version(root, content)
    resources = root.first("resources")
    by_name = {
        each.attributes.get("identifier", ""): (each, _base(root) + _base(resources) + _base(each))
        for each in (resources.all("resource") if resources else ())
    }
    organisation = _organisation(root)
    known = by_path(files)
    items = []
    for number, node in enumerate(_leaves(organisation), 1):
        if number > MOST_ITEMS:
            raise ManifestWrong("many_items", str(MOST_ITEMS))
        items.append(_item(node, number, by_name, known))
    if not items:
        raise ManifestWrong("no_items")
    title = _title(organisation, "") or items[0].title
    return Manifest(version, title, tuple(items))


def manifest_tree(content: bytes) -> Node:
    """The manifest as a tree; raises ``ManifestWrong`` for what is no plain XML."""
    try:
        root = read_xml(content)
    except XmlUnsafe as unsafe:
        raise ManifestWrong(f"xml_{unsafe.code}", str(unsafe.line)) from unsafe
    if root.name != "manifest":
        raise ManifestWrong("no_items")
    return root


def missing_manifest(files: Collection[str]) -> ManifestWrong:
    """What to say of a package without a manifest at its top."""
    deeper = next((path for path in sorted(files) if path.endswith(f"/{MANIFEST}")), "")
    return ManifestWrong("nested_manifest", deeper.rpartition("/")[0]) if deeper else ManifestWrong("no_manifest")


def _version(root: Node, content: bytes) -> str:
    metadata = root.first("metadata")
    said = metadata.first("schemaversion") if metadata else None
    schema = metadata.first("schema") if metadata else None
    words = f"{schema.text if schema else ''} {said.text if said else ''}".strip().casefold()
    if "common cartridge" in words:
        raise ManifestWrong("cartridge")
    if "2004" in words or "cam 1.3" in words:
        return SCORM_2004
    return SCORM_2004 if b"adlcp_v1p3" in content and "1.2" not in words else SCORM_12


def _organisation(root: Node) -> Node:
    held = root.first("organizations")
    every = held.all("organization") if held else []
    if held is None or not every:
        raise ManifestWrong("no_items")
    wanted = held.attributes.get("default")
    return next((each for each in every if each.attributes.get("identifier") == wanted), every[0])


def _leaves(node: Node) -> Iterator[Node]:
    """What can be launched, in order; a folder of items is not launched itself unless it points at a resource."""
    waiting = [*reversed(node.all("item"))]
    while waiting:
        item = waiting.pop()
        if item.attributes.get("identifierref") and item.attributes.get("isvisible", "true") != "false":
            yield item
        waiting.extend(reversed(item.all("item")))


def _item(node: Node, number: int, resources: dict[str, tuple[Node, str]], known: dict[str, str]) -> Item:
    title = _title(node, str(number))
    resource, base = resources.get(node.attributes["identifierref"], (None, ""))
    if resource is None:
        raise ManifestWrong("no_resource", title)
    href = resource.attributes.get("href", "").strip()
    if not href:
        raise ManifestWrong("no_page", title)
    kind = resource.attributes.get("scormtype") or resource.attributes.get("scormType") or "sco"
    launch_data = node.first("datafromlms", "dataFromLMS")
    mastery = node.first("masteryscore")
    return Item(
        identifier=node.attributes.get("identifier", "")[:200] or f"item-{number}",
        title=title,
        page=_with_parameters(normalised(base, href, known), node.attributes.get("parameters", "")),
        reports=kind.casefold() != "asset",
        launch_data=launch_data.text[:MOST_LAUNCH_DATA] if launch_data else "",
        mastery=_mastery(mastery.text.strip() if mastery else ""),
    )


def _title(node: Node, otherwise: str) -> str:
    held = node.first("title")
    return _WHITE.sub(" ", held.text).strip()[:MOST_TITLE] if held and held.text.strip() else otherwise


def _mastery(said: str) -> str:
    return said if re.fullmatch(r"\d{1,3}(?:\.\d{1,4})?", said) and float(said) <= 100 else ""


def _base(node: Node | None) -> str:
    return node.attributes.get("base", "") if node else ""


def by_path(files: Collection[str]) -> dict[str, str]:
    """Files by their path, and, since packages are written on Windows, by their path whatever its case."""
    return {**{path.casefold(): path for path in files}, **{path: path for path in files}}


def normalised(base: str, href: str, known: Mapping[str, str]) -> str:
    """The page an address within the package means, with its query and fragment; raises ``ManifestWrong``.

    Addresses with a scheme or a host, absolute ones and those above the package lead out of it.
    """
    said = (base + href).replace("\\", "/").strip()
    if _A_SCHEME.match(said) or _A_SCHEME.match(href.strip()) or said.startswith("/"):
        raise ManifestWrong("leads_out", href)
    parts = re.match(r"([^?#]*)(.*)", said, re.DOTALL)
    path, rest = (parts[1], parts[2]) if parts else (said, "")
    for each in dict.fromkeys((path, unquote(path))):
        plain = posixpath.normpath(each)
        if plain.startswith(("..", "/")):
            raise ManifestWrong("leads_out", href)
        found = known.get(plain) or known.get(plain.casefold())
        if found:
            return found + rest
    raise ManifestWrong("missing", href)


def _with_parameters(page: str, parameters: str) -> str:
    """The page with an item's parameters, joined as SCORM 2004 CAM 3.4.1.13 says."""
    said = parameters.strip().lstrip("?&")
    if not said or len(said) > 500:
        return page
    if said.startswith("#"):
        return page if "#" in page else page + said
    path, mark, fragment = page.partition("#")
    return f"{path}{'&' if '?' in path else '?'}{said}{mark}{fragment}"
