// Draws the charts and the map of a page from the numbers in it. The tables beneath hold the same figures.
"use strict";

(function () {
  const source = document.getElementById("chart-data");
  if (!source || !window.Chart) return;
  const data = JSON.parse(source.textContent);
  const style = getComputedStyle(document.documentElement);
  const token = (name) => style.getPropertyValue(name).trim();
  const ink = token("--ink"), soft = token("--ink-soft"), line = token("--line");
  const colours = ["#0b5a6a", "#c98a1b", "#7a4f9a", "#4d8a3d", "#a8503f"];
  const pale = (colour) => colour + "b8";
  const number = new Intl.NumberFormat("vi-VN");
  const short = (value) => {
    if (data.people) return number.format(value);
    if (Math.abs(value) >= 1e9) return say("%(number)s tỷ", { number: (value / 1e9).toFixed(1).replace(".", ",") });
    if (Math.abs(value) >= 1e6) return say("%(number)s triệu", { number: number.format(Math.round(value / 1e6)) });
    return number.format(value);
  };
  Object.assign(Chart.defaults, { animation: false, maintainAspectRatio: false, color: soft });
  Object.assign(Chart.defaults.font, { family: token("--font"), size: 12 });
  Object.assign(Chart.defaults.plugins.legend, { position: "bottom", onClick: () => {} });
  Object.assign(Chart.defaults.plugins.legend.labels, { color: ink, boxWidth: 14, boxHeight: 10 });
  Object.assign(Chart.defaults.plugins.tooltip, {
    backgroundColor: "#ffffff", borderColor: token("--line-strong"), borderWidth: 1, titleColor: ink, bodyColor: ink,
    footerColor: ink, filter: (item) => item.raw,
  });

  const drawn = (place, setting) => new Chart(place.appendChild(document.createElement("canvas")), setting);
  const values = (more) => ({
    grid: { color: line }, border: { display: false }, ticks: { callback: short, maxTicksLimit: 6, ...more }, stacked: true,
  });
  const names = (more) => ({ grid: { display: false }, border: { color: line }, stacked: true, ...more });
  const told = (of, added) => ({
    title: (items) => (items.length ? of(items[0].dataIndex) : ""),
    label: (item) => `${item.dataset.label}: ${number.format(item.raw)} ${data.unit}`,
    footer: (items) => added ? say("Cộng: %(sum)s", { sum: `${number.format(items.reduce((sum, item) => sum + item.raw, 0))} ${data.unit}` }) : "",
  });

  const bars = document.getElementById("chart-months");
  if (bars && data.months && data.months.length) {
    drawn(bars, {
      type: "bar",
      data: {
        labels: data.labels,
        datasets: data.series.map((series, i) => ({
          label: series.name, data: series.values, maxBarThickness: 44,
          backgroundColor: data.months.map((month) => (month === data.chosen ? colours[i] : pale(colours[i]))),
        })),
      },
      options: {
        interaction: { mode: "index", intersect: false },
        scales: { x: names(), y: values() },
        plugins: {
          tooltip: { callbacks: told((i) => say("Tháng %(month)s", { month: data.labels[i] }), true) },
          legend: { labels: { generateLabels: () => data.series.map((series, i) => ({ text: series.name, fillStyle: colours[i], lineWidth: 0, fontColor: ink })) } },
        },
        onClick: (event, items) => items.length && go({ thang: data.months[items[0].index] }),
      },
    });
  }

  // Bars standing ("bars") or lying ("rows"), or lines ("lines", those with "area" stacked); each names its place.
  (data.drawings || []).forEach((drawing) => {
    const place = document.getElementById(drawing.id);
    if (!place || !drawing.labels.length) return;
    if (drawing.kind === "ranges") return drawRanges(place, drawing);
    const lying = drawing.kind === "rows", lines = drawing.kind === "lines", area = Boolean(drawing.series[0].area);
    const narrow = place.clientWidth < 560;
    const wrap = (text) => {
      const most = narrow ? 22 : 40, rows = [""];
      text.split(" ").forEach((word) => {
        if ((rows[rows.length - 1] + " " + word).length > most) rows.push(word);
        else rows[rows.length - 1] = (rows[rows.length - 1] + " " + word).trim();
      });
      return rows.length > 3 ? [...rows.slice(0, 2), rows[2] + " …"] : rows;
    };
    if (lying) place.dataset.rows = String(Math.min(12, drawing.labels.length));
    const pair = drawing.series.length === 2 && !area ? ["#9aa8b0", "#0b5a6a"] : colours;
    const labels = names({ stacked: false, ticks: lying ? { autoSkip: false, color: ink } : { maxRotation: 0, autoSkipPadding: 12 } });
    const figures = { ...values(narrow || lying ? { maxTicksLimit: 4 } : {}), stacked: area, beginAtZero: !lines || area };
    drawn(place, {
      type: lines ? "line" : "bar",
      data: {
        labels: lying ? drawing.labels.map(wrap) : drawing.labels,
        datasets: drawing.series.map((series, i) => ({
          label: series.name, data: series.values, backgroundColor: lines ? pale(pair[i]) : pair[i], borderColor: pair[i],
          ...(lines ? { pointRadius: 0, borderWidth: 2, fill: series.area ? (i ? "-1" : "origin") : false }
            : { maxBarThickness: lying ? 14 : 40 }),
        })),
      },
      options: {
        indexAxis: lying ? "y" : "x",
        interaction: { mode: "index", axis: lying ? "y" : "x", intersect: false },
        scales: lying ? { x: figures, y: labels } : { x: labels, y: figures },
        plugins: { tooltip: { callbacks: told((i) => drawing.labels[i], area) } },
      },
    });
  });

  // A share a row with its interval: a band from end to end, a mark where the share is.
  function drawRanges(place, drawing) {
    const series = drawing.series[0], percent = (value) => `${number.format(value)}${data.unit}`;
    place.dataset.rows = String(Math.min(12, drawing.labels.length));
    const ends = { label: series.name, data: series.ends, backgroundColor: pale("#8fc0c9"), maxBarThickness: 12, order: 2 };
    const marks = {
      type: "line", label: series.name, data: series.values, showLine: false, backgroundColor: "#0b5a6a",
      pointBackgroundColor: "#0b5a6a", pointStyle: "rectRot", pointRadius: 5, pointHoverRadius: 6, order: 1,
    };
    drawn(place, {
      type: "bar",
      data: { labels: drawing.labels, datasets: [ends, marks] },
      options: {
        indexAxis: "y",
        interaction: { mode: "nearest", axis: "y", intersect: false },
        scales: {
          x: { ...values({ maxTicksLimit: 6, callback: percent }), stacked: false, beginAtZero: true },
          y: names({ stacked: false, ticks: { autoSkip: false, color: ink } }),
        },
        plugins: {
          legend: { display: false },
          tooltip: {
            filter: (item) => item.datasetIndex === 0,
            callbacks: {
              title: (items) => (items.length ? drawing.labels[items[0].dataIndex] : ""),
              label: (item) => `${series.name}: ${percent(series.values[item.dataIndex])} (${series.ends[item.dataIndex].map(percent).join("–")})`,
            },
          },
        },
      },
    });
  }

  const map = document.getElementById("chart-map");
  if (map) {
    fetch(map.dataset.outlines, { credentials: "same-origin" }).then((answer) => answer.json()).then((outlines) => {
      drawMap(map, outlines.features);
      map.removeAttribute("aria-busy");
    });
  }

  function drawMap(place, features) {
    const known = new Map(data.places.map((each) => [each.code, each]));
    const most = Math.max(1, ...data.places.map((each) => Math.abs(each.value)));
    const scale = data.signed ? ["#9c261d", "#e2a39d", "#f0f2f3", "#8fc0c9", "#0b5a6a"]
      : ["#e0eef1", "#8fc0c9", "#3b8795", "#0b5a6a", "#07333d"];
    const coloured = (value) => mixed(scale, data.signed ? (value / most + 1) / 2 : value / most);
    const flat = 0.93; // a degree of longitude is so much shorter here than one of latitude
    const rings = features.map((one) => (one.geometry.type === "Polygon" ? [one.geometry.coordinates] : one.geometry.coordinates).flat());
    const points = rings.flat(2), xs = points.map((point) => point[0]), ys = points.map((point) => point[1]);
    const edge = { x: Math.min(...xs), y: Math.max(...ys) };
    const size = { x: (Math.max(...xs) - edge.x) * flat * 1000, y: (edge.y - Math.min(...ys)) * 1000 };
    const picture = element(place, "svg", { viewBox: `-8 -8 ${Math.ceil(size.x) + 16} ${Math.ceil(size.y) + 16}` });
    features.forEach((feature, i) => {
      const { name, title } = feature.properties, found = known.get(name);
      const d = rings[i].map((ring) => "M" + ring.map((point) =>
        `${Math.round((point[0] - edge.x) * flat * 1000)} ${Math.round((edge.y - point[1]) * 1000)}`).join("L") + "Z").join("");
      const shape = element(picture, "path", { d, fill: found ? coloured(found.value) : "#f0f2f3" });
      const sign = found && data.signed && found.value > 0 ? "+" : "";
      element(shape, "title").textContent = found ? `${found.name}: ${sign}${number.format(found.value)} ${data.unit}` : `${title}: ${say("không có số liệu")}`;
      const leads = found && (found.url || !data.signed);
      if (!leads) return;
      shape.classList.add("leads");
      shape.addEventListener("click", () => (found.url ? window.location.assign(found.url) : go({ xa: name })));
    });
    const legend = place.appendChild(document.createElement("p"));
    legend.className = "scale";
    const ends = data.signed ? [`−${short(most)}`, `+${short(most)}`] : ["0", short(most)];
    const strip = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    strip.setAttribute("viewBox", "0 0 90 12");
    for (let i = 0; i < 9; i += 1) element(strip, "rect", { x: i * 10, width: 10, height: 12, fill: mixed(scale, i / 8) });
    legend.append(ends[0], strip, ends[1]);
  }

  function element(parent, name, attributes) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    Object.entries(attributes || {}).forEach(([key, value]) => made.setAttribute(key, value));
    return parent.appendChild(made);
  }

  // The colour at a place between 0 and 1 of a scale of colours.
  function mixed(scale, at) {
    const place = Math.min(1, Math.max(0, at)) * (scale.length - 1), i = Math.min(scale.length - 2, Math.floor(place));
    const part = (colour, n) => parseInt(colour.slice(1 + 2 * n, 3 + 2 * n), 16);
    return "#" + [0, 1, 2].map((n) => Math.round(part(scale[i], n) + (part(scale[i + 1], n) - part(scale[i], n)) * (place - i))
      .toString(16).padStart(2, "0")).join("");
  }

  function go(changes) {
    const address = new URL(window.location.href);
    Object.entries(changes).forEach(([name, value]) => address.searchParams.set(name, value));
    window.location.assign(address);
  }
})();
