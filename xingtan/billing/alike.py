"""Which waiting lines are alike: the same evidence for the best bill, nothing against it, a clear lead. Pure."""

from collections.abc import Mapping
from typing import Any

from xingtan.billing.matching import Against, For

CLEAR_LEAD = 8
"""By how much the best bill must lead the next, as for booking without a person."""
_IDENTIFY = frozenset(
    {For.CODE, For.CODE_REPAIRED, For.NAME, For.NAME_SHORT, For.NAME_SOUND, For.NAME_TYPO, For.PAYER, For.MOBILE, For.ACCOUNT}
)  # fmt: skip
_HARMLESS = frozenset({Against.TOO_LITTLE})
"""What may stand about the line as a whole: that the evidence is little, not that any of it disagrees."""


def evidence_of(findings: Mapping[str, Any]) -> frozenset[str]:
    """The codes that speak for the best bill of a line; empty unless the line may be accepted together with others.

    >>> name = {"code": "name", "about": {}, "for": True}
    >>> sorted(evidence_of({"reasons": [], "candidates": [{"bill": 1, "score": 40, "reasons": [name]}]}))
    ['name']
    """
    candidates = findings.get("candidates", ())
    if not candidates or any(reason["code"] not in _HARMLESS for reason in findings.get("reasons", ())):
        return frozenset()
    best = candidates[0]
    if any(not reason["for"] for reason in best["reasons"]):
        return frozenset()
    if len(candidates) > 1 and best["score"] - candidates[1]["score"] < CLEAR_LEAD:
        return frozenset()
    codes = frozenset(str(reason["code"]) for reason in best["reasons"])
    return codes if codes & _IDENTIFY else frozenset()


def best_bill(findings: Mapping[str, Any]) -> int:
    """Key of the best bill of a line that ``evidence_of`` takes."""
    return int(findings["candidates"][0]["bill"])
