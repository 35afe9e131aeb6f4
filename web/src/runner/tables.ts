// HTML that a learner's code gives out: cleaned of all that could act, its tables made accessible.
import DOMPurify from "dompurify";
import { all, element } from "../dom";
import { say } from "../words";

const TAGS =
  "table caption thead tbody tfoot tr th td a abbr b blockquote br code dd del div dl dt em i kbd li ol p pre s samp small span strong sub sup u ul";
const NUMBER = /^([-+\u2212]?(\d[\d,._\u00a0\u202f ]*|\.\d+)(e[-+]?\d+)?\s?%?|nan|<na>|nat|[-+]?inf)$/i;

/** Give clean elements for the page. */
export function cleanHtml(html: string): HTMLElement {
  const box = element("div", "ws-html");
  box.append(
    DOMPurify.sanitize(html, {
      ALLOWED_TAGS: TAGS.split(" "),
      ALLOWED_ATTR: ["colspan", "rowspan", "href", "title", "dir", "lang"],
      ALLOWED_URI_REGEXP: /^https?:/i,
      ALLOW_DATA_ATTR: false,
      ALLOW_ARIA_ATTR: false,
      FORBID_CONTENTS: ["style", "script", "template", "svg", "math"],
      RETURN_DOM_FRAGMENT: true,
    }),
  );
  for (const table of all<HTMLTableElement>("table", box)) mend(table);
  return box;
}

function mend(table: HTMLTableElement): void {
  const heads = new Set([...(table.tHead?.rows ?? [])]);
  for (const row of table.rows) {
    for (const cell of [...row.cells]) mendCell(cell, heads.has(row));
  }
  alignHeads(table, heads);
  const box = element("div", "ws-table");
  box.tabIndex = 0;
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", say("runner.table"));
  table.replaceWith(box);
  box.append(table);
}

function mendCell(cell: HTMLTableCellElement, isHead: boolean): void {
  const text = cell.textContent?.trim() ?? "";
  if (cell.tagName === "TD") {
    if (NUMBER.test(text)) cell.className = "num";
  } else if (text) {
    const spans = isHead ? cell.colSpan > 1 : cell.rowSpan > 1;
    cell.scope = `${isHead ? "col" : "row"}${spans ? "group" : ""}`;
  } else {
    const empty = element("td");
    Object.assign(empty, { colSpan: cell.colSpan, rowSpan: cell.rowSpan });
    cell.replaceWith(empty);
  }
}

/** Align the heads of columns that hold nothing but numbers as the numbers are. */
function alignHeads(table: HTMLTableElement, heads: Set<HTMLTableRowElement>): void {
  const body = [...table.rows].filter((row) => !heads.has(row));
  for (const head of heads) {
    if (!body.length || body.some((row) => row.cells.length !== head.cells.length)) continue;
    for (const [column, cell] of [...head.cells].entries()) {
      if (cell.tagName === "TH" && body.every((row) => row.cells[column]?.className === "num")) cell.className = "num";
    }
  }
}
