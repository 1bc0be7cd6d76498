"""Charts as data: what ECharts draws and the same figures as a table, built together.

Pure: labels and numbers in, a ``Chart`` out. Colours are the browser's business (tokens, light and
dark); the title of a chart is a sentence and belongs to the template.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Number = int | float | None


@dataclass(frozen=True)
class Series:
    """One line or one set of bars; None leaves a gap."""

    name: str
    values: Sequence[Number]


@dataclass(frozen=True)
class TableRow:
    """The figures of one label, with the page behind it if there is one."""

    label: str
    cells: tuple[str, ...]
    href: str = ""


@dataclass(frozen=True)
class Chart:
    """An ECharts option and the table that says the same."""

    options: dict[str, Any]
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    size: str = "medium"
    """``small``, ``medium`` or ``large``: heights live in the style sheet."""

    @property
    def as_json(self) -> str:
        """The option as the script reads it."""
        return json.dumps(self.options, ensure_ascii=False)


def line(  # the parts of a drawing
    labels: Sequence[str], series: Sequence[Series], *, axis: str = "", unit: str = "", size: str = "medium"
) -> Chart:
    """Lines over time: one point per label."""
    options = _options(labels, series, unit) | {
        "xAxis": {"type": "category", "data": list(labels), "boundaryGap": False},
        "yAxis": _value_axis(unit),
        "series": [
            {"type": "line", "name": one.name, "data": list(one.values), "showSymbol": len(labels) < 2}
            for one in series
        ],
    }
    return Chart(options, *_table(labels, series, axis, unit), size=size)


def bar(  # the parts of a drawing
    labels: Sequence[str],
    series: Sequence[Series],
    *,
    axis: str = "",
    unit: str = "",
    hrefs: Sequence[str] = (),
    stacked: bool = False,
    size: str = "",
) -> Chart:
    """Lying bars, first label on top: names stay readable however long they are."""
    options = _options(labels, series, unit) | {
        "xAxis": _value_axis(unit),
        "yAxis": {"type": "category", "data": list(labels), "inverse": True},
        "series": [
            {"type": "bar", "name": one.name, "data": list(one.values)} | ({"stack": "all"} if stacked else {})
            for one in series
        ],
    }
    if hrefs:
        options["hrefs"] = list(hrefs)
    columns, rows = _table(labels, series, axis, unit, hrefs)
    return Chart(options, columns, rows, size=size or _size_for(len(labels) * (1 if stacked else len(series))))


def _size_for(bars: int) -> str:
    if bars <= 4:
        return "small"
    return "medium" if bars <= 10 else "large"


def _options(labels: Sequence[str], series: Sequence[Series], unit: str) -> dict[str, Any]:
    for one in series:
        if len(one.values) != len(labels):
            raise ValueError(f"{one.name}: {len(one.values)} values for {len(labels)} labels")
    return {"unit": unit, "legend": {"show": len(series) > 1}}


def _value_axis(unit: str) -> dict[str, Any]:
    axis: dict[str, Any] = {"type": "value", "min": 0, "axisLabel": {"formatter": "{value}" + unit}}
    return axis | {"max": 100} if unit == "%" else axis | {"minInterval": 1}


def _table(
    labels: Sequence[str], series: Sequence[Series], axis: str, unit: str, hrefs: Sequence[str] = ()
) -> tuple[tuple[str, ...], tuple[TableRow, ...]]:
    columns = (axis, *(one.name for one in series))
    pages = [*hrefs, *[""] * (len(labels) - len(hrefs))]
    rows = tuple(
        TableRow(label, tuple(_shown(one.values[place], unit) for one in series), pages[place])
        for place, label in enumerate(labels)
    )
    return columns, rows


def _shown(value: Number, unit: str) -> str:
    if value is None:
        return "–"
    return f"{value:.1f}%" if unit == "%" else f"{value:,}{unit}"
