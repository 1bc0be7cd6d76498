// A package in its sandbox: opened in a frame without the house's origin, heard through one narrow channel.
// What it reports is handed in with the token of this play, which the package never sees.

import { reportIn } from "../package/checking.js";
import { post } from "../watch/sending.js";

const PAUSE = 1_000;
const AGAIN = 10_000;
/** More than this does not travel after the page has gone. */
const LAST_WORDS = 60_000;

class Package {
  constructor(part) {
    this.part = part;
    this.words = part.dataset;
    this.note = part.querySelector("[data-package-note]");
    this.token = "";
    this.number = 0;
    this.waiting = null;
    this.sending = false;
    this.nonce = crypto.getRandomValues(new Uint32Array(4)).join("-");
  }

  async open() {
    const state = this.words.begin ? await this.begin() : {};
    if (!state) return;
    this.frame = this.framed({ ...JSON.parse(this.words.launch), nonce: this.nonce, house: location.origin, state });
    window.addEventListener("message", (event) => this.hear(event));
    window.addEventListener("online", () => this.handIn());
    window.addEventListener("pagehide", () => this.handInLast());
    setInterval(() => this.handIn(), AGAIN);
    this.part.querySelector("[data-stage]").replaceChildren(this.frame);
  }

  /** The state to go on from; without one the package still opens, and the page says that nothing is kept. */
  async begin() {
    const body = new URLSearchParams({ item: this.words.item });
    const { heard, refused, offline } = await post(this.words.begin, body, { "X-CSRFToken": this.words.key });
    if (offline) {
      this.say(this.words.offlineFirst, "stop");
      window.addEventListener("online", () => window.location.reload(), { once: true });
      return null;
    }
    if (refused) this.say(refused.sentence, "wait");
    this.token = heard?.token ?? "";
    return heard?.state ?? {};
  }

  framed(launch) {
    const frame = document.createElement("iframe");
    frame.className = "package-frame";
    frame.title = this.words.title;
    frame.setAttribute("sandbox", this.words.sandbox);
    frame.allowFullscreen = true;
    frame.referrerPolicy = "no-referrer";
    frame.name = JSON.stringify(launch);
    frame.src = this.words.address;
    return frame;
  }

  hear(event) {
    const report = reportIn(event, { frame: this.frame, origin: this.words.origin, nonce: this.nonce });
    if (!report || !this.token) return;
    const isNews = report.left || report.completion !== this.last?.completion || report.success !== this.last?.success;
    this.last = this.waiting = report;
    if (isNews) this.handIn();
    else this.timer ??= setTimeout(() => this.handIn(), PAUSE);
  }

  /** The newest report says all that the ones before it said. */
  async handIn() {
    clearTimeout(this.timer);
    this.timer = null;
    if (!this.waiting || this.sending) return;
    const report = this.waiting;
    this.waiting = null;
    this.sending = true;
    const body = this.message(report);
    const { heard, refused, offline } = await post(this.words.report, body, { "X-CSRFToken": this.words.key });
    this.sending = false;
    if (offline) {
      this.waiting ??= report;
      this.say(this.words.offline, "wait");
    } else if (refused) {
      this.token = "";
      this.say(refused.sentence, "stop");
    } else {
      this.say(this.words.kept, "ok");
      this.part.querySelector("[data-package-line]").textContent = heard.line;
      if (this.waiting) this.handIn();
    }
  }

  message(report) {
    this.number += 1;
    return JSON.stringify({ token: this.token, number: this.number, report });
  }

  handInLast() {
    if (!this.waiting || !this.token) return;
    const body = this.message(this.waiting);
    if (body.length > LAST_WORDS) return;
    fetch(this.words.report, { method: "POST", body, headers: { "X-CSRFToken": this.words.key }, keepalive: true });
  }

  say(sentence, kind) {
    if (!this.note || this.note.textContent === sentence) return;
    this.note.textContent = sentence;
    this.note.hidden = !sentence;
    this.note.className = `player-note is-${kind}`;
  }
}

const part = document.querySelector("[data-package]");
if (part) new Package(part).open();
