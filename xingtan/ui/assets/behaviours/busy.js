// A form that has been sent says so after 300 ms and cannot be sent twice.

const PATIENCE = 300;

export function watchBusyForms() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-busy]") || event.defaultPrevented) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    setTimeout(() => form.classList.add("is-busy"), PATIENCE);
  });
  const release = (form) => {
    delete form.dataset.sent;
    form.classList.remove("is-busy");
  };
  const releaseAll = () => document.querySelectorAll("form[data-sent]").forEach(release);
  window.addEventListener("pageshow", releaseAll);
  document.addEventListener("htmx:afterRequest", releaseAll);
}
