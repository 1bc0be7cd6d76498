"""What share of their money counties and schools owe training, what is missing, and what is asked back. Pure."""

from xingtan.funding.rules.amounts import LARGEST, AmountFault, AmountFaulty, read_amount
from xingtan.funding.rules.shares import (
    JUMP,
    Doubt,
    Norm,
    Norms,
    NormsFaulty,
    Place,
    Share,
    doubts,
    norm_for,
    read_norms,
)

__all__ = [
    "JUMP",
    "LARGEST",
    "AmountFault",
    "AmountFaulty",
    "Doubt",
    "Norm",
    "Norms",
    "NormsFaulty",
    "Place",
    "Share",
    "doubts",
    "norm_for",
    "read_amount",
    "read_norms",
]
