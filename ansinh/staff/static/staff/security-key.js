// Asks the browser for a security key: to add one, or to sign in with one. Without a browser that can, the button stays hidden.
"use strict";

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const letters = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

function answerOf(key) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (key.response[name]) response[name] = letters(key.response[name]);
  }
  return JSON.stringify({ id: key.id, rawId: letters(key.rawId), type: key.type, clientExtensionResults: key.getClientExtensionResults(), response });
}

async function ask(form) {
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const asked = await fetch(form.dataset.options, { method: "POST", headers: { "X-CSRFToken": token } });
  if (!asked.ok) throw new Error("options");
  const options = await asked.json();
  options.challenge = bytes(options.challenge);
  for (const list of ["excludeCredentials", "allowCredentials"]) {
    (options[list] || []).forEach((one) => { one.id = bytes(one.id); });
  }
  if (!options.user) return navigator.credentials.get({ publicKey: options });
  options.user.id = bytes(options.user.id);
  return navigator.credentials.create({ publicKey: options });
}

document.querySelectorAll("form[data-security-key]").forEach((form) => {
  if (!window.PublicKeyCredential) return;
  form.hidden = false;
  const told = form.querySelector("[data-told]");
  form.addEventListener("submit", async (event) => {
    if (form.elements.answer.value) return;
    event.preventDefault();
    event.stopPropagation();
    told.textContent = say("Hãy chạm vào khóa bảo mật hoặc xác nhận trên thiết bị…");
    try {
      form.elements.answer.value = answerOf(await ask(form));
      form.submit();
    } catch (error) {
      told.textContent = error.name === "InvalidStateError" ? say("Khóa này đã được thêm.") : say("Chưa nhận được khóa; hãy thử lại.");
    }
  });
});
