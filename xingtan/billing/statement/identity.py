"""What makes a bank line that line, so that no file brings it twice and none is swallowed.

By the bank's serial where the file's serials are all there and all different. Else by account,
date, time, direction, amount, balance, payer's account, and the how-manieth such line it is: a
hundred equal amounts on one day are a hundred lines. The remark is no part of it.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Protocol


class Identifiable(Protocol):
    """A line as far as its identity goes."""

    @property
    def serial(self) -> str: ...
    @property
    def fingerprint(self) -> str:
        """Everything but the serial, as one text."""


def identities(lines: Sequence[Identifiable], account: str) -> list[str]:
    """One key for each line, unique within the account, the same whenever the same period is exported again."""
    serials = [line.serial for line in lines]
    if all(serials) and len(set(serials)) == len(serials):
        return [f"{account}#{serial}" for serial in serials]
    seen: Counter[str] = Counter()
    keys = []
    for line in lines:
        seen[line.fingerprint] += 1
        keys.append(f"{account}@{line.fingerprint}@{seen[line.fingerprint]}")
    return keys
