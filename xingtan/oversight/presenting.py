"""Turns counts into what a page of figures shows: figures with links, a chart with its sentence, the definitions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from xingtan.oversight import wording
from xingtan.oversight.queries import Row
from xingtan.oversight.rules import DASH, FUNNEL, RATE_OF_STEP, Counts, Fraction, Rate, Step, rate
from xingtan.ui.charts import Chart, Series, bar


@dataclass(frozen=True)
class Shown:
    """One figure: its name, how many, the rate, where the names are."""

    step: Step
    label: str
    value: int
    rate: Fraction
    href: str
    missing_href: str

    @property
    def note(self) -> str:
        """The rate with both its numbers; nothing where there is nobody to compare with."""
        return str(self.rate) if self.rate.whole else ""

    @property
    def percent(self) -> str:
        """The rate alone, for a dense table."""
        return f"{self.rate.percent}%" if self.rate.whole else ""


def figures(counts: Counts, names: Callable[[Step], str]) -> list[Shown]:
    """The steps as figures, each leading to its names; ``names`` gives the address for a step."""
    return [
        Shown(
            step=step,
            label=str(wording.STEPS[step]),
            value=counts.reached(step),
            rate=rate(RATE_OF_STEP[step], counts),
            href=names(step),
            missing_href=f"{names(step)}?reached=no",
        )
        for step in Step
    ]


PROMPTNESS = (Rate.HANDED_IN_ON_TIME, Rate.ONLINE_ON_TIME)


@dataclass(frozen=True)
class Promptness:
    """A share that was on time: what, how many of how many, what it means."""

    label: str
    rate: Fraction
    meaning: str
    is_of_teachers: bool
    """Whether there are names behind it, and not schools."""

    @property
    def percent(self) -> str:
        """The share alone, for a dense table; a dash where there is nobody yet."""
        return f"{self.rate.percent}%" if self.rate.whole else DASH


def promptness(counts: Counts) -> list[Promptness]:
    """Which share of the schools handed in, and of the teachers was online, on time (R61, A02, A26)."""
    return [
        Promptness(
            str(wording.RATES[each]), rate(each, counts), str(wording.MEANINGS[each]), each is Rate.ONLINE_ON_TIME
        )
        for each in PROMPTNESS
    ]


def funnel(counts: Counts, names: Callable[[Step], str]) -> Chart:
    """The four steps of R37, a bar each."""
    return bar(
        [str(wording.STEPS[step]) for step in FUNNEL],
        [Series(str(wording.STEPS[Step.ENROLLED]), [counts.reached(step) for step in FUNNEL])],
        axis="",
        hrefs=[names(step) for step in FUNNEL],
    )


def study_rates(rows: Sequence[Row], hrefs: Sequence[str]) -> Chart:
    """The study rate of each row, in the order given: by code, never by rank."""
    shares = [rate(Rate.STUDY, row.counts).percent for row in rows]
    values = [None if share is None else float(share) for share in shares]
    series = Series(str(wording.RATES[Rate.STUDY]), values)
    return bar([wording.row_name(row) for row in rows], [series], unit="%", hrefs=hrefs)


def definitions() -> list[tuple[str, str]]:
    """Each rate with what it means."""
    return [(str(wording.RATES[each]), str(wording.MEANINGS[each])) for each in Rate]
