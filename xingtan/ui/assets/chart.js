// Draws what ui.charts built: lines and bars in the colours of the page, light or dark.

import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

use([BarChart, CanvasRenderer, GridComponent, LegendComponent, LineChart, TooltipComponent]);

/** Lines differ by more than colour. */
const DASHES = ["solid", "dashed", "dotted", [8, 3, 2, 3]];

const drawn = new Map();

window.xingtanChart = (place) => {
  if (drawn.has(place)) return;
  const chart = init(place, null, { renderer: "canvas" });
  const option = JSON.parse(place.dataset.chart);
  drawn.set(place, { chart, option });
  chart.setOption(dressed(option));
  if (option.hrefs) {
    chart.on("click", (event) => {
      const href = option.hrefs[event.dataIndex];
      if (href) window.location.assign(href);
    });
  }
  new ResizeObserver(() => chart.resize()).observe(place);
};

window.matchMedia("(prefers-color-scheme: dark)").addEventListener?.("change", () => {
  for (const { chart, option } of drawn.values()) chart.setOption(dressed(option), true);
});

/** The option with the page's own colours, letters and spacing. */
function dressed(option) {
  const css = getComputedStyle(document.documentElement);
  const token = (name) => css.getPropertyValue(name).trim();
  const words = { color: token("--ink-soft"), fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 13 };
  const axis = (one) => ({
    ...one,
    axisLabel: { ...words, ...one.axisLabel },
    axisLine: { show: one.type === "category", lineStyle: { color: token("--line-strong") } },
    axisTick: { show: false },
    splitLine: { show: one.type === "value", lineStyle: { color: token("--line") } },
  });
  return {
    ...option,
    animation: false,
    color: [1, 2, 3, 4, 5].map((number) => token(`--chart-${number}`)),
    textStyle: words,
    grid: { left: 8, right: 24, top: option.legend.show ? 40 : 12, bottom: 8, containLabel: true },
    legend: { ...option.legend, left: 0, top: 0, itemWidth: 16, itemHeight: 10, textStyle: words },
    tooltip: {
      trigger: "axis",
      renderMode: "richText",
      axisPointer: { type: option.series[0].type === "bar" ? "shadow" : "line" },
      backgroundColor: token("--paper"),
      borderColor: token("--line-strong"),
      textStyle: { ...words, color: token("--ink") },
    },
    xAxis: axis(option.xAxis),
    yAxis: axis(option.yAxis),
    series: option.series.map((one, place) =>
      one.type === "bar"
        ? { barMaxWidth: 20, ...one }
        : { lineStyle: { width: 2.5, type: DASHES[place % DASHES.length] }, symbolSize: 7, ...one },
    ),
  };
}
