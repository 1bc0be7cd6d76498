// [data-keep="/address/"]: what is typed in this form is kept when the page is left or put aside.
// [data-count-into="id"]: characters are counted while typing, as Word counts them.

const LATIN = /[!-~]+/g;

export function watchDrafts() {
  document.addEventListener("input", (event) => {
    const counter = document.getElementById(event.target.dataset.countInto);
    if (counter) counter.textContent = String(event.target.value.replace(LATIN, " \u0001 ").replace(/\s/gu, "").length);
    const form = event.target.closest("[data-keep]");
    if (form) form.dataset.changed = "yes";
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest?.("[data-keep]");
    if (form && event.detail.successful) delete form.dataset.changed;
  });
  window.addEventListener("pagehide", () => {
    for (const form of document.querySelectorAll("[data-keep][data-changed]:not([data-sent])")) keep(form);
  });
}

function keep(form) {
  const sent = new FormData();
  for (const name of ["csrfmiddlewaretoken", "text", "seen"]) sent.append(name, form.elements[name].value);
  navigator.sendBeacon(form.dataset.keep, sent);
}
