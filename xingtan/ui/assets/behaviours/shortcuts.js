// data-shortcut="/" : that key, pressed outside a field, goes to or presses the element.
// Enter and the space bar stay with whatever link or button has the focus.

export function watchShortcuts() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(event.target)) return;
    if ((event.key === "Enter" || event.key === " ") && isPressed(event.target)) return;
    const found = [...document.querySelectorAll("[data-shortcut]")].find(
      (element) => element.dataset.shortcut.toLowerCase() === event.key.toLowerCase(),
    );
    if (!found) return;
    event.preventDefault();
    if (found.matches("input, textarea, select")) found.focus();
    else found.click();
  });
}

function isTyping(element) {
  return element.matches("input, textarea, select, [contenteditable]");
}

function isPressed(element) {
  return element.closest("a, button, summary, label") !== null;
}
