// When background work that was watched here ends, the page around it is loaded anew.

export function watchRuns() {
  document.addEventListener("htmx:afterSwap", (event) => {
    const run = event.detail.elt.closest?.("[data-run]") || event.detail.target;
    const state = run?.dataset?.run;
    if (state === "done" || state === "failed") window.location.reload();
  });
}
