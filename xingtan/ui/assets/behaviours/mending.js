// [data-mending]: n and p go to the next and the previous doubtful cell, Enter opens it (it is a link), Tab in an open
// cell keeps what was typed and goes on, Esc leaves it as it was. After mending, the next doubtful cell has the focus.
// A row that is open for mending elsewhere in the grid stays open, with what was typed in it.

import htmx from "htmx.org";

let from = null;
let open = [];

export function watchMending() {
  document.addEventListener("keydown", (event) => {
    const grid = document.querySelector("[data-mending]");
    if (!grid || event.ctrlKey || event.metaKey || event.altKey) return;
    const editor = event.target.closest?.("[data-cell-editor]");
    if (editor) return inEditor(event, editor);
    if (event.target.matches("input, textarea, select, [contenteditable]")) return;
    if (event.key === "n" || event.key === "p") {
      event.preventDefault();
      go(grid, event.key === "n" ? 1 : -1);
    }
  });
  document.addEventListener("click", (event) => {
    const grid = document.querySelector("[data-mending]");
    if (grid && event.target.closest("[data-next-problem]")) go(grid, 1);
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    const cell = event.target.closest?.("[data-mending] td[id]");
    if (cell && event.detail.requestConfig.verb === "post") from = cell.id;
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (!event.detail.target?.matches?.("[data-mending]")) return;
    const mended = event.detail.requestConfig.elt.closest("tr");
    open = [...event.detail.target.querySelectorAll("tr[id]")].filter(
      (row) => row !== mended && row.querySelector("[data-cell-editor], .row-fields"),
    );
  });
  document.addEventListener("htmx:afterSwap", keepOpen);
  document.addEventListener("htmx:afterSettle", goOn);
}

function keepOpen() {
  for (const row of open) {
    document.getElementById(row.id)?.replaceWith(row);
    htmx.process(row);
  }
  open = [];
}

/** After a cell was mended: to the cell itself if it is still doubtful or open, else to the next one. */
function goOn() {
  const grid = document.querySelector("[data-mending]");
  if (!grid || !from) return;
  const cell = document.getElementById(from);
  const after = cell ?? grid;
  from = null;
  if (cell?.querySelector("[data-cell-editor]")) return;
  const problems = [...grid.querySelectorAll("[data-problem]")];
  const next =
    cell?.querySelector("[data-problem]") ??
    problems.find((each) => after.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING) ??
    problems[0];
  if (next) next.focus();
  else document.querySelector(".hand-in input:not([type=hidden])")?.focus();
}

function go(grid, step) {
  const problems = [...grid.querySelectorAll("[data-problem]")];
  if (problems.length === 0) return;
  const at = problems.indexOf(document.activeElement?.closest?.("td")?.querySelector("[data-problem]"));
  const next = problems[at < 0 ? (step > 0 ? 0 : problems.length - 1) : (at + step + problems.length) % problems.length];
  next.focus();
  next.scrollIntoView({ block: "center" });
}

function inEditor(event, editor) {
  const field = editor.querySelector("[name=text]");
  if (event.key === "Escape") {
    event.preventDefault();
    from = editor.closest("td").id;
    editor.querySelector("[data-cell-close]").click();
  } else if (event.key === "Tab" && !event.shiftKey && event.target === field && isChanged(field)) {
    event.preventDefault();
    editor.requestSubmit();
  }
}

function isChanged(field) {
  return field.matches("select") ? field.selectedIndex > 0 : field.value !== field.defaultValue;
}
