// The two sliders of a timeline: they move their date and their line at once, and ask for the page when let go.
"use strict";

function dayAfter(first, steps) {
  const day = new Date(`${first}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + steps);
  return day.toISOString().slice(0, 10);
}

function showSliders() {
  document.querySelectorAll("input[data-slides]").forEach((slider) => { slider.hidden = false; });
}

document.addEventListener("input", (event) => {
  const slider = event.target.closest("input[data-slides]");
  if (!slider) return;
  const line = slider.closest("[data-first]");
  const day = dayAfter(line.dataset.first, Number(slider.value));
  document.getElementById(slider.dataset.slides).value = day;
  slider.setAttribute("aria-valuetext", day.split("-").reverse().join("/"));
  const place = (100 * Number(slider.value)) / Number(line.dataset.days);
  line.querySelectorAll(`.strip .${slider.dataset.line}`).forEach((mark) => mark.setAttribute("x", `${place}%`));
});

let waiting = 0;
document.addEventListener("change", (event) => {
  const form = event.target.closest("form.days");
  if (!form) return;
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    if (form.isConnected && form.checkValidity()) htmx.trigger(form, "days");
  }, 350);
});

// The page that comes back has new controls: whoever moves one with the keyboard keeps hold of it.
let held = "";
document.addEventListener("htmx:beforeSwap", () => {
  const active = document.activeElement;
  held = active && active.closest("form.days") ? active.dataset.slides || active.id : "";
});
document.addEventListener("htmx:afterSettle", () => {
  showSliders();
  if (!held) return;
  const again = document.querySelector(`input[data-slides="${held}"]`) || document.getElementById(held);
  if (again) again.focus();
  held = "";
});

showSliders();
