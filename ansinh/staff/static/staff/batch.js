// Ticking several rows of a list and doing one thing to all of them. Without this the bar stands below the list.
"use strict";

const batch = document.querySelector("form[data-batch]");
const bar = batch && batch.querySelector("[data-batch-bar]");

function boxes() {
  return [...batch.querySelectorAll("tbody input[name=id]")];
}

// Shown is what can be done to every ticked row; the text only where one of these acts needs it.
function showBar() {
  const ticked = boxes().filter((box) => box.checked);
  const acts = ticked.map((box) => new Set(box.dataset.acts.split(" ")));
  bar.classList.toggle("waiting", ticked.length === 0);
  const count = bar.querySelector("[data-batch-count]");
  count.dataset.empty ??= count.textContent;
  count.textContent = ticked.length ? count.dataset.words.replace("%n", ticked.length) : count.dataset.empty;
  let any = false, says = "";
  bar.querySelectorAll("[data-act]").forEach((place) => {
    const fits = ticked.length > 0 && acts.every((known) => known.has(place.dataset.act));
    place.hidden = !fits;
    any ||= fits;
    if (fits && place.dataset.says) says = place.dataset.says;
  });
  const text = bar.querySelector("[data-batch-says]");
  text.hidden = !says;
  if (says) text.querySelector("label").textContent = says;
  bar.querySelector("[data-batch-none]").hidden = any || ticked.length === 0;
  batch.querySelectorAll("tbody tr").forEach((row) => {
    const box = row.querySelector("input[name=id]");
    row.classList.toggle("ticked", Boolean(box && box.checked));
  });
}

function tick(box, on) {
  box.checked = on;
  box.dispatchEvent(new Event("change", { bubbles: true }));
}

if (bar) {
  let last = null;
  showBar();
  batch.addEventListener("change", showBar);
  window.addEventListener("pageshow", showBar);

  // All rows to which one thing can be done.
  bar.querySelectorAll("[data-batch-pick]").forEach((button) => {
    const fits = (box) => box.dataset.acts.split(" ").includes(button.dataset.batchPick);
    button.hidden = !boxes().some(fits);
    button.addEventListener("click", () => {
      boxes().forEach((box) => { box.checked = fits(box); });
      showBar();
    });
  });

  // Shift and a click: everything between this row and the one ticked before.
  batch.addEventListener("click", (event) => {
    if (!event.target.matches("input[name=id]")) return;
    const all = boxes(), here = all.indexOf(event.target), from = last ? all.indexOf(last) : here;
    if (event.shiftKey && from >= 0) {
      all.slice(Math.min(from, here), Math.max(from, here) + 1).forEach((box) => { box.checked = event.target.checked; });
      showBar();
    }
    last = event.target;
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.matches("input[type=text], input[type=search], select, textarea")) return;
    const row = event.target.closest("form[data-batch] tbody tr");
    const box = row && row.querySelector("input[name=id]");
    if (box && (event.key === "x" || (event.key === " " && event.target !== box))) {
      event.preventDefault();
      tick(box, !box.checked);
      last = box;
    } else if (box && event.shiftKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      const next = event.key === "ArrowDown" ? row.nextElementSibling : row.previousElementSibling;
      [box, next && next.querySelector("input[name=id]")].forEach((one) => { if (one) tick(one, true); });
    } else if (event.key === "ArrowDown" && event.target === document.body) {
      const first = batch.querySelector("tbody a");
      if (first) { event.preventDefault(); first.focus(); }
    } else if (event.key === "Escape" && boxes().some((one) => one.checked)) {
      boxes().forEach((one) => { one.checked = false; });
      showBar();
    }
  });
}
