// A form that is saved as it is typed. One save at a time, in the order of typing; what could not be sent is sent again.
"use strict";

(() => {
  const form = document.querySelector("[data-autosave]");
  if (!form || !window.htmx) return;
  const PAUSE = 600, RETRY = 4000;
  const waiting = new Set();  // names whose latest text is not kept yet
  let timer = 0, sending = null, stopped = false;

  const tell = (text, bad) => {
    const place = document.getElementById("saving");
    place.replaceChildren(Object.assign(document.createElement("span"), { className: bad ? "mark warn" : "small soft", textContent: text }));
  };

  function typed(name) {
    const values = new FormData(form).getAll(name);
    return values.length ? values.map(String) : [""];
  }

  function later(ms) {
    clearTimeout(timer);
    timer = setTimeout(send, ms);
  }

  function send() {
    if (sending || stopped || !waiting.size) return;
    sending = [...waiting];
    waiting.clear();
    const values = { version: document.getElementById("version").value };
    sending.forEach((name) => { values[name] = typed(name); });
    tell(say("Đang lưu…"));
    htmx.ajax("POST", form.getAttribute("hx-post"), { source: form, values, swap: "none" });
  }

  form.addEventListener("htmx:configRequest", (event) => {
    // Only what was typed goes, not the whole form.
    const wanted = new Set(["version", ...(sending || [])]);
    const sent = event.detail.parameters;
    Object.keys(sent).forEach((name) => { if (!wanted.has(name)) delete sent[name]; });
    (sending || []).forEach((name) => { sent[name] = typed(name); });
  });

  document.body.addEventListener("htmx:beforeSwap", (event) => {
    // A refusal tells why, so it is shown.
    if (event.detail.elt === form && [409, 422].includes(event.detail.xhr.status)) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
      stopped = event.detail.xhr.status === 409;
      if (stopped) sending = null;
    }
  });

  form.addEventListener("htmx:afterRequest", (event) => {
    const status = event.detail.xhr ? event.detail.xhr.status : 0;
    const names = sending || [];
    sending = null;
    const elsewhere = status === 200 && new URL(event.detail.xhr.responseURL).pathname !== new URL(form.action).pathname;
    if (elsewhere || status === 403) {
      // The session is over: the answer is the page for signing in. What was typed stays where it is.
      names.forEach((name) => waiting.add(name));
      tell(say("Chưa lưu: phiên làm việc đã hết. Hãy đăng nhập ở một thẻ khác, rồi tải lại trang này và gõ lại ô cuối."), true);
      return;
    }
    if (status === 0 || status >= 500) {
      names.forEach((name) => waiting.add(name));
      tell(say("Chưa lưu được vì mất kết nối; sẽ tự thử lại. Đừng đóng trang."), true);
      later(RETRY);
      return;
    }
    names.forEach((name) => {
      const text = document.getElementById(`w-${name}`);
      form.querySelectorAll(`[data-field="${CSS.escape(name)}"]`).forEach((box) => {
        if (text && text.textContent) box.setAttribute("aria-invalid", "true");
        else box.removeAttribute("aria-invalid");
      });
    });
    if (waiting.size) later(0);
  });

  form.addEventListener("input", (event) => {
    const name = event.target.dataset.field;
    if (!name) return;
    waiting.add(name);
    later(PAUSE);
  });
  form.addEventListener("change", (event) => {
    if (!event.target.dataset.field) return;
    waiting.add(event.target.dataset.field);
    later(0);
  });
  window.addEventListener("online", () => later(0));
  // Enter within a field goes on instead of sending the whole form.
  form.addEventListener("submit", (event) => { event.preventDefault(); later(0); });
  window.addEventListener("beforeunload", (event) => { if (waiting.size || sending) event.preventDefault(); });
})();
