"""Every URL of the house with what its view declares, read from the resolver."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from xingtan.accounts.access import Access


@dataclass(frozen=True)
class Route:
    """One URL pattern: its name, its parts and the access its view declares (None: forgotten)."""

    name: str
    parts: tuple[str, ...]
    access: Access | None

    def __str__(self) -> str:
        return self.name


def routes() -> list[Route]:
    """All of them, in the resolver's order."""
    return list(_walk(get_resolver().url_patterns, ""))


def _walk(patterns: list[Any], namespace: str) -> Iterator[Route]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            name = f"{namespace}{pattern.name or pattern.pattern}"
            yield Route(name, tuple(pattern.pattern.regex.groupindex), getattr(pattern.callback, "access", None))
