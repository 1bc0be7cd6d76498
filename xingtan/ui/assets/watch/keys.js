// The film by keyboard, wherever the focus stands: space or K plays and pauses, the arrows go ten seconds, < and > change the speed.

const STEP = 10;
const FASTER = 0.25;

/** Keys that belong to what has the focus are left to it. */
function isTaken(event) {
  return event.ctrlKey || event.metaKey || event.altKey || event.target.closest("a, button, input, select, textarea, video");
}

/** Listen for the keys; the speed never goes beyond what is counted. */
export function steerByKeys(film, fastest) {
  const deeds = {
    " ": () => (film.paused ? film.play() : film.pause()),
    k: () => (film.paused ? film.play() : film.pause()),
    ArrowLeft: () => (film.currentTime = Math.max(0, film.currentTime - STEP)),
    ArrowRight: () => (film.currentTime = Math.min(film.duration || 0, film.currentTime + STEP)),
    "<": () => (film.playbackRate = Math.max(0.5, film.playbackRate - FASTER)),
    ">": () => (film.playbackRate = Math.min(fastest, film.playbackRate + FASTER)),
  };
  document.addEventListener("keydown", (event) => {
    const deed = deeds[event.key];
    if (!deed || isTaken(event)) return;
    event.preventDefault();
    deed();
  });
}
