import { use, init } from "echarts/core";
import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import { SVGRenderer } from "echarts/renderers";

use([BarChart, LineChart, GridComponent, MarkLineComponent, TooltipComponent, SVGRenderer]);

const style = getComputedStyle(document.documentElement);
const colour = (name) => style.getPropertyValue(`--${name}`).trim();
const rem = parseFloat(style.fontSize);
const format = new Intl.NumberFormat(document.documentElement.lang);
const text = { color: colour("text"), fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 1.3 * rem };

const common = {
  animation: false,
  textStyle: text,
  tooltip: {
    trigger: "axis",
    renderMode: "richText", // the pages' policy allows no style inside of markup
    axisPointer: { type: "shadow", shadowStyle: { opacity: 0.08 } },
    backgroundColor: colour("ground"),
    borderColor: colour("line-strong"),
    textStyle: { ...text, rich: {} },
    valueFormatter: (value) => (value == null ? "–" : format.format(value)),
  },
};

const axis = {
  axisLine: { lineStyle: { color: colour("line-strong") } },
  axisTick: { show: false },
  axisLabel: { color: colour("text-quiet"), fontSize: text.fontSize, hideOverlap: true },
  splitLine: { lineStyle: { color: colour("line") } },
};

const mark = (at, axisName, dashed, position) => ({
  [axisName]: at.amount,
  lineStyle: { color: colour("text-strong"), width: dashed ? 1.5 : 2, type: dashed ? [4, 4] : "solid" },
  label: { formatter: at.label, position, color: colour("text-strong"), fontSize: text.fontSize, fontWeight: 700, distance: 4 },
});

function basisStyle(basis) {
  return {
    color: colour(basis),
    borderColor: colour(basis === "VERIFIED" || basis === "RETAINED" ? "VERIFIED" : "ladder-line"),
    borderWidth: basis === "RETAINED" ? 2 : 1,
    borderType: basis === "PLEDGED" ? [3, 3] : "solid",
  };
}

function readableOn(basis) {
  const [red, green, blue] = colour(basis).match(/[0-9a-f]{2}/gi).map((part) => parseInt(part, 16));
  return red * 0.299 + green * 0.587 + blue * 0.114 > 140 ? "#131416" : "#ffffff";
}

function progress(data) {
  const total = data.parts.reduce((sum, part) => sum + part.amount, 0);
  const end = Math.max(total, data.target?.amount ?? 0, data.projected?.amount ?? 0);
  const marks = [];
  // Target above the bar, projection below it: they often stand close together.
  if (data.target) {
    marks.push(mark(data.target, "xAxis", false, "end"));
  }
  if (data.projected) {
    marks.push(mark(data.projected, "xAxis", true, "start"));
  }
  return {
    ...common,
    tooltip: { ...common.tooltip, trigger: "item", formatter: (item) => `${item.seriesName}  ${item.data.shown}` },
    grid: { left: 8, right: 8, top: 3.2 * rem, bottom: 3.2 * rem, containLabel: false },
    xAxis: { type: "value", min: 0, max: end * 1.06, show: false },
    yAxis: { type: "category", data: [""], show: false },
    series: data.parts.map((part, index) => ({
      type: "bar",
      stack: "basis",
      name: part.label,
      barWidth: 4 * rem,
      data: [{ value: part.amount, shown: `${part.shown} ${data.unit}` }],
      itemStyle: basisStyle(part.basis),
      // A part too narrow for its number leaves it to the tooltip and the table.
      label: { show: part.amount / end > 0.12, formatter: part.shown, color: readableOn(part.basis), fontSize: text.fontSize, fontWeight: 700 },
      markLine: index === 0 && marks.length ? { symbol: "none", silent: true, data: marks.map(keepInside(end)) } : undefined,
    })),
  };
}

// Labels near the right edge grow to the left, so that long ones stay whole.
const keepInside = (end) => (line) => ({
  ...line,
  label: { ...line.label, align: line.xAxis > end * 0.6 ? "right" : line.xAxis < end * 0.2 ? "left" : "center" },
});

