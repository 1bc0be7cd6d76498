// What a package begins with, within its frame. It comes as the frame's name: SCORM asks for it without waiting, before
// any message could arrive, and a frame keeps its name while the package turns from page to page.

const MOST = 90_000;

/** What the house said, checked; null when this page was not opened by the player. */
export function launchOf(name) {
  if (name.length > MOST) return null;
  try {
    const said = JSON.parse(name);
    return isSound(said) ? said : null;
  } catch {
    return null;
  }
}

function isSound(said) {
  return (
    said !== null &&
    typeof said === "object" &&
    ["nonce", "house", "item", "data", "mastery"].every((key) => typeof said[key] === "string") &&
    typeof said.learner?.id === "string" &&
    typeof said.learner?.name === "string" &&
    typeof said.state === "object"
  );
}

/** A frame without an origin has no storage and no cookies; packages that look for them find empty ones. */
export function softenStorage() {
  for (const name of ["localStorage", "sessionStorage"]) {
    try {
      window[name].length;
    } catch {
      Object.defineProperty(window, name, { value: inMemory(), configurable: true });
    }
  }
  try {
    document.cookie;
  } catch {
    Object.defineProperty(document, "cookie", { get: () => "", set: () => undefined, configurable: true });
  }
}

function inMemory() {
  const kept = new Map();
  return {
    get length() {
      return kept.size;
    },
    key: (at) => [...kept.keys()][at] ?? null,
    getItem: (name) => kept.get(String(name)) ?? null,
    setItem: (name, value) => void kept.set(String(name), String(value)),
    removeItem: (name) => void kept.delete(String(name)),
    clear: () => kept.clear(),
  };
}
