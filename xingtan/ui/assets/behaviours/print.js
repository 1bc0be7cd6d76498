// A button that prints the page; without script people print by their browser's menu.

export function watchPrinting() {
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
  });
}
