// Notes beside the player ([data-notes]): kept while typing, on the device while there is no network,
// each at the second of the film at which it was begun.

import { post } from "../watch/sending.js";

const PREFIX = "xingtan.note.";
const AFTER_TYPING = 1_500;
const AGAIN = 20_000;

const part = document.querySelector("[data-notes]");
const film = document.querySelector("[data-watch] video, [data-watch] audio");
const timers = new Map();

function face(second) {
  const [hours, minutes, seconds] = [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60];
  const two = (number) => String(number).padStart(2, "0");
  return hours ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}

/** What this person wrote on this device for this lesson and the server does not have yet. */
function waiting() {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
    return keys.map((key) => JSON.parse(localStorage.getItem(key))).filter((note) => note?.url === part.dataset.keepAt && note.who === part.dataset.who);
  } catch {
    return [];
  }
}

function keepHere(note) {
  try {
    localStorage.setItem(PREFIX + note.key, JSON.stringify(note));
  } catch {
    // Storage is full or forbidden: the note lives on in this page.
  }
}

/** Forget what is sent, unless something newer was typed meanwhile. */
function forget(note) {
  try {
    const kept = JSON.parse(localStorage.getItem(PREFIX + note.key));
    if (kept && kept.number <= note.number) localStorage.removeItem(PREFIX + note.key);
  } catch {
    // Nothing was kept.
  }
}

function say(sentence, kind) {
  const note = part.querySelector("[data-notes-note]");
  note.textContent = sentence;
  note.hidden = !sentence;
  note.className = `player-note is-${kind}`;
}

async function send(note) {
  const body = new URLSearchParams({ key: note.key, second: note.second, number: note.number, words: note.words });
  const headers = { "X-CSRFToken": part.dataset.key, Accept: "application/json" };
  const { heard, refused, offline } = await post(part.dataset.keepAt, body, headers);
  if (heard || refused) forget(note);
  if (heard) say(part.dataset.kept, "ok");
  else say(offline ? part.dataset.waits : refused.sentence, offline ? "wait" : "stop");
}

function noteOf(form) {
  const { key, second, number, words } = form.elements;
  return {
    url: part.dataset.keepAt, who: part.dataset.who, key: key.value, second: Number(second.value), number: Number(number.value), words: words.value,
  };
}

function sendSoon(form) {
  clearTimeout(timers.get(form));
  timers.set(form, setTimeout(() => send(noteOf(form)), AFTER_TYPING));
}

/** A key of its own for each note. */
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("").slice(0, 22);
}

/** The new note becomes one of the notes, and an empty one stands below it. */
function becomeOne(form) {
  const next = form.cloneNode(true);
  form.removeAttribute("data-jotting-new");
  form.elements.second.value = film ? Math.floor(film.currentTime) : 0;
  const at = form.querySelector("[data-jotting-seek]");
  if (at) {
    at.hidden = false;
    at.textContent = face(Number(form.elements.second.value));
  }
  next.elements.key.value = newKey();
  next.elements.words.value = "";
  form.after(next);
}

function typed(form) {
  if (form.hasAttribute("data-jotting-new")) becomeOne(form);
  form.elements.number.value = Math.max(Date.now(), Number(form.elements.number.value) + 1);
  keepHere(noteOf(form));
  sendSoon(form);
}

/** What waited when the page was left stands in its field again. */
function bringBack(note) {
  const known = [...part.querySelectorAll("[data-jotting]")].find((form) => form.elements.key.value === note.key);
  const form = known ?? part.querySelector("[data-jotting-new]");
  if (!known) {
    becomeOne(form);
    form.elements.key.value = note.key;
    form.elements.second.value = note.second;
    const at = form.querySelector("[data-jotting-seek]");
    if (at) at.textContent = face(note.second);
  }
  form.elements.words.value = note.words;
  form.elements.number.value = note.number;
}

/** A question to the tutor, too, remembers where in the film it was begun. */
document.addEventListener("input", (event) => {
  const second = film && event.target.form?.querySelector("[data-film-second]");
  if (second && !second.value) second.value = Math.floor(film.currentTime);
});

if (part) {
  part.addEventListener("input", (event) => typed(event.target.closest("[data-jotting]")));
  part.addEventListener("submit", (event) => {
    event.preventDefault();
    const form = event.target.closest("[data-jotting]");
    clearTimeout(timers.get(form));
    send(noteOf(form));
  });
  part.addEventListener("click", (event) => {
    const button = event.target.closest("[data-jotting-seek]");
    if (!button || !film) return;
    film.currentTime = Number(button.closest("[data-jotting]").elements.second.value);
    film.play();
  });
  const sendAll = () => waiting().forEach(send);
  waiting().forEach(bringBack);
  sendAll();
  window.addEventListener("online", sendAll);
  setInterval(sendAll, AGAIN);
}
