// A quiz while it is taken: answers that could not be sent are sent again, and a clock that asks the server.

const RETRY_MS = 5000;
const LAST_MINUTES = 5;

const form = document.querySelector("[data-attempt]");
const clock = document.querySelector("[data-clock]");
const offline = document.querySelector("[data-offline]");
const unsent = new Set();
const last = {};

/** Seconds left by the server's clock, when they were told, by this device's clock. */
function told(left) {
  last.left = left;
  last.at = Date.now();
}

function secondsLeft() {
  return Math.max(0, Math.ceil(last.left - (Date.now() - last.at) / 1000));
}

function say(words) {
  clock.querySelector("[data-clock-words]").textContent = words;
}

function draw() {
  const left = secondsLeft();
  const minutes = Math.floor(left / 60);
  const exact = clock.dataset.seconds.replace("[minutes]", minutes).replace("[seconds]", String(left % 60).padStart(2, "0"));
  say(left > LAST_MINUTES * 60 ? clock.dataset.minutes.replace("[minutes]", Math.ceil(left / 60)) : exact);
  clock.classList.toggle("is-short", left <= LAST_MINUTES * 60);
  if (left === 0) end();
}

/** Time is up: hand in when the server can be reached; it hands in what was saved by itself otherwise. */
async function end() {
  if (last.ending) return;
  last.ending = true;
  say(clock.dataset.up);
  const isHeard = await ask();
  if (isHeard && secondsLeft() > 0) {
    last.ending = false;
  } else if (isHeard) {
    const hand = document.createElement("input");
    Object.assign(hand, { type: "hidden", name: "hand_in", value: "1" });
    form.append(hand);
    form.submit();
  } else {
    last.ending = false;
  }
}

/** Ask how much time is left, also after the phone has slept; whether there was an answer. */
async function ask() {
  try {
    const answer = await fetch(form.dataset.state, { headers: { Accept: "application/json" }, cache: "no-store" });
    if (!answer.ok) return false;
    const state = await answer.json();
    if (state.over) {
      window.location.reload();
      return false;
    }
    if (clock && state.left !== null) told(state.left);
    return true;
  } catch {
    return false;
  }
}

function show() {
  offline.hidden = unsent.size === 0;
  for (const question of document.querySelectorAll("[data-question]")) {
    question.classList.toggle("is-unsent", unsent.has(question.id));
  }
}

function sendAgain() {
  for (const id of unsent) window.htmx.trigger(document.getElementById(id), "change");
}

function questionOf(event) {
  return event.detail.elt?.closest?.("[data-question]");
}

if (form) {
  for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
    document.addEventListener(name, (event) => {
      const question = questionOf(event);
      if (question) unsent.add(question.id);
      show();
    });
  }
  document.addEventListener("htmx:afterRequest", (event) => {
    const question = questionOf(event);
    if (question && event.detail.successful) unsent.delete(question.id);
    show();
  });
  window.addEventListener("online", sendAgain);
  setInterval(() => unsent.size && sendAgain(), RETRY_MS);
  window.addEventListener("beforeunload", (event) => {
    if (unsent.size && !last.ending) event.preventDefault();
  });
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && ask());
  window.addEventListener("pageshow", (event) => event.persisted && ask());
}

if (form && clock) {
  told(Number(clock.dataset.left));
  draw();
  setInterval(draw, 1000);
}
