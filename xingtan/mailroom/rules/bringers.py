"""Whether a mail is from a clerk who may bring in many schools at once (A05): by the sender's address, never by its words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xingtan.organisations.rules import Place, contains

_DOUBTED = re.compile(r"\b(?:dmarc|spf)\s*=\s*fail\b", re.IGNORECASE)


@dataclass(frozen=True)
class Bringer:
    """A clerk's post with this address, and the county or city it is of."""

    pk: int
    division: str


def is_doubted(headers: Mapping[str, str]) -> bool:
    """Whether the mail server that took the mail in says that the sender's address is not genuine (RFC 8601)."""
    return _DOUBTED.search(headers.get("authentication-results", "")) is not None


def bringer_among(posts: Sequence[Bringer], unit: Place | None) -> int | None:
    """The one post a mail is from; of several, that of the county the subject names. None when that leaves a doubt."""
    if len(posts) > 1 and unit is not None:
        posts = [post for post in posts if post.division == unit.code] or [
            post for post in posts if contains(post.division, unit.code)
        ]
    return posts[0].pk if len(posts) == 1 else None
