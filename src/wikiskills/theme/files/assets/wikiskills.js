// Quizzes: say at once which chosen answers are right, with their feedback. Without this script the answers can be unfolded.
(() => {
  "use strict";

  /** @param {string} tag @param {string} [name] @param {string} [text] */
  function element(tag, name, text) {
    const node = document.createElement(tag);
    if (name) node.className = name;
    if (text) node.textContent = text;
    return node;
  }

  /** @param {HTMLFormElement} form */
  function showFeedback(form) {
    const answers = [...form.querySelectorAll(".ws-quiz__answers li")];
    const chosen = [...form.querySelectorAll("input")].flatMap((input, number) => (input.checked ? [number] : []));
    const correct = answers.flatMap((answer, number) => (answer.dataset.correct === "true" ? [number] : []));
    const result = form.querySelector(".ws-quiz__result");
    const right = chosen.length === correct.length && chosen.every((number) => correct.includes(number));
    const verdict = !chosen.length ? "Choose an answer first." : right ? "Right." : "Not right yet.";
    result.replaceChildren(element("p", right ? "ws-right" : "ws-wrong", verdict));
    for (const number of chosen) {
      const line = element("p");
      line.append(...[...answers[number].querySelector(".ws-quiz__feedback").childNodes].map((node) => node.cloneNode(true)));
      result.append(line);
    }
    if (chosen.length && !right && chosen.every((number) => correct.includes(number))) {
      result.append(element("p", "", "Another answer fits too."));
    }
  }

  function enhance() {
    for (const form of document.querySelectorAll("form.ws-quiz:not([data-ready])")) {
      form.dataset.ready = "true";
      form.querySelector("button[type=submit]").hidden = false;
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        showFeedback(form);
      });
      form.addEventListener("change", () => form.querySelector(".ws-quiz__result").replaceChildren());
    }
  }

  // Material swaps pages without loading them; document$ tells of each new one.
  if (window.document$) window.document$.subscribe(enhance);
  else enhance();
})();
