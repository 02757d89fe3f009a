// Draws the charts of the overview from the numbers in the page. The tables beneath hold the same figures.
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
    if (value >= 1e9) return (value / 1e9).toFixed(1).replace(".", ",") + " tỷ";
    if (value >= 1e6) return number.format(Math.round(value / 1e6)) + " triệu";
    return number.format(value);
  };
  const tooltip = {
    renderMode: "richText", backgroundColor: "#ffffff", borderColor: token("--line-strong"),
    textStyle: { color: ink, fontFamily: font, fontSize: 13 },
  };
  const charts = [];

  const bars = document.getElementById("chart-months");
  if (bars && data.months.length) {
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

  const map = document.getElementById("chart-map");
  if (map) {
    fetch(map.dataset.outlines, { credentials: "same-origin" }).then((answer) => answer.json()).then((outlines) => {
      echarts.registerMap("communes", outlines);
      const names = new Map(outlines.features.map((feature) => [feature.properties.name, feature.properties.title]));
      const known = new Map(data.places.map((place) => [place.code, place]));
      const values = data.places.map((place) => place.value);
      const chart = echarts.init(map, null, { renderer: "canvas" });
      charts.push(chart);
      chart.setOption({
        animation: false, textStyle: { fontFamily: font, color: soft },
        tooltip: {
          ...tooltip, trigger: "item",
          formatter: (item) => {
            const place = known.get(item.name);
            const title = place ? place.name : names.get(item.name) || item.name;
            return place ? `${title}\n${number.format(place.value)} ${data.unit}` : `${title}\nkhông có số liệu`;
          },
        },
        visualMap: {
          min: 0, max: Math.max(1, ...values), left: 6, bottom: 6, itemWidth: 12, itemHeight: 90, calculable: false,
          text: [short(Math.max(0, ...values)), "0"], textStyle: { color: ink, fontSize: 12 },
          inRange: { color: ["#e0eef1", "#8fc0c9", "#3b8795", "#0b5a6a", "#07333d"] },
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
      chart.on("click", (event) => { if (known.has(event.name)) go({ xa: event.name }); });
      map.removeAttribute("aria-busy");
    });
  }

  function go(changes) {
    const address = new URL(window.location.href);
    Object.entries(changes).forEach(([name, value]) => address.searchParams.set(name, value));
    window.location.assign(address);
  }

  window.addEventListener("resize", () => charts.forEach((chart) => chart.resize()));
})();
