"""What matching found, as it is kept beside a line: JSON without numbers of persons.

Bills are named by their keys. A mobile or an account stands masked: the page marks it in the remark itself.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from xingtan.billing.matching import Against, Decision, For, Reason
from xingtan.foundation.text import masked

_PERSONAL = frozenset(
    {
        For.MOBILE,
        For.MOBILE_SLIP,
        For.ACCOUNT,
        For.VOUCHER_FITS,
        For.CONTACT_BEGUN,
        Against.MOBILE_OF_OTHER,
        Against.MOBILE_UNKNOWN,
    }
)


def to_json(decision: Decision) -> dict[str, Any]:
    """A decision's candidates and reasons."""
    return {
        "reasons": _reasons(decision.reasons),
        "candidates": [
            {"bill": int(candidate.bill), "score": candidate.score, "reasons": _reasons(candidate.reasons)}
            for candidate in decision.candidates
        ],
    }


def with_reason(found: Mapping[str, Any], reason: Reason) -> dict[str, Any]:
    """Kept findings with one more reason about the line as a whole, put first."""
    return {**found, "reasons": [*_reasons([reason]), *found.get("reasons", ())]}


def _reasons(reasons: Iterable[Reason]) -> list[dict[str, Any]]:
    return [{"code": str(reason.code), "about": _about(reason), "for": reason.supports} for reason in reasons]


def _about(reason: Reason) -> dict[str, str]:
    if reason.code not in _PERSONAL:
        return dict(reason.about)
    return {name: masked(text, head=3, tail=4) for name, text in reason.about.items()}


def pieces(found: Mapping[str, Any]) -> list[str]:
    """Names that were recognised in the texts, as typed, to be underlined."""
    texts = (
        reason["about"].get("text", "")
        for candidate in found.get("candidates", ())
        for reason in candidate["reasons"]
        if reason["for"]
    )
    return [text for text in dict.fromkeys(texts) if text and "*" not in text]
