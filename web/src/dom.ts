/** Make an element with a class and a text. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  name = "",
  text = "",
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  if (name) node.className = name;
  if (text) node.textContent = text;
  return node;
}

/** Make a button. */
export function button(name: string, text: string, act: () => void): HTMLButtonElement {
  const node = element("button", name, text);
  node.type = "button";
  node.addEventListener("click", act);
  return node;
}

/** Find all elements below `root`. */
export function all<E extends Element = HTMLElement>(selector: string, root: ParentNode = document): E[] {
  return [...root.querySelectorAll<E>(selector)];
}

/** Words of a `data-` attribute. */
export function words(text: string | undefined): string[] {
  return (text ?? "").split(/\s+/).filter(Boolean);
}