function trend(data) {
  const known = data.cumulative.filter((value) => value != null);
  return {
    ...common,
    grid: { left: 8, right: 8, top: 4 * rem, bottom: 8, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    xAxis: { type: "category", data: data.labels, ...axis },
    yAxis: {
      type: "value",
      ...axis,
      axisLine: { show: false },
      max: Math.max(...known, data.target?.amount ?? 0) * 1.05 || undefined,
      axisLabel: { ...axis.axisLabel, showMaxLabel: false, formatter: (value) => format.format(value) },
    },
    series: [
      {
        type: "bar",
        name: data.amountLabel,
        data: data.amounts,
        barMaxWidth: 3.2 * rem,
        itemStyle: { color: colour("REPORTED") },
        markLine: data.target ? { symbol: "none", silent: true, data: [{ ...mark(data.target, "yAxis", true, "insideStartTop") }] } : undefined,
      },
      {
        type: "line",
        name: data.cumulativeLabel,
        data: data.cumulative,
        symbol: "circle",
        symbolSize: 6,
        lineStyle: { color: colour("VERIFIED"), width: 2 },
        itemStyle: { color: colour("VERIFIED") },
      },
    ],
  };
}

// Every step begins where the one before it ended: an invisible bar carries it. Long reasons break into lines.
function waterfall(data, width) {
  const names = Math.min(26 * rem, width * 0.42);
  const end = Math.max(...data.bars.map((bar) => bar.low + bar.height));
  const colours = { TOTAL: colour("VERIFIED"), LEFT: colour("ESTIMATED"), ADDED: colour("EVIDENCED") };
  return {
    ...common,
    tooltip: { ...common.tooltip, trigger: "item", formatter: (item) => `${item.name}  ${item.data.shown} ${data.unit}` },
    grid: { left: names + 12, right: 8, top: 8, bottom: 8 },
    xAxis: { type: "value", min: 0, max: end * (width < 600 ? 1.55 : 1.22), show: false },
    yAxis: {
      type: "category",
      inverse: true,
      data: data.bars.map((bar) => bar.label),
      ...axis,
      axisLabel: { ...axis.axisLabel, color: colour("text"), interval: 0, width: names, overflow: "break", lineHeight: 1.3 * text.fontSize, hideOverlap: false },
    },
    series: [
      { type: "bar", stack: "level", silent: true, barWidth: "60%", itemStyle: { color: "transparent" }, data: data.bars.map((bar) => bar.low) },
      {
        type: "bar",
        stack: "level",
        data: data.bars.map((bar) => ({
          value: bar.height,
          shown: bar.shown,
          itemStyle: { color: colours[bar.kind], borderColor: colour("ladder-line"), borderWidth: bar.kind === "TOTAL" ? 0 : 1, borderType: bar.kind === "LEFT" ? [3, 3] : "solid" },
        })),
        label: { show: true, position: "right", formatter: (item) => item.data.shown, color: colour("text-strong"), fontSize: text.fontSize, fontWeight: 700 },
      },
    ],
  };
}

function survival(data) {
  const percent = (value) => `${Math.round(value * 1000) / 10} %`;
  const line = { type: "line", step: "end", symbol: "none" };
  return {
    ...common,
    tooltip: {
      ...common.tooltip,
      formatter: (items) => {
        const at = items[0].dataIndex;
        return `${data.labels[at]}  ${percent(data.shares[at])}  (${percent(data.low[at])} – ${percent(data.high[at])})`;
      },
    },
    grid: { left: 8, right: 16, top: 12, bottom: 8, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    xAxis: { type: "category", boundaryGap: false, data: data.labels, ...axis },
    yAxis: { type: "value", min: 0, max: 1, ...axis, axisLine: { show: false }, axisLabel: { ...axis.axisLabel, formatter: (value) => `${Math.round(value * 100)} %` } },
    series: [
      { ...line, stack: "interval", silent: true, lineStyle: { opacity: 0 }, data: data.low },
      {
        ...line,
        stack: "interval",
        silent: true,
        name: data.intervalLabel,
        lineStyle: { opacity: 0 },
        areaStyle: { color: colour("ESTIMATED"), opacity: 0.7 },
        data: data.high.map((high, at) => high - data.low[at]),
      },
      { ...line, name: data.shareLabel, data: data.shares, lineStyle: { color: colour("VERIFIED"), width: 2 }, itemStyle: { color: colour("VERIFIED") } },
    ],
  };
}

// What is counted as a line, what may come as a band about its middle; both meet in the last month that is known.
function fan(data) {
  const last = data.known - 1;
  const counted = data.middle.map((value, index) => (index <= last ? value : null));
  const ahead = (values) => values.map((value, index) => (index >= last ? value : null));
  const low = ahead(data.low);
  const wide = data.high.map((value, index) => (index >= last ? value - data.low[index] : null));
  const line = (name, values, options) => ({ type: "line", name, data: values, symbol: "none", ...options });
  const hidden = { lineStyle: { opacity: 0 }, itemStyle: { opacity: 0 } };
  return {
    ...common,
    tooltip: {
      ...common.tooltip,
      formatter: (items) => {
        const index = items[0].dataIndex;
        const lines = index <= last
          ? [`${data.knownLabel}  ${format.format(data.middle[index])}`]
          : [`${data.middleLabel}  ${format.format(data.middle[index])}`, `${data.rangeLabel}  ${format.format(data.low[index])} – ${format.format(data.high[index])}`];
        return [data.labels[index], ...lines].join("\n");
      },
    },
    grid: { left: 8, right: 8, top: 4 * rem, bottom: 8, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    xAxis: { type: "category", data: data.labels, ...axis },
    yAxis: {
      type: "value",
      ...axis,
      axisLine: { show: false },
      max: Math.max(...data.high, data.target?.amount ?? 0) * 1.08 || undefined,
      axisLabel: { ...axis.axisLabel, showMaxLabel: false, formatter: (value) => format.format(value) },
    },
    series: [
      line("low", low, { stack: "range", ...hidden }),
      line(data.rangeLabel, wide, { stack: "range", ...hidden, areaStyle: { color: colour("REPORTED"), opacity: 0.35 } }),
      line(data.middleLabel, ahead(data.middle), { lineStyle: { color: colour("VERIFIED"), width: 2, type: [5, 4] } }),
      line(data.knownLabel, counted, {
        symbol: "circle",
        symbolSize: 6,
        lineStyle: { color: colour("VERIFIED"), width: 2 },
        itemStyle: { color: colour("VERIFIED") },
        markLine: data.target ? { symbol: "none", silent: true, data: [{ ...mark(data.target, "yAxis", true, "insideStartTop") }] } : undefined,
      }),
    ],
  };
}

function levels(data) {
  return {
    ...common,
    grid: { left: 8, right: 8, top: 2 * rem, bottom: 8, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    xAxis: { type: "category", data: data.labels, ...axis },
    // Rates move by tenths: an axis from zero would show a flat line.
    yAxis: { type: "value", scale: true, ...axis, axisLine: { show: false }, axisLabel: { ...axis.axisLabel, formatter: (value) => format.format(value) } },
    series: [
      {
        type: "line",
        name: data.name,
        data: data.levels,
        symbol: "circle",
        symbolSize: 6,
        lineStyle: { color: colour("VERIFIED"), width: 2 },
        itemStyle: { color: colour("VERIFIED") },
      },
    ],
  };
}

const drawn = new Map();
const kinds = { progress, trend, waterfall, survival, fan, levels };

for (const picture of document.querySelectorAll("[data-chart]")) {
  picture.dataset.drawn = "";
  const data = JSON.parse(picture.dataset.chart);
  if (data.kind === "waterfall") {
    picture.style.height = `${data.bars.length * 4.6 + 2}rem`;
  }
  const chart = init(picture, null, { renderer: "svg" });
  const draw = () => chart.setOption(kinds[data.kind](data, picture.clientWidth));
  draw();
  drawn.set(picture, { data, draw });
  new ResizeObserver(() => chart.resize()).observe(picture);
}

// A forecast comes after the page: the bar before it takes it as its mark.
document.addEventListener("htmx:afterSwap", ({ target }) => {
  const forecast = target.querySelector("[data-forecast]");
  const bar = forecast && drawn.get(target.parentElement.querySelector(".chart-progress"));
  if (bar) {
    bar.data.projected = { amount: Number(forecast.dataset.forecast), label: forecast.dataset.label };
    bar.draw();
  }
});
