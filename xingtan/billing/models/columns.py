"""Columns of money."""

from decimal import Decimal
from typing import Any

from django.db import models

HALF_FEN = Decimal("0.005")
"""SQLite keeps decimals as binary numbers: less than half a fen apart is equal."""
NOTHING = Decimal("0.00")


def yuan_field(**options: Any) -> models.DecimalField[Any, Any]:
    """A column of yuan with two places."""
    return models.DecimalField(max_digits=14, decimal_places=2, **options)
