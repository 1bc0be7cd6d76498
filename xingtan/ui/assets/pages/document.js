// A PDF within the page, one page at a time (pdf.js). Whatever goes wrong, the link to the file itself stays.

import { getDocument, GlobalWorkerOptions } from "pdfjs-dist/legacy/build/pdf.mjs";

const CHUNK = 256 * 1024;
const STEP = 1.25;
const MOST_ZOOM = 4;
/** Canvases beyond this many dots stay white on phones. */
const MOST_DOTS = 12_000_000;

class Reader {
  constructor(part) {
    this.part = part;
    this.words = part.dataset;
    this.canvas = part.querySelector("canvas");
    this.stage = part.querySelector("[data-pdf-stage]");
    this.number = 1;
    this.zoom = 1;
    this.drawing = null;
  }

  async open() {
    const base = new URL("./", new URL(this.words.worker, location.href)).href;
    GlobalWorkerOptions.workerPort = new Worker(this.words.worker);
    this.file = await getDocument({
      url: this.words.pdf,
      cMapUrl: `${base}cmaps/`,
      standardFontDataUrl: `${base}standard_fonts/`,
      rangeChunkSize: CHUNK,
      disableAutoFetch: true,
      disableStream: true,
      isEvalSupported: false,
      useWasm: false,
      enableXfa: false,
    }).promise;
    this.part.querySelector("[data-pdf-tools]").hidden = false;
    for (const button of this.part.querySelectorAll("[data-pdf-do]")) {
      button.addEventListener("click", () => this.carryOut(button.dataset.pdfDo));
    }
    this.stage.addEventListener("keydown", (event) => this.steer(event));
    let wait = null;
    window.addEventListener("resize", () => {
      clearTimeout(wait);
      wait = setTimeout(() => this.draw(), 200);
    });
    await this.draw();
  }

  steer(event) {
    const deed = { ArrowLeft: "before", PageUp: "before", ArrowRight: "after", PageDown: "after" }[event.key];
    if (!deed || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.carryOut(deed);
  }

  carryOut(deed) {
    if (deed === "before" || deed === "after") {
      const wanted = Math.min(this.file.numPages, Math.max(1, this.number + (deed === "after" ? 1 : -1)));
      if (wanted === this.number) return;
      this.number = wanted;
      this.stage.scrollTop = 0;
    } else {
      this.zoom = deed === "larger" ? Math.min(MOST_ZOOM, this.zoom * STEP) : Math.max(1, this.zoom / STEP);
    }
    this.draw().catch((error) => this.fail(error));
  }

  /** The page as wide as its place, times what was asked for. */
  async draw() {
    const asked = `${this.number} ${this.zoom} ${this.stage.clientWidth}`;
    this.asked = asked;
    const page = await this.file.getPage(this.number);
    this.drawing?.cancel();
    const bare = page.getViewport({ scale: 1 });
    const scale = (this.stage.clientWidth / bare.width) * this.zoom;
    const dots = bare.width * bare.height * scale * scale;
    const sharpness = Math.min(window.devicePixelRatio || 1, Math.sqrt(MOST_DOTS / dots));
    if (this.asked !== asked) return;
    const viewport = page.getViewport({ scale: scale * sharpness });
    this.canvas.width = Math.floor(viewport.width);
    this.canvas.height = Math.floor(viewport.height);
    this.canvas.style.width = `${Math.floor(bare.width * scale)}px`;
    this.drawing = page.render({ canvas: this.canvas, viewport });
    try {
      await this.drawing.promise;
    } catch (error) {
      if (error?.name === "RenderingCancelledException") return;
      throw error;
    }
    await this.say(page);
  }

  /** Where one is, and the words of the page for who hears it. */
  async say(page) {
    const line = this.words.line.replace("[page]", this.number).replace("[pages]", this.file.numPages);
    this.part.querySelector("[data-pdf-line]").textContent = line;
    const { items } = await page.getTextContent();
    this.part.querySelector("[data-pdf-text]").textContent = items.map((each) => each.str).join(" ");
    this.part.dataset.shown = String(this.number);
    for (const [deed, end] of [["before", 1], ["after", this.file.numPages]]) {
      this.part.querySelector(`[data-pdf-do=${deed}]`).disabled = this.number === end;
    }
  }

  fail(error) {
    console.warn(error?.message ?? error);
    this.part.querySelector("[data-pdf-note]").hidden = false;
    this.stage.hidden = true;
  }
}

const part = document.querySelector("[data-pdf]");
if (part) {
  const reader = new Reader(part);
  reader.open().catch((error) => reader.fail(error));
}
