"""What makes a bank line that line, so that no file brings it twice and none is swallowed.

Within one account: by the bank's serial with day and amount where it gives one (a transfer and its charge may share
a serial, and some banks number anew each day); else by time, amount, running balance and the payer's name.
And by the how-manieth such line it is: a hundred equal amounts on one day are a hundred lines. Account numbers and
remarks are no part of it, for a spreadsheet that saves the file anew spoils the former, and people the latter.
Each line speaks for itself: what else stands in its file changes nothing, so that overlapping files agree.
"""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from xingtan.billing.statement.lines import ReadLine

_NOT_A_LETTER = re.compile(r"\W")
NO_SERIAL = re.compile(r"0*|\d(?:\.\d+)?E\+?\d+", re.IGNORECASE)
"""Nothing but zeros, or a long number that a spreadsheet has rounded."""


def identities(lines: Iterable[ReadLine], account: str) -> list[str]:
    """One key for each line, the same whenever the same line is exported again."""
    seen: Counter[str] = Counter()
    keys = []
    for line in lines:
        told = _told(line)
        seen[told] += 1
        key = hashlib.sha256(f"{account}|{told}".encode()).hexdigest()[:40]
        keys.append(f"{key}#{seen[told]}")
    return keys


def _told(line: ReadLine) -> str:
    if not NO_SERIAL.fullmatch(line.serial):
        return f"serial|{line.serial}|{line.booked.date()}|{line.signed}"
    name = _NOT_A_LETTER.sub("", unicodedata.normalize("NFKC", line.payer_name)).casefold()
    return f"line|{line.booked}|{line.signed}|{line.balance}|{name}"
