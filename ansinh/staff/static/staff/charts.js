// Draws the charts of a page from the numbers in it. The tables beneath hold the same figures.
"use strict";

(function () {
  const source = document.getElementById("chart-data");
  if (!source || !window.echarts) return;
  const data = JSON.parse(source.textContent);
  const style = getComputedStyle(document.documentElement);
  const token = (name) => style.getPropertyValue(name).trim();
  const ink = token("--ink"), soft = token("--ink-soft"), line = token("--line");
  const font = token("--font");
  const colours = ["#0b5a6a", "#c98a1b", "#7a4f9a", "#4d8a3d", "#a8503f"];
  const number = new Intl.NumberFormat("vi-VN");
  const short = (value) => {
    if (data.unit === "người") return number.format(value);
    if (Math.abs(value) >= 1e9) return (value / 1e9).toFixed(1).replace(".", ",") + " tỷ";
    if (Math.abs(value) >= 1e6) return number.format(Math.round(value / 1e6)) + " triệu";
    return number.format(value);
  };
  const tooltip = {
    renderMode: "richText", backgroundColor: "#ffffff", borderColor: token("--line-strong"),
    textStyle: { color: ink, fontFamily: font, fontSize: 13 },
  };
  const charts = [];

  const bars = document.getElementById("chart-months");
  if (bars && data.months && data.months.length) {
    const chart = echarts.init(bars, null, { renderer: "canvas" });
    charts.push(chart);
    chart.setOption({
      animation: false, color: colours, textStyle: { fontFamily: font, color: soft },
      aria: { enabled: false },
      legend: { bottom: 0, textStyle: { color: ink, fontSize: 12 }, itemWidth: 14, itemHeight: 10 },
      grid: { left: 8, right: 12, top: 14, bottom: data.series.length > 2 ? 56 : 34, containLabel: true },
      tooltip: {
        ...tooltip, trigger: "axis", axisPointer: { type: "shadow" },
        formatter: (items) => {
          const rows = items.filter((item) => item.value).map((item) => `${item.seriesName}: ${number.format(item.value)}`);
          const total = items.reduce((sum, item) => sum + item.value, 0);
          return [`Tháng ${items[0].name}`, ...rows, `Cộng: ${number.format(total)} ${data.unit}`].join("\n");
        },
      },
      xAxis: { type: "category", data: data.labels, axisLine: { lineStyle: { color: line } }, axisTick: { show: false }, axisLabel: { color: soft, fontSize: 12 } },
      yAxis: { type: "value", splitLine: { lineStyle: { color: line } }, axisLabel: { color: soft, fontSize: 12, formatter: short } },
      series: data.series.map((series) => ({
        name: series.name, type: "bar", stack: "all", barMaxWidth: 44, emphasis: { focus: "none" },
        data: series.values.map((value, i) => ({ value, itemStyle: { opacity: data.months[i] === data.chosen ? 1 : 0.72 } })),
      })),
    });
    chart.on("click", (event) => go({ thang: data.months[event.dataIndex] }));
  }

  // Bars standing ("bars") or lying ("rows"), or lines ("lines", those with "area" stacked); each names its place.
  (data.drawings || []).forEach((drawing) => {
    const place = document.getElementById(drawing.id);
    if (!place || !drawing.labels.length) return;
    const lying = drawing.kind === "rows", lines = drawing.kind === "lines";
    const narrow = place.clientWidth < 560;
    const wrap = (text) => {
      const most = narrow ? 22 : 40, rows = [""];
      text.split(" ").forEach((word) => {
        if ((rows[rows.length - 1] + " " + word).length > most) rows.push(word);
        else rows[rows.length - 1] = (rows[rows.length - 1] + " " + word).trim();
      });
      return rows.length > 3 ? rows.slice(0, 3).join("\n") + " …" : rows.join("\n");
    };
    if (lying) place.dataset.rows = String(Math.min(12, drawing.labels.length));
    const names = {
      type: "category", data: drawing.labels, inverse: lying, axisLine: { lineStyle: { color: line } },
      axisTick: { show: false }, boundaryGap: !lines,
      axisLabel: { color: lying ? ink : soft, fontSize: 12, ...(lying ? { interval: 0, formatter: wrap } : {}) },
    };
    const values = {
      type: "value", splitLine: { lineStyle: { color: line } }, splitNumber: narrow || lying ? 3 : 5,
      axisLabel: { color: soft, fontSize: 12, formatter: short, hideOverlap: true },
    };
    const chart = echarts.init(place, null, { renderer: "canvas" });
    charts.push(chart);
    chart.setOption({
      animation: false, textStyle: { fontFamily: font, color: soft }, aria: { enabled: false },
      color: drawing.series.length === 2 && !drawing.series[0].area ? ["#9aa8b0", "#0b5a6a"] : colours,
      legend: { bottom: 0, textStyle: { color: ink, fontSize: 12 }, itemWidth: 14, itemHeight: 10, selectedMode: false },
      grid: { left: 8, right: 20, top: 14, bottom: narrow && drawing.series.length > 2 ? 78 : 34, containLabel: true },
      tooltip: {
        ...tooltip, trigger: "axis", axisPointer: { type: lines ? "line" : "shadow" },
        formatter: (items) => {
          const rows = items.filter((item) => item.value).map((item) => `${item.seriesName}: ${number.format(item.value)}`);
          const sum = drawing.series[0].area ? [`Cộng: ${number.format(items.reduce((all, item) => all + item.value, 0))}`] : [];
          return [items[0].name, ...rows, ...sum].map((row, i) => (i ? `${row} ${data.unit}` : row)).join("\n");
        },
      },
      xAxis: lying ? values : names,
      yAxis: lying ? names : lines && !drawing.series[0].area ? { ...values, scale: true } : values,
      series: drawing.series.map((series) => ({
        name: series.name, data: series.values, emphasis: { focus: "none" },
        ...(lines
          ? { type: "line", symbol: "none", lineStyle: { width: 2 }, ...(series.area ? { stack: "all", areaStyle: { opacity: 0.55 } } : {}) }
          : { type: "bar", barMaxWidth: lying ? 14 : 40 }),
      })),
    });
  });

  const map = document.getElementById("chart-map");
  if (map) {
    fetch(map.dataset.outlines, { credentials: "same-origin" }).then((answer) => answer.json()).then((outlines) => {
      echarts.registerMap("communes", outlines);
      const names = new Map(outlines.features.map((feature) => [feature.properties.name, feature.properties.title]));
      const known = new Map(data.places.map((place) => [place.code, place]));
      const most = Math.max(1, ...data.places.map((place) => Math.abs(place.value)));
      const range = data.signed
        ? { min: -most, max: most, text: ["+" + short(most), "−" + short(most)],
            inRange: { color: ["#9c261d", "#e2a39d", "#f0f2f3", "#8fc0c9", "#0b5a6a"] } }
        : { min: 0, max: most, text: [short(Math.max(0, ...data.places.map((place) => place.value))), "0"],
            inRange: { color: ["#e0eef1", "#8fc0c9", "#3b8795", "#0b5a6a", "#07333d"] } };
      const chart = echarts.init(map, null, { renderer: "canvas" });
      charts.push(chart);
      chart.setOption({
        animation: false, textStyle: { fontFamily: font, color: soft },
        tooltip: {
          ...tooltip, trigger: "item",
          formatter: (item) => {
            const place = known.get(item.name);
            const title = place ? place.name : names.get(item.name) || item.name;
            return place ? `${title}\n${data.signed && place.value > 0 ? "+" : ""}${number.format(place.value)} ${data.unit}` : `${title}\nkhông có số liệu`;
          },
        },
        visualMap: {
          ...range, left: 6, bottom: 6, itemWidth: 12, itemHeight: 90, calculable: false,
          textStyle: { color: ink, fontSize: 12 },
        },
        series: [{
          type: "map", map: "communes", nameProperty: "name", roam: false, selectedMode: false,
          aspectScale: 0.93, layoutCenter: ["50%", "50%"], layoutSize: "98%",
          itemStyle: { areaColor: "#f0f2f3", borderColor: "#9aa8b0", borderWidth: 0.7 },
          label: { show: false },
          emphasis: { label: { show: false }, itemStyle: { areaColor: "#f0c36a" } },
          data: data.places.map((place) => ({ name: place.code, value: place.value })),
        }],
      });
      chart.on("click", (event) => {
        const place = known.get(event.name);
        if (place && place.url) window.location.assign(place.url);
        else if (place && !data.signed) go({ xa: event.name });
      });
      map.removeAttribute("aria-busy");
    });
  }

  function go(changes) {
    const address = new URL(window.location.href);
    Object.entries(changes).forEach(([name, value]) => address.searchParams.set(name, value));
    window.location.assign(address);
  }

  window.addEventListener("resize", () => charts.forEach((chart) => {
    if (chart.getDom().clientWidth) chart.resize(); // one that is not printed has no size
  }));
})();
