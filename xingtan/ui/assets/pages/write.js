// Writing a page with headings and lists in place of the plain text field, which stays and is what is sent.
// What is typed is kept in this browser until it has been saved.

import { tidied } from "../write/pasting.js";

const TOOLS = [
  ["bold", "bold"],
  ["heading", "formatBlock", "h2"],
  ["list", "insertUnorderedList"],
  ["numbers", "insertOrderedList"],
  ["link", "createLink"],
  ["plain", "removeFormat"],
];

function escaped(text) {
  const box = document.createElement("div");
  box.textContent = text;
  return box.innerHTML;
}

/** Text without tags as the server would read it: paragraphs. */
function shown(text) {
  if (/<[a-z/!?]/i.test(text)) return tidied(text);
  const blocks = text.split(/\n\s*\n/).filter((block) => block.trim());
  return blocks.map((block) => `<p>${escaped(block.trim()).replaceAll("\n", "<br>")}</p>`).join("");
}

function buttons(words, field, surface) {
  const bar = document.createElement("div");
  bar.className = "writing-bar";
  bar.setAttribute("role", "toolbar");
  for (const [word, command, value] of TOOLS) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "button is-quiet is-small", textContent: words[word] });
    button.addEventListener("click", () => {
      surface.focus();
      const given = command === "createLink" ? window.prompt(words.ask, "https://") : value;
      if (command === "createLink" && !/^(https?:|mailto:|tel:)/i.test(given ?? "")) return;
      document.execCommand(command, false, given);
      if (command === "removeFormat") document.execCommand("formatBlock", false, "p");
      take(field, surface);
    });
    bar.append(button);
  }
  return bar;
}

function take(field, surface) {
  field.value = tidied(surface.innerHTML);
}

function begin(part) {
  const field = part.querySelector("textarea");
  const surface = document.createElement("div");
  surface.className = "writing medium-page";
  surface.contentEditable = "true";
  surface.setAttribute("role", "textbox");
  surface.setAttribute("aria-multiline", "true");
  surface.setAttribute("aria-label", part.dataset.label);
  surface.innerHTML = shown(field.value) || "<p><br></p>";
  document.execCommand("defaultParagraphSeparator", false, "p");
  surface.addEventListener("input", () => take(field, surface));
  surface.addEventListener("paste", (event) => {
    const html = event.clipboardData?.getData("text/html");
    event.preventDefault();
    document.execCommand("insertHTML", false, html ? tidied(html) : shown(event.clipboardData?.getData("text/plain") ?? ""));
    take(field, surface);
  });
  const home = field.closest(".field-input") ?? field;
  home.hidden = true;
  home.before(buttons(part.dataset, field, surface), surface);
}

for (const part of document.querySelectorAll("[data-words]")) begin(part);
