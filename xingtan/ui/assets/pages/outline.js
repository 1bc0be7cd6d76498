// Dragging lessons of a course to another place. Up and down buttons do the same without it.

const outline = document.querySelector("[data-outline]");
let dragged = null;

function placeBefore(list, y) {
  return [...list.querySelectorAll("[data-lesson]")].find((each) => {
    if (each === dragged) return false;
    const { top, height } = each.getBoundingClientRect();
    return y < top + height / 2;
  });
}

/** Hand the new place to the server, which answers with the outline as it stands. */
function settle(item) {
  const list = item.parentElement;
  const form = document.createElement("form");
  form.method = "post";
  form.action = outline.dataset.arrange;
  const told = {
    csrfmiddlewaretoken: outline.dataset.key,
    what: "lesson",
    move: "place",
    number: item.dataset.lesson,
    unit: list.closest("[data-unit]").dataset.unit,
    position: [...list.querySelectorAll("[data-lesson]")].indexOf(item),
  };
  for (const [name, value] of Object.entries(told)) {
    const input = Object.assign(document.createElement("input"), { type: "hidden", name, value });
    form.append(input);
  }
  document.body.append(form);
  form.submit();
}

outline?.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-lesson]");
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.dataset.lesson);
  dragged.classList.add("is-dragged");
});
outline?.addEventListener("dragover", (event) => {
  const list = event.target.closest?.("[data-unit]")?.querySelector("[data-lessons]");
  if (!dragged || !list) return;
  event.preventDefault();
  const before = placeBefore(list, event.clientY);
  if (before) list.insertBefore(dragged, before);
  else list.append(dragged);
});
outline?.addEventListener("drop", (event) => {
  if (!dragged) return;
  event.preventDefault();
  settle(dragged);
});
outline?.addEventListener("dragend", () => {
  dragged?.classList.remove("is-dragged");
  dragged = null;
});
