"""The walls of the house that the import contracts cannot see, as checks over source text.

Each check takes what it looks at and returns the breaches it found, one sentence each; so a test
can show both that the house is whole and that the check sees a wall broken on purpose.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from configparser import ConfigParser
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "xingtan"

DOORS = {"actions", "queries", "models", "rules", "errors"}
MORE_DOORS = {
    "accounts": {"access", "scopes"},
    "ui": {"lists", "forms", "charts", "context", "counts", "days", "frame"},
    "outbox": {"gateways", "mailboxes"},
    "rosters": {"sentences", "sheet"},
    "billing": {"voucher_reading"},
    "courses": {"questions"},
}
"""What a room opens beyond the five doors, each told in docs/architecture.md."""
OPEN_ROOMS = {"foundation"}
"""Rooms that are all door."""
WIRING = {"config", "demo"}
"""They wire and fill the rooms, and may look into them."""

WRITES = {
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "create",
    "update",
    "delete",
    "save",
    "add_rows",
    "acreate",
    "aupdate",
}
WRITERS = {"actions", "migrations", "tests"}
NOT_ROWS = re.compile(
    r"(?:\b(?:session|storage|form|hash|digest|hmac|headers|params|workbook|picture)\b[^.]*|super\(\))$"
)


def layers() -> list[str]:
    """The rooms from top to bottom, as the contract lists them."""
    contract = ConfigParser()
    contract.read(ROOT / ".importlinter")
    return contract["importlinter:contract:rooms"]["layers"].split()


def room_of(path: Path) -> str:
    """The room a file lies in."""
    return path.relative_to(PACKAGE).parts[0]


def sources() -> Iterator[tuple[Path, ast.Module]]:
    """Every module of the package but tests and migrations, parsed."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if not {"tests", "migrations"} & set(path.parts):
            yield path, ast.parse(path.read_text())


def upward_relations(relations: Iterable[tuple[str, str, str]], order: list[str]) -> list[str]:
    """Foreign keys as (room, field, room pointed at) that point up."""
    return [
        f"{field}: {room} points up at {target}"
        for room, field, target in relations
        if room in order and target in order and order.index(target) < order.index(room)
    ]


_INCLUDES = re.compile(r"""{%\s*(?:extends|include)\s+["']([a-z_]+)/""")


def upward_includes(template: str, text: str, room: str, order: list[str]) -> list[str]:
    """Templates a template extends or includes from rooms above its own."""
    return [
        f"{template} takes a template from {target} above"
        for target in _INCLUDES.findall(text)
        if target in order and order.index(target) < order.index(room)
    ]


def side_entrances(path: str, tree: ast.Module, room: str) -> list[str]:
    """Imports of another room past its doors."""
    if room in WIRING:
        return []
    found = []
    for node in ast.walk(tree):
        for name in _imported(node):
            parts = name.split(".")
            if parts[0] != "xingtan" or len(parts) < 3 or parts[1] in {room, *OPEN_ROOMS}:
                continue
            if parts[2] not in DOORS | MORE_DOORS.get(parts[1], set()):
                found.append(f"{path} enters {parts[1]} by {parts[2]}, which is not a door")
    return found


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
        if node.module.count(".") == 1:
            return [f"{node.module}.{alias.name}" for alias in node.names]
        return [node.module]
    return []


def hidden_imports(path: str, tree: ast.Module) -> list[str]:
    """Imports inside functions, where the contracts' arrows would hide."""
    return [
        f"{path}:{inner.lineno} imports inside {node.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]


def stray_writes(path: str, tree: ast.Module) -> list[str]:
    """Calls that write rows from a file that is not its room's actions."""
    found = []
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES):
            continue
        target = ast.unparse(node.func.value)
        writes_rows = "objects" in target or node.func.attr.startswith(("bulk_", "get_or_", "update_or_"))
        saves = node.func.attr == "save" and not NOT_ROWS.search(target)
        if writes_rows or saves:
            found.append(f"{path}:{node.lineno} writes: {target}.{node.func.attr}(…)")
    return found


def may_write(path: Path) -> bool:
    """Whether rows may be written from this file."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return bool(WRITERS & set(parts)) or parts[0] == "foundation"
