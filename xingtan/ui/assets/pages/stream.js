// Films in several bitrates: the smallest first, more as the network allows, or as the person chooses.
// Without MediaSource the browser plays the list itself (iPhones) or the whole file, as before.

import Hls from "hls.js/light";

const SLOW = new Set(["slow-2g", "2g", "3g"]);

/** Whether the phone says that data is dear or the network slow. */
function isWeak() {
  const line = navigator.connection;
  return Boolean(line && (line.saveData || SLOW.has(line.effectiveType)));
}

/** Play the list where the browser can, and say nothing when it cannot: the file stands in the page. */
function playNatively(film) {
  if (!film.canPlayType("application/vnd.apple.mpegurl")) return;
  film.src = film.dataset.stream;
}

function nameOf(level, words) {
  return level.height ? `${level.height}p · ${Math.round(level.bitrate / 1000)} kb/s` : words.sound;
}

/** A choice of bitrates beside the film; the first one leaves it to the network. */
function offerLevels(hls, film, words) {
  const choice = document.createElement("select");
  choice.setAttribute("aria-label", words.label);
  choice.append(new Option(words.auto, "-1"));
  hls.levels.forEach((level, index) => choice.append(new Option(nameOf(level, words), String(index))));
  choice.addEventListener("change", () => {
    hls.autoLevelCapping = -1;
    hls.currentLevel = Number(choice.value);
  });
  const part = document.createElement("p");
  part.className = "medium-levels";
  part.append(choice);
  film.after(part);
}

function play(film) {
  const words = film.dataset;
  const whole = film.querySelector("source")?.src;
  const hls = new Hls({
    enableWorker: false,
    capLevelToPlayerSize: true,
    abrEwmaDefaultEstimate: isWeak() ? 150_000 : 600_000,
    maxBufferLength: 60,
  });
  hls.on(Hls.Events.MANIFEST_PARSED, () => {
    if (isWeak()) hls.autoLevelCapping = Math.max(0, hls.levels.findIndex((level) => level.height));
    offerLevels(hls, film, { label: words.levels, auto: words.auto, sound: words.sound });
  });
  hls.on(Hls.Events.ERROR, (_name, told) => {
    if (!told.fatal) return;
    if (told.type === Hls.ErrorTypes.NETWORK_ERROR && film.readyState > 0) {
      hls.startLoad();
      return;
    }
    const at = film.currentTime;
    hls.destroy();
    film.src = whole;
    film.addEventListener("loadedmetadata", () => { film.currentTime = at; }, { once: true });
  });
  hls.loadSource(words.stream);
  hls.attachMedia(film);
}

for (const film of document.querySelectorAll("video[data-stream], audio[data-stream]")) {
  if (Hls.isSupported()) play(film);
  else playNatively(film);
}
