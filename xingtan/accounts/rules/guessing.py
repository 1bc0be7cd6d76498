"""How often secrets may be guessed: leaky buckets on several axes, delay instead of a lock (A2).

Every wrong guess adds one to a level that sinks with time. While the level is below the burst,
guesses are looked at as they come; above it, one more each ``seconds_each``. Nobody is locked out
for good: who knows the secret gets in after the wait, at once from a device that signed in before,
or at once by a code. Right guesses count nothing, so a whole school behind one address gets in.
"""

import ipaddress
import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Axis(StrEnum):
    """What guesses are counted by."""

    ACCOUNT = "account"
    ADDRESS = "address"
    SCHOOL = "school"
    EVERYWHERE = "everywhere"
    DEVICE = "device"
    SECOND_FACTOR = "second_factor"
    CODES_TO_ACCOUNT = "codes_to_account"
    CODES_FROM_ADDRESS = "codes_from_address"


@dataclass(frozen=True)
class Limit:
    """``burst`` guesses at once, then one each ``seconds_each`` seconds."""

    burst: int
    seconds_each: float


LIMITS: dict[Axis, Limit] = {
    Axis.ACCOUNT: Limit(burst=10, seconds_each=300),
    Axis.ADDRESS: Limit(burst=150, seconds_each=30),
    Axis.SCHOOL: Limit(burst=300, seconds_each=20),
    Axis.EVERYWHERE: Limit(burst=2000, seconds_each=1),
    Axis.DEVICE: Limit(burst=10, seconds_each=120),
    Axis.SECOND_FACTOR: Limit(burst=5, seconds_each=300),
    Axis.CODES_TO_ACCOUNT: Limit(burst=5, seconds_each=4 * 3600),
    Axis.CODES_FROM_ADDRESS: Limit(burst=400, seconds_each=30),
}
"""The address limits leave room for a school of 300 behind one address on opening day."""


@dataclass(frozen=True)
class Attempt:
    """Who tries to get in and from where.

    ``subject`` is the hash of the mobile typed, of an account or not. ``device`` is the id of a
    device this account signed in with before, empty for a new one.
    """

    subject: str
    address: str
    school: str = ""
    device: str = ""

    @property
    def keys(self) -> dict[Axis, str]:
        """What a wrong guess counts on, in the one order in which rows are locked.

        A known device counts by itself alone: a stranger's guesses elsewhere never delay the owner.
        """
        if self.device:
            return {Axis.DEVICE: f"{self.device}/{self.subject}"}
        keys = {Axis.ACCOUNT: self.subject, Axis.SCHOOL: self.school, Axis.ADDRESS: address_key(self.address)}
        return {axis: key for axis, key in keys.items() if key} | {Axis.EVERYWHERE: "all"}


def sunk(level: float, *, seconds: float, limit: Limit) -> float:
    """The level after some seconds without guesses.

    >>> sunk(10, seconds=600, limit=Limit(burst=10, seconds_each=300))
    8.0
    """
    return max(0.0, level - max(0.0, seconds) / limit.seconds_each)


def wait_seconds(level: float, *, limit: Limit) -> int:
    """How long until one more guess is looked at; 0 when at once.

    >>> wait_seconds(10, limit=Limit(burst=10, seconds_each=300))
    300
    """
    return max(0, math.ceil((level + 1 - limit.burst) * limit.seconds_each))


def address_key(address: str) -> str:
    """The address as limits count it: IPv4 whole, IPv6 by its /64, since one line holds all of that."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if parsed.version == 4:
        return str(parsed)
    return str(ipaddress.ip_network(f"{parsed}/64", strict=False).network_address)


def client_address(*, remote: str, forwarded: Sequence[str], proxies: int) -> str:
    """The asker's address: the socket's, or the one our own outermost proxy wrote down.

    ``forwarded`` is X-Forwarded-For split at its commas. Only the last ``proxies`` entries were
    written by our proxies; whatever stands before them is the asker's own invention.
    """
    if proxies < 1 or len(forwarded) < proxies:
        return remote
    return forwarded[-proxies].strip()
