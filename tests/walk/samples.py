"""A thing of each model at a place, made through the rooms' actions; and plain values for other URL parts."""

from collections.abc import Callable
from typing import Any

from django.db import models

from tests.walk.cast import Place
from xingtan.organisations.models import Division, School
from xingtan.programmes.models import Programme

MAKERS: dict[type[models.Model], Callable[[Place], Any]] = {
    School: lambda place: place.school,
    Division: lambda place: place.division,
    Programme: lambda place: place.programme,
}
PLAIN: dict[str, str] = {}
"""URL parts that name no row: their value in the walk."""
MAY_BE_EMPTY: set[str] = set()
"""URL names where an admitted post may rightly get 404, each with its reason here."""
