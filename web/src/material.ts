// What Material's own marks leave out for keyboards and screen readers, and copy buttons.
import { all, element } from "./dom";
import { say } from "./words";

declare global {
  interface Window {
    /** Material's subject that tells of each new page. */
    document$?: { subscribe(listener: () => void): void };
    /** Material's subject for short messages. */
    alert$?: { next(message: string): void };
  }
}

/** Whether the navigation is a menu over the page. */
const drawer = matchMedia("(max-width: 76.2344em)");

/** Mend what is there once, for all pages. */
export function mendFrame(): void {
  addMenuButton();
  const name = document.querySelector(".md-search__input")?.getAttribute("aria-label");
  if (name) document.querySelector(".md-search")?.setAttribute("aria-label", name);
  document.querySelector(".md-progress")?.setAttribute("aria-hidden", "true");
  for (const told of all(".md-dialog__inner, .md-search-result__meta")) told.setAttribute("role", "status");
  drawer.addEventListener("change", openMenuToKeyboards);
}

/** Mend what each page brings. */
export function mendPage(): void {
  nameRegions();
  openMenuToKeyboards();
  if (navigator.clipboard) all(".highlight:not(:has(> .ws-copy))").forEach(addCopyButton);
}

const BEHIND_MENU = ".md-skip, .md-header, .md-content, .md-footer, .md-top";

/** Open and close the menu from the keyboard too: Material has only a label to click. Open, it keeps the focus. */
function addMenuButton(): void {
  const toggle = document.getElementById("__drawer") as HTMLInputElement;
  const opener = element("button", "ws-menu");
  const tell = () => {
    const open = toggle.checked && drawer.matches;
    opener.setAttribute("aria-expanded", String(open));
    for (const part of all(BEHIND_MENU)) part.inert = open;
    if (open) all(".md-nav--primary :is(a, label)").find((one) => one.tabIndex >= 0 && isSeen(one))?.focus();
  };
  opener.type = "button";
  opener.setAttribute("aria-label", document.querySelector(".md-nav--primary")?.getAttribute("aria-label") ?? "");
  opener.addEventListener("click", () => toggle.click());
  for (const changing of [toggle, drawer]) changing.addEventListener("change", tell);
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !toggle.checked) return;
    toggle.click();
    opener.focus();
  });
  document.querySelector(".md-header__button[for=__drawer]")?.before(opener);
  tell();
}

const isSeen = (node: HTMLElement): boolean => node.checkVisibility({ visibilityProperty: true });

/** Material's menu of small screens is made of labels that only a pointer reaches; the keys reach what has a tabindex. */
function openMenuToKeyboards(): void {
  for (const label of all(".md-nav--primary label[for]")) {
    if (!label.getAttribute("tabindex")) label.dataset.drawer = "";
    if ("drawer" in label.dataset) label.tabIndex = drawer.matches ? 0 : -1;
  }
}

/** Sections with a page of their own have a label without text; wide tables and code scroll in boxes without a name. */
function nameRegions(): void {
  for (const label of all("label.md-nav__link[id]")) {
    const name = label.previousElementSibling?.textContent?.trim();
    if (name && !label.textContent?.trim()) label.append(element("span", "ws-visually-hidden", name));
  }
  for (const box of all(".md-typeset__scrollwrap")) {
    if (!box.closest(".ws-table")) Object.assign(box, { tabIndex: 0, role: "group", ariaLabel: say("table.label") });
  }
  // Material lets the keyboard stop at those that are too wide.
  for (const code of all(".highlight pre > code")) Object.assign(code, { role: "group", ariaLabel: say("code.label") });
}

function addCopyButton(block: HTMLElement): void {
  const { translations } = JSON.parse(document.getElementById("__config")?.textContent ?? "{}");
  const copy = element("button", "ws-copy");
  copy.type = "button";
  copy.title = translations["clipboard.copy"];
  copy.setAttribute("aria-label", copy.title);
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(block.querySelector("code")?.textContent ?? "");
    window.alert$?.next(translations["clipboard.copied"]);
  });
  block.append(copy);
}
