// data-shortcut="/" : that key, pressed outside a field, goes to or presses the element.
// What the page itself offers goes before the frame around it. Enter and the space bar stay with whatever link or button has the focus.

export function watchShortcuts() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(event.target)) return;
    if ((event.key === "Enter" || event.key === " ") && isPressed(event.target)) return;
    const wanted = [...document.querySelectorAll("[data-shortcut]")].filter(
      (element) => element.dataset.shortcut.toLowerCase() === event.key.toLowerCase(),
    );
    const found = wanted.find((element) => element.closest("main")) ?? wanted[0];
    if (!found) return;
    event.preventDefault();
    if (found.matches("input, textarea, select")) found.focus();
    else found.click();
    if (found.matches("summary")) found.parentElement.querySelector("select, input:not([type=hidden]), textarea")?.focus();
  });
}

function isTyping(element) {
  return element.matches("input, textarea, select, [contenteditable]");
}

function isPressed(element) {
  return element.closest("a, button, summary, label") !== null;
}
