// A text in the language of the page: the page brings those words that are not the Vietnamese ones.
"use strict";

(function () {
  const brought = document.getElementById("script-words");
  const words = brought ? JSON.parse(brought.textContent) : {};
  window.say = (text, values = {}) => (words[text] || text).replace(/%\((\w+)\)s/g, (place, name) => values[name] ?? place);
})();
