// What was watched and is not yet acknowledged: kept in the browser's storage until the server has it.
// One entry a play: { token, number, position, pieces: [[first, end, watched at (ms)], …] }.

import { minus } from "./spans.js";

const PREFIX = "xingtan.play.";
/** Pieces watched within this many milliseconds of each other travel as one claim. */
const JOINED_WITHIN = 30_000;
/** Fewer than the server takes in one message. */
const MOST_PIECES = 380;

function keyOf(entry) {
  return PREFIX + entry.token.slice(-16);
}

/** Write the entry down, or forget it once nothing in it is waiting. */
export function keep(entry) {
  try {
    if (entry.pieces.length) localStorage.setItem(keyOf(entry), JSON.stringify(entry));
    else localStorage.removeItem(keyOf(entry));
  } catch {
    // Storage is full or forbidden: the entry lives on in this page.
  }
}

/** Forget the entry. */
export function drop(entry) {
  keep({ ...entry, pieces: [] });
}

/** Entries of earlier plays that still wait. */
export function kept() {
  const entries = [];
  for (const key of keysKept()) {
    try {
      entries.push(JSON.parse(localStorage.getItem(key)));
    } catch {
      localStorage.removeItem(key);
    }
  }
  return entries;
}

function keysKept() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  } catch {
    return []; // Storage is forbidden: nothing was kept.
  }
}

/** Add seconds just watched; they join the last piece when they follow it closely. */
export function add(entry, first, end) {
  const last = entry.pieces[entry.pieces.length - 1];
  const now = Date.now();
  if (last && last[1] === first && now - last[2] < JOINED_WITHIN && last[1] - last[0] < 60) {
    last[1] = end;
    last[2] = now;
  } else {
    entry.pieces.push([first, end, now]);
  }
  entry.position = end;
  keep(entry);
}

/** Take out what the server has answered for; what was too fast stays, it counts as time goes on. */
export function settle(entry, answer) {
  const answered = Object.entries(answer.refused)
    .filter(([why]) => why !== "faster_than_clock" || answer.over)
    .flatMap(([, pairs]) => pairs);
  const done = [...answer.covered, ...answered];
  entry.pieces = entry.pieces.flatMap(([first, end, at]) =>
    minus([[first, end]], done).map(([from, until]) => [from, until, at]),
  );
  keep(entry);
}

/** The message as the server reads it; each of a play has a number of its own, so that a late one is known as late. */
export function messageOf(entry) {
  const now = Date.now();
  entry.number = (entry.number ?? 0) + 1;
  const claims = entry.pieces
    .slice(0, MOST_PIECES)
    .map(([first, end, at]) => [first, end, Math.max(0, Math.min(999_999, Math.round((now - at) / 1000)))]);
  return JSON.stringify({ token: entry.token, claims, position: Math.floor(entry.position), number: entry.number });
}
