"""How a link of the chain is computed."""

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any

GENESIS = "0" * 64


@dataclass(frozen=True)
class Link:
    """What an entry says, as it enters the hash."""

    number: int
    at: str
    verb: str
    by: str
    by_words: str
    about: str
    facts: dict[str, Any]
    previous: str


def fingerprint(link: Link) -> str:
    """SHA-256 over the entry and the fingerprint before it, as 64 hex characters."""
    canonical = json.dumps(asdict(link), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
