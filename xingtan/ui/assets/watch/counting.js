// Which seconds went by before a person: a film that played, or a document that lay open.

import { firstOutside } from "./spans.js";

/** A second is counted once the film has played through it; a jump begins anew. */
export function countFilm(film, length, watched) {
  let edge = null;
  const beginHere = () => {
    edge = Math.ceil(film.currentTime - 0.25);
  };
  const upToHere = () => {
    if (edge === null || film.seeking) return;
    const whole = Math.min(length, Math.floor(film.currentTime + 0.05));
    if (whole > edge) {
      watched(edge, whole);
      edge = whole;
    }
  };
  film.addEventListener("seeking", () => {
    edge = null;
  });
  film.addEventListener("seeked", beginHere);
  film.addEventListener("playing", () => edge ?? beginHere());
  for (const name of ["timeupdate", "pause", "ended"]) film.addEventListener(name, upToHere);
}

/** A document counts while its page is before the person, from the first second not yet recognised. */
export function countReading(length, covered, watched) {
  let last = Date.now();
  let spare = 0;
  let edge = 0;
  setInterval(() => {
    const now = Date.now();
    if (document.visibilityState === "visible") spare += Math.min(now - last, 5_000);
    last = now;
    edge = firstOutside(covered(), edge);
    const whole = Math.min(Math.floor(spare / 1000), length - edge);
    if (whole < 1) return;
    spare -= whole * 1000;
    watched(edge, edge + whole);
    edge += whole;
  }, 1_000);
}
