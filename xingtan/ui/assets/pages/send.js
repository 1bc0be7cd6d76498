// Sending a large file piece by piece. It goes on by itself when the network is back, and, when the page was
// closed, from where it stopped once the same file is chosen again.

const HEAD = 64 * 1024;
const WAITS = [1, 2, 5, 10, 20, 30];

/** By which the same file is known again: its name, size, date, beginning and end. */
async function fingerprintOf(file) {
  const parts = [file.slice(0, HEAD), file.slice(Math.max(0, file.size - HEAD)), `${file.name}:${file.size}:${file.lastModified}`];
  const bytes = await new Blob(parts).arrayBuffer();
  if (!crypto.subtle) return `${file.name}:${file.size}:${file.lastModified}`.slice(-100);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

const pause = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));

class Sender {
  constructor(part) {
    this.part = part;
    this.words = part.dataset;
    this.note = part.querySelector("[data-note]");
    this.bar = part.querySelector("progress");
  }

  say(sentence, kind = "wait") {
    this.note.textContent = sentence;
    this.note.hidden = !sentence;
    this.note.className = `player-note is-${kind}`;
  }

  show(received, size) {
    this.bar.hidden = false;
    this.bar.max = size;
    this.bar.value = received;
    const percent = Math.floor((received * 100) / size);
    this.say(this.words.far.replace("[percent]", percent), "info");
  }

  /** An answer in words, or null while there is no network; tried again until there is one. */
  async ask(url, body, type) {
    for (let turn = 0; ; turn += 1) {
      try {
        const headers = { "X-CSRFToken": this.words.key, "Content-Type": type };
        const answer = await fetch(url, { method: "POST", body, headers, credentials: "same-origin" });
        if (answer.status < 500 || answer.status === 507) return { ok: answer.ok, ...(await answer.json()) };
      } catch {
        // no network: what is in stays in
      }
      this.say(this.words.offline);
      await pause(WAITS[Math.min(turn, WAITS.length - 1)]);
    }
  }

  async send(file) {
    this.say(this.words.begins, "info");
    const announced = JSON.stringify({ name: file.name, size: file.size, fingerprint: await fingerprintOf(file) });
    const begun = await this.ask(this.words.announce, announced, "application/json");
    if (!begun.ok) return this.say(begun.sentence, "stop");
    const size = Number(this.words.piece);
    let { received } = begun;
    for (;;) {
      this.show(received, file.size);
      const url = `${begun.send}?offset=${received}`;
      const told = await this.ask(url, file.slice(received, received + size), "application/octet-stream");
      if (told.run || told.page) return window.location.assign(told.run || told.page);
      if (!told.ok && typeof told.received !== "number") return this.say(told.sentence, "stop");
      received = told.received;
    }
  }
}

for (const part of document.querySelectorAll("[data-send]")) {
  const field = part.querySelector("input[type=file]");
  part.querySelector("form")?.addEventListener("submit", async (event) => {
    if (!field.files.length) return;
    event.preventDefault();
    event.stopPropagation();
    field.disabled = true;
    await new Sender(part).send(field.files[0]);
    field.disabled = false;
  }, true);
}
