// [data-fill="20"][data-into="id"]: a press puts that into the field; with data-add it is added to what stands there.
// [data-sum]: the points typed in a form are summed beside them. Ctrl or ⌘ and Enter send the form one types in.

export function watchFilling() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-fill]");
    const field = button && document.getElementById(button.dataset.into);
    if (!field) return;
    const words = button.dataset.fill;
    if ("add" in button.dataset) field.value = [field.value.trimEnd(), words].filter(Boolean).join("\n");
    else field.value = words;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  document.addEventListener("input", (event) => {
    const form = event.target.closest("[data-sum]");
    if (form) sum(form);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !event.target.matches("textarea")) return;
    const first = event.target.form?.querySelector("[type=submit]");
    if (!first) return;
    event.preventDefault();
    first.click();
  });
}

export function sumAll(part) {
  for (const form of part.querySelectorAll("[data-sum]")) sum(form);
}

function sum(form) {
  const said = form.querySelector("[data-summed]");
  const points = [...form.querySelectorAll("[data-point]")].map((field) => Number(field.value));
  said.textContent = points.every(Number.isFinite) ? String(points.reduce((all, each) => all + each, 0)) : "–";
  said.parentElement.hidden = false;
}
