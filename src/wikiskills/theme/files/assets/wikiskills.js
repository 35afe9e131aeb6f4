// Quizzes that answer, copy buttons, and what Material's own marks leave out for keyboards and screen readers.
// Every page reads fully without this script: the answers of a quiz can be unfolded.
(() => {
  "use strict";

  /** @param {string} tag @param {string} [name] @param {string} [text] */
  function element(tag, name, text) {
    const node = document.createElement(tag);
    if (name) node.className = name;
    if (text) node.textContent = text;
    return node;
  }

  /** @param {string} selector @param {(node: any) => void} change */
  const each = (selector, change) => document.querySelectorAll(selector).forEach(change);

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

  /** @param {HTMLFormElement} form */
  function enableQuiz(form) {
    form.dataset.ready = "true";
    form.querySelector("button[type=submit]").hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      showFeedback(form);
    });
    form.addEventListener("change", () => form.querySelector(".ws-quiz__result").replaceChildren());
  }

  /** @param {HTMLElement} block */
  function addCopyButton(block) {
    const { translations } = JSON.parse(document.getElementById("__config").textContent);
    const button = element("button", "ws-copy");
    button.type = "button";
    button.title = translations["clipboard.copy"];
    button.setAttribute("aria-label", button.title);
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(block.querySelector("code").textContent);
      window.alert$?.next(translations["clipboard.copied"]);
    });
    block.append(button);
  }

  /** Open and close the menu from the keyboard too: Material has only a label to click. */
  function addMenuButton() {
    const toggle = document.getElementById("__drawer");
    const button = element("button", "ws-menu");
    const tell = () => button.setAttribute("aria-expanded", String(toggle.checked));
    button.type = "button";
    button.setAttribute("aria-label", document.querySelector(".md-nav--primary").getAttribute("aria-label"));
    button.addEventListener("click", () => toggle.click());
    toggle.addEventListener("change", tell);
    addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !toggle.checked) return;
      toggle.click();
      button.focus();
    });
    document.querySelector(".md-header__button[for=__drawer]").before(button);
    tell();
  }

  /** The search, the bar that shows loading, and messages: there once, for all pages. */
  function nameParts() {
    const name = document.querySelector(".md-search__input")?.getAttribute("aria-label");
    if (name) document.querySelector(".md-search").setAttribute("aria-label", name);
    document.querySelector(".md-progress")?.setAttribute("aria-hidden", "true");
    document.querySelector(".md-dialog__inner").setAttribute("role", "status");
  }

  /** Sections with a page of their own have a label without text; wide tables scroll in a box without a name. */
  function nameRegions() {
    each("label.md-nav__link[id]", (label) => {
      if (!label.textContent.trim()) {
        label.append(element("span", "ws-visually-hidden", label.previousElementSibling.textContent.trim()));
      }
    });
    each(".md-typeset__scrollwrap", (box) => {
      if (!box.closest(".ws-table")) Object.assign(box, { tabIndex: 0, role: "group", ariaLabel: "Table" });
    });
  }

  function enhance() {
    each("form.ws-quiz:not([data-ready])", enableQuiz);
    if (navigator.clipboard) each(".highlight:not(:has(> .ws-copy))", addCopyButton);
    nameRegions();
  }

  addMenuButton();
  nameParts();
  // Material swaps pages without loading them; document$ tells of each new one.
  if (window.document$) window.document$.subscribe(enhance);
  else enhance();
})();
