"""Which norm holds: the programme's own in its year, else the dated file."""

import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path

from django.conf import settings

from xingtan.funding.rules import Norm, Norms, NormsFaulty, Place, norm_for, read_norms
from xingtan.programmes.models import Programme

SHIPPED = Path(__file__).parent.parent / "shipped" / "norms.toml"
OF_PROGRAMME = {Place.COUNTY: "wage_share_percent", Place.SCHOOL: "public_funds_share_percent"}
"""What a programme file calls its own figures, under ``fee``."""
YEARS_BACK = 4


@cache
def _norms_in(path: Path) -> Norms:
    try:
        return read_norms(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, NormsFaulty) as error:
        raise NormsFaulty(f"{path}: {error}") from error


def norms_file() -> Path:
    """The file that holds: the shipped one, or the one named in the settings."""
    return Path(settings.FUNDING_NORMS) if settings.FUNDING_NORMS else SHIPPED


def norms() -> Norms:
    """The dated norms; raises ``NormsFaulty`` for a file that cannot be used."""
    return _norms_in(norms_file())


def norm_of(programme: Programme, place: Place, year: int) -> Norm | None:
    """The norm of a year. A programme file's own percent goes before the dated file, in its own year only."""
    dated = norm_for(norms().shares, place, year)
    own = programme.facts.get("fee", {}).get(OF_PROGRAMME[place]) if year == year_of(programme) else None
    if dated is None or own is None or Decimal(own) == dated.percent:
        return dated
    document = programme.title
    return Norm(place, Decimal(own), year, document, dated.words, dated.asked_below, dated.asked_above)


def year_of(programme: Programme) -> int:
    """The year whose budget pays for a programme: the calendar year in which its term begins."""
    return int(programme.term_starts_on.year)


def years_of(programme: Programme) -> list[int]:
    """The years that can be declared, the latest first: the next one early, and some back."""
    year = year_of(programme)
    return list(range(year + 1, year - YEARS_BACK - 1, -1))
