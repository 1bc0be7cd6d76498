// A button that copies its text and says so for a moment.

const SAID_FOR = 2000;

export function watchCopying() {
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    await put(button.dataset.copy);
    const word = button.querySelector("[data-word]");
    word.dataset.word = word.dataset.word || word.textContent;
    word.textContent = button.dataset.copied;
    word.setAttribute("role", "status");
    button.classList.add("is-done");
    setTimeout(() => {
      word.textContent = word.dataset.word;
      button.classList.remove("is-done");
    }, SAID_FOR);
  });
}

/** The clipboard where it may be used (https), else a hidden field as older browsers need. */
async function put(text) {
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(text);
      return;
    } catch {
      // refused by the browser: the other way below still works
    }
  }
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "unseen";
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}
