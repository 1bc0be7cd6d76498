"""A chart and its table say the same."""

import json

import pytest

from xingtan.ui.charts import Series, bar, line
from xingtan.ui.tests.drawing import drawn

COUNTIES = ["五台县", "代县"]


def test_bars_and_table_hold_the_same_figures() -> None:
    chart = bar(COUNTIES, [Series("学习率", [88.1, None])], axis="县", unit="%")

    assert chart.options["yAxis"]["data"] == COUNTIES
    assert chart.options["series"][0]["data"] == [88.1, None]
    assert chart.columns == ("县", "学习率")
    assert [(row.label, row.cells) for row in chart.rows] == [("五台县", ("88.1%",)), ("代县", ("–",))]


def test_a_rate_is_drawn_against_the_whole() -> None:
    assert bar(COUNTIES, [Series("学习率", [8, 9])], unit="%").options["xAxis"]["max"] == 100
    assert "max" not in bar(COUNTIES, [Series("人数", [8, 9])]).options["xAxis"]


def test_every_label_needs_its_figure() -> None:
    with pytest.raises(ValueError, match="1 values for 2 labels"):
        line(COUNTIES, [Series("人数", [1])])


def test_a_page_shows_drawing_and_table_and_links_each_figure() -> None:
    chart = bar(COUNTIES, [Series("人数", [1204, 9])], axis="县", hrefs=["/a/", "/b/"])

    html = drawn('<c-chart :chart="chart" title="五台县最多" />', chart=chart)

    assert "以表格查看这些数据" in html
    assert '<a href="/a/">五台县</a>' in html
    assert '<td class="num">1,204</td>' in html
    assert "data-chart=" in html


def test_a_label_cannot_break_out_of_the_page() -> None:
    chart = line(['"><script>'], [Series("人数", [1])])

    html = drawn('<c-chart :chart="chart" />', chart=chart)

    assert "<script>" not in html
    assert json.loads(chart.as_json)["xAxis"]["data"] == ['"><script>']
