// After a form came back with errors, reading starts at their summary.

export function takeFocus(part) {
  const first = part.matches?.("[data-focus]") ? part : part.querySelector("[data-focus]");
  first?.focus();
}
