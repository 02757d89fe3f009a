// Small helps at the screens; every page works without them.
"use strict";

// "/" goes to the search box, of a page that has none to the one of the desk, unless somebody is typing.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target.closest("input, select, textarea, [contenteditable]")) return;
  const search = document.querySelector("[data-search]");
  const desk = document.querySelector('nav a[href="/"]');
  const boxes = [...document.querySelectorAll("main input, main textarea")];
  const ticked = (box) => box.checked !== box.defaultChecked;
  const typed = boxes.some((box) => (box.matches("[type=checkbox], [type=radio]") ? ticked(box) : box.value !== box.defaultValue));
  if (!search && (!desk || typed)) return;
  event.preventDefault();
  if (!search) return location.assign(`${desk.href}#q`);
  search.focus();
  search.select();
});

// F1 opens the manual at the page of what is on the screen, beside it, so that nothing typed is lost.
document.addEventListener("keydown", (event) => {
  const help = document.querySelector("[data-help]");
  if (event.key !== "F1" || event.ctrlKey || event.altKey || event.metaKey || !help) return;
  event.preventDefault();
  help.click();
});

// Up and down walk through the first links of a table's rows.
document.addEventListener("keydown", (event) => {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const row = event.target.closest("tbody tr");
  if (!row || event.target.matches("input[type=text], select, textarea")) return;
  let next = row;
  do {
    next = event.key === "ArrowDown" ? next.nextElementSibling : next.previousElementSibling;
  } while (next && !next.querySelector("a, input"));
  if (!next) return;
  event.preventDefault();
  const kind = event.target.matches("input") ? "input" : "a";
  (next.querySelector(kind) || next.querySelector("a, input")).focus();
});

// From the search box down into what was found, from its first row up again; a suggestion fills the box.
document.addEventListener("keydown", (event) => {
  const box = document.querySelector("[data-search]");
  if (!box || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
  const first = document.querySelector("#found tbody a");
  if (event.key === "ArrowDown" && event.target === box && first) {
    event.preventDefault();
    first.focus();
  } else if (event.key === "ArrowUp" && event.target === first) {
    event.preventDefault();
    box.focus();
  }
});

document.addEventListener("click", (event) => {
  const suggestion = event.target.closest("[data-fill]");
  const box = document.querySelector("[data-search]");
  if (!suggestion || !box) return;
  box.value = suggestion.dataset.fill;
  box.focus();
  box.dispatchEvent(new Event("restored"));
});

// Back from a person the words stand in the box again and are asked again. They stay in this tab's own history entry,
// never in an address.
window.addEventListener("pagehide", () => {
  const box = document.querySelector("[data-search]");
  if (box) history.replaceState({ ...history.state, find: box.value }, "");
});
window.addEventListener("pageshow", () => {
  const box = document.querySelector("[data-search]");
  if (!box || box.value || !history.state || !history.state.find) return;
  box.value = history.state.find;
  setTimeout(() => box.dispatchEvent(new Event("restored")), 0);
});

// The box in a table's head ticks those below it; the sum beside the buttons follows.
function countTicks(form) {
  const boxes = [...form.querySelectorAll("tbody input[type=checkbox]")];
  const ticked = boxes.filter((box) => box.checked);
  const head = form.querySelector("thead input[data-tick-all]");
  if (head) {
    head.checked = ticked.length > 0 && ticked.length === boxes.length;
    head.indeterminate = ticked.length > 0 && ticked.length < boxes.length;
  }
  form.querySelectorAll("[data-tick-count]").forEach((place) => {
    place.textContent = ticked.length ? say("Đã chọn %(number)s trên trang này", { number: ticked.length }) : "";
  });
}

document.addEventListener("change", (event) => {
  const form = event.target.closest("form");
  if (!form) return;
  if (event.target.matches("[data-tick-all]")) {
    form.querySelectorAll("tbody input[type=checkbox]").forEach((box) => {
      if (!box.disabled) box.checked = event.target.checked;
    });
  }
  if (event.target.matches("input[type=checkbox]")) countTicks(form);
  if (event.target.matches("[data-submit]")) form.requestSubmit();
});

// A form is sent once, however often its button is pressed.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || form.hasAttribute("data-again")) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  setTimeout(() => form.querySelectorAll("button").forEach((button) => { button.disabled = true; }), 0);
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => {
    delete form.dataset.sent;
    form.querySelectorAll("button").forEach((button) => { button.disabled = false; });
  });
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});

// A draft with something wrong in it: the cursor stands on that line.
document.querySelectorAll("textarea[data-line]").forEach((box) => {
  const lines = box.value.split("\n"), line = Number(box.dataset.line) - 1;
  const start = lines.slice(0, line).reduce((sum, text) => sum + text.length + 1, 0);
  box.focus();
  box.setSelectionRange(start, start + (lines[line] || "").length);
  box.scrollTop = Math.max(0, (line - 5) * (box.scrollHeight / lines.length));
});

// On a phone the menu is a strip: the line for this page comes into sight.
const here = document.querySelector(".menu a[aria-current=page]");
if (here) here.scrollIntoView({ block: "nearest", inline: "center" });

// A key named on a button presses it, unless somebody is typing.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, select, textarea, [contenteditable]")) return;
  const wanted = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!wanted || wanted.disabled) return;
  event.preventDefault();
  wanted.click();
});

// The menu of a phone is a strip: the entry that has the focus, or is open, stands in sight.
(function () {
  const menu = document.querySelector(".menu");
  if (!menu) return;
  const shown = (entry) => {
    if (menu.scrollWidth > menu.clientWidth) menu.scrollLeft = entry.offsetLeft - menu.offsetLeft - 24;
  };
  menu.addEventListener("focusin", (event) => shown(event.target));
  const open = menu.querySelector("[aria-current]");
  if (open) shown(open);
})();

// A table wider than its panel can be reached and moved by keyboard, in browsers too that do not see to it themselves.
(function () {
  const tables = [...document.querySelectorAll(".table")];
  const name = (place) => {
    const told = place.querySelector("caption") || (place.closest("section") || document).querySelector("h2, h1");
    return told ? told.textContent.trim() : "";
  };
  const measured = () => tables.forEach((place) => {
    const wide = place.scrollWidth > place.clientWidth + 1;
    const set = { tabindex: "0", role: "region", "aria-label": name(place) };
    Object.entries(set).forEach(([key, value]) => (wide ? place.setAttribute(key, value) : place.removeAttribute(key)));
  });
  measured();
  window.addEventListener("resize", measured);
})();
